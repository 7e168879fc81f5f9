"""Mesa without the advice on widgets that its progress bar gives when it is imported, in red, in a notebook."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="IProgress not found")
    import mesa

__all__ = ["mesa"]
