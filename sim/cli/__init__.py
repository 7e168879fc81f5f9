"""Commands: read the words typed, ask one question, show one answer. Heavy things are imported when used."""

from __future__ import annotations

from .entry import main, process

__all__ = ["main", "process"]
