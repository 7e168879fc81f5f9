"""What a saved page holds."""

from __future__ import annotations

import base64
import gzip
import json
import re
from typing import Any


def packed(page: str) -> dict[str, Any]:
    """Return the stage that a file holds."""
    found = re.search(r'<script id="data" ([^>]*)>(.*?)</script>', page, re.DOTALL)
    assert found
    text = gzip.decompress(base64.b64decode(found[2])).decode() if "gzip" in found[1] else found[2]
    return dict(json.loads(text))
