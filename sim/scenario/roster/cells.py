"""One cell: what is typed by hand becomes a text, a number, a date or a list, or is said not to be one."""

from __future__ import annotations

import difflib
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sim.scenario.faults import nearest

_UNSEEN = re.compile("[\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Zero-width spaces, marks of direction that come along when one copies, a byte-order mark."""
_FORMULA = ("=", "+", "-", "@")
_NUMBER = re.compile(r"[-+]?([0-9]{1,40}|[0-9]{1,3}(,[0-9]{3}){1,12})?(\.[0-9]{0,40})?")
_SEPARATORS = re.compile(r"[、,;/|]")
_BETWEEN_NAMES = re.compile(r"[、,，;；]")
_AMOUNT = re.compile(r"(.*?)[\s:：×*x]*([0-9]+(?:\.[0-9]+)?)")
_DATES = (
    re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?"),
    re.compile(r"([0-9]{4})/([0-9]{1,2})(?:/([0-9]{1,2}))?"),
    re.compile(r"([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,2})"),
    re.compile(r"([0-9]{4})年([0-9]{1,2})月(?:([0-9]{1,2})日)?"),
)
_CLOCK = re.compile(r"[ T]00:00(:00)?")


class Day(NamedTuple):
    """A date; ``day`` is None where only the month is told."""

    year: int
    month: int
    day: int | None


def tidy(text: str) -> str:
    """Return a text without what nobody sees: spaces at its ends, ideographic ones too; a break is one space."""
    return " ".join(_UNSEEN.sub("", text).split())


def shown(value: Any) -> str:
    """Return what stands in a cell as text; nothing for an empty one."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return tidy(str(value))


@lru_cache(maxsize=100_000)
def key(text: str) -> str:
    """Return what two ways to type a word of the table have in common: `same`, and no hyphens or quotation marks."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s_\-\"'“”‘’「」《》]", "", _UNSEEN.sub("", plain))


@lru_cache(maxsize=100_000)
def same(text: str) -> str:
    """Return what two ways to type the name of one organisation have in common: no full-width signs, spaces, case."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", tidy(text)).casefold())


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet could take a text for a formula, full-width signs included."""
    return unicodedata.normalize("NFKC", text[:1]).startswith(_FORMULA)


def number(value: Any) -> float | None:
    """Return the number that is typed, with full-width digits or thousands commas; None where it is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return float(value) if math.isfinite(value) else None
    if not isinstance(value, str):
        return None
    text = unicodedata.normalize("NFKC", tidy(value)).replace(" ", "")
    if not _NUMBER.fullmatch(text) or not any(sign.isdigit() for sign in text):
        return None
    return float(text.replace(",", ""))


def day(value: Any) -> Day | None:
    """Return the date that is typed (2024-03-01, 2024/3/1, 2024年3月1日, or without its day); None where it is none."""
    if isinstance(value, date):  # a datetime is one
        return Day(value.year, value.month, value.day)
    if not isinstance(value, str):
        return None
    text = unicodedata.normalize("NFKC", tidy(value))
    text = _CLOCK.sub("", text).replace(" ", "")
    for form in _DATES:
        if found := form.fullmatch(text):
            year, month, which = (int(part) if part else None for part in found.groups())
            assert year is not None
            assert month is not None
            try:
                datetime(year, month, which or 1)
            except ValueError:
                return None
            return Day(year, month, which)
    return None


def listed(text: str) -> list[tuple[str, float | None]]:
    """Return the entries of a list such as ``人才、物资 2``: each with its amount, where it has one."""
    entries: list[tuple[str, float | None]] = []
    for part in _SEPARATORS.split(unicodedata.normalize("NFKC", text).replace("\n", ",")):
        entry = tidy(part)
        if not entry:
            continue
        amount = _AMOUNT.fullmatch(entry)
        entries.append((tidy(amount[1]), float(amount[2])) if amount and amount[1].strip() else (entry, None))
    return entries


def several(text: str) -> list[str]:
    """Return the names in a cell that holds several."""
    return [name for part in _BETWEEN_NAMES.split(text) if (name := tidy(part))]


def chosen(text: str, names: Mapping[str, str]) -> str | None:
    """Return what a name stands for, among names by their `key`."""
    return names.get(key(text))


def closest(text: str, names: Iterable[str]) -> str | None:
    """Return the name that was probably meant; two Chinese characters of three are enough."""
    valid = list(names)
    if len(text) < 2 or len(text) > 60:
        return None
    typed = key(text)
    by_key = {key(name): name for name in valid}
    guess = nearest(typed, by_key)
    if guess is None:
        inside = [name for name in by_key if len(name) > 1 and (name in typed or typed in name)]
        close = difflib.get_close_matches(typed, list(by_key), n=1, cutoff=0.5 if not typed.isascii() else 0.75)
        guess = next(iter(inside if len(inside) == 1 else close), None)
    return by_key.get(guess) if guess else None
