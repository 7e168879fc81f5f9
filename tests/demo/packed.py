"""What a saved page holds."""

from __future__ import annotations

import base64
import gzip
import json
import re
from typing import Any


def packed(page: str) -> dict[str, Any]:
    """Return the stage that a file holds."""
    match = re.search(r'<script id="data" ([^>]*)>(.*?)</script>', page, re.DOTALL)
    assert match
    text = gzip.decompress(base64.b64decode(match[2])).decode() if "gzip" in match[1] else match[2]
    return dict(json.loads(text))
