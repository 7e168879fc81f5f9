"""What is said in both languages at once: the page is switched from one to the other without asking."""

from __future__ import annotations

from typing import Any

from sim.words import LANGUAGES, say

Pair = dict[str, str]


def both(key: str, **fields: Any) -> Pair:
    """Return a sentence of the catalogue in both languages."""
    return {lang: say(key, lang, **fields) for lang in LANGUAGES}


def same_in_both(text: str) -> Pair:
    """Return what has only one form, such as a name in a roster, in the place of two."""
    return dict.fromkeys(LANGUAGES, text)
