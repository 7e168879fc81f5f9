"""What goes into a folder, before it is there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Files:
    """Files, name → content, and the characters of the figures that no font here has."""

    files: dict[str, bytes]
    missing: str = ""
