"""What goes into a folder, before it is there."""

from __future__ import annotations

from dataclasses import dataclass

from sim.words import Refusal


@dataclass(frozen=True)
class Files:
    """Files, name → content, the characters of the figures that no font here has, and why there is no figure."""

    files: dict[str, bytes]
    missing: str = ""
    no_figure: Refusal | None = None
