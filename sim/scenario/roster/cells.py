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
_SEPARATORS = re.compile(r"[、,;/|\n\r]")
_BETWEEN_NAMES = re.compile(r"[、,，;；\n\r]")
_AMOUNT = re.compile(r"(.*?)[\s:：×*x(]*([0-9]+(?:\.[0-9]+)?)\s*([^\W\d_]{0,3})\)?")
_NOTHING = frozenset("/ // \\ - -- --- — —— – ― ─ ~ 无 暂无 没有 none nil n/a".split())
_ABOUT = (
    "about|approx\\.?|approximately|circa|ca\\.?|around|nearly|over|atleast|morethan|upto|约|大约|大概|近|共|"
    "共计|总计|超|超过|至少|不少于|不超过|不足|不到|≈|~|>=|<=|>|<"
)
_MORE = "余|多|左右|上下|以上|以下|以内|之内|内|\\+"
_PLAIN = r"(?:[0-9]{1,40}|[0-9]{1,3}(?:,[0-9]{3}){1,12})?(?:\.[0-9]{0,40})?"
_DATES = (
    re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?"),
    re.compile(r"([0-9]{4})/([0-9]{1,2})(?:/([0-9]{1,2}))?"),
    re.compile(r"([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,2})"),
    re.compile(r"([0-9]{4})年([0-9]{1,2})月(?:([0-9]{1,2})[日号])?"),
    re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
)
_CLOCK = re.compile(r"[ T]([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?$")
_WITHOUT_YEAR = re.compile(r"([0-9]{1,2})月(?:([0-9]{1,2})[日号])?|([0-9]{1,2})[-/.]([0-9]{1,2})")
_PART = re.compile(r"([0-9]{4})年?(上半年|下半年|第?[一二三四1-4]季度)")


class Day(NamedTuple):
    """A date; ``day`` is None where only the month is told."""

    year: int
    month: int
    day: int | None


_REMARK = re.compile(r"(?<=.)\([^()]*\)$")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_ASIDE = re.compile(r"[(\[【](必填|必填项|选填|可选|可不填|可多选|多选|单选|required|optional)[)\]】]")
_STARS = "*★☆※▲●: "
_FEW = {"半": "0.5", "一": "1", "两": "2", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7", "八": "8",
        "九": "9", "十": "10"}  # fmt: skip
"""Numerals that may stand before a unit."""
_BEHIND = re.compile(r"(.*?)\(([^()]*)\)")


class Measured(NamedTuple):
    """A number with what stood beside it."""

    value: float
    marks: tuple[str, ...] = ()
    spread: bool = False  # whether it was a range, of which this is the middle


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
def bare(heading: str) -> str:
    """Return a heading without a star or a word in brackets that says whether one must fill it in."""
    text = unicodedata.normalize("NFKC", tidy(heading)).strip(_STARS)
    return _ASIDE.sub("", text).strip(_STARS)


@lru_cache(maxsize=100_000)
def bracketed(heading: str) -> tuple[str, str]:
    """Return a heading and what stands in brackets at its end, such as a unit."""
    match = _BEHIND.fullmatch(bare(heading))
    return (tidy(match[1]), tidy(match[2])) if match and match[1].strip() else (bare(heading), "")


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
    """Return the date that is typed (2024-03-01, 2024/3/1, 2024年3月1日, or without its day); None where it is none.

    A time of day behind it is passed over, as it is for a cell that holds a date.
    """
    if isinstance(value, date):  # a datetime is one
        return Day(value.year, value.month, value.day)
    if isinstance(value, int) and not isinstance(value, bool) and 19000101 <= value <= 21001231:
        value = str(value)
    if not isinstance(value, str):
        return None
    text = unicodedata.normalize("NFKC", tidy(value))
    text = _CLOCK.sub("", text).replace(" ", "")
    for form in _DATES:
        if match := form.fullmatch(text):
            year, month, which = (int(part) if part else None for part in match.groups())
            assert year is not None
            assert month is not None
            try:
                datetime(year, month, which or 1)
            except ValueError:
                return None
            return Day(year, month, which)
    return None


def day_without_year(value: Any) -> tuple[int, int | None] | None:
    """Return month and day of a date that lacks its year, such as 3月1日; None where it is none."""
    match = _WITHOUT_YEAR.fullmatch(unicodedata.normalize("NFKC", tidy(value)).replace(" ", "")) if _is(value) else None
    if match is None:
        return None
    month, which = int(match[1] or match[3]), match[2] or match[4]
    return (month, int(which) if which else None) if 1 <= month <= 12 and 1 <= int(which or 1) <= 31 else None


def part_of_year(value: Any) -> tuple[int, int, int] | None:
    """Return year, first and last month of a part of a year, such as 2024年上半年; None where it is none."""
    match = _PART.fullmatch(unicodedata.normalize("NFKC", tidy(value)).replace(" ", "")) if _is(value) else None
    if match is None:
        return None
    if match[2].endswith("半年"):
        first, long = (1 if match[2][0] == "上" else 7), 6
    else:
        first, long = 3 * ("一二三四1234".index(match[2].removeprefix("第")[0]) % 4) + 1, 3
    return int(match[1]), first, first + long - 1


def _is(value: Any) -> bool:
    return isinstance(value, str)


def nothing(value: Any) -> bool:
    """Return whether a cell holds a mark for nothing: a lone dash or stroke, or 无."""
    if not isinstance(value, str) or len(value.strip()) > 8:
        return False
    return unicodedata.normalize("NFKC", tidy(value)).casefold() in _NOTHING


def measured(value: Any, units: Mapping[str, float], usual: float = 1.0) -> Measured | None:
    """Return a number that is typed with its unit or with words such as "about"; None where it is none.

    Parameters
    ----------
    value
        What stands in the cell.
    units : mapping
        What may stand behind the number, and by how much it is multiplied for it.
    usual : float
        By how much one without a unit is multiplied.
    """
    plain = number(value)
    if plain is not None:
        return Measured(plain * usual)
    if not isinstance(value, str):
        return None
    text = unicodedata.normalize("NFKC", tidy(value)).replace(" ", "")
    text, aside = (text, "") if (remark := _REMARK.search(text)) is None else (text[: remark.start()], remark[0])
    if text[:1] in _FEW and text[1:] in units:
        text = _FEW[text[0]] + text[1:]
    match = _measure(tuple(units)).fullmatch(text)
    if match is None or not any(sign.isdigit() for sign in match["low"]):
        return None
    low, high = (float(part.replace(",", "")) if part else None for part in (match["low"], match["high"]))
    assert low is not None
    factor = units[match["unit"]] if match["unit"] else usual
    middle = low if high is None else (low + high) / 2
    marks = tuple(part for name in ("about", "more", "unit", "after") if (part := match[name]))
    marks += (aside,) if aside else ()
    return Measured(middle * factor, marks, spread=high is not None)


@lru_cache(maxsize=100)
def _measure(units: tuple[str, ...]) -> re.Pattern[str]:
    unit = "|".join(re.escape(mark) for mark in sorted(units, key=len, reverse=True))
    return re.compile(
        rf"(?P<about>{_ABOUT})?(?P<low>{_PLAIN})(?:(?:-|~|—|–|至|到)(?P<high>[0-9]+(?:\.[0-9]+)?))?"
        rf"(?P<more>{_MORE})?(?P<unit>{unit or '(?!)'})?(?P<after>{_MORE})?"
    )


class Entry(NamedTuple):
    """One entry of a list: its name, its amount where it has one, and what is counted in it."""

    name: str
    amount: float | None = None
    counted: str = ""


def listed(text: str) -> list[Entry]:
    """Return the entries of a list such as ``人才、物资 2、场地3个``."""
    entries: list[Entry] = []
    plain = unicodedata.normalize("NFKC", text)
    aside = _IN_BRACKETS.sub(lambda match: _SEPARATORS.sub(" ", match[0]), plain)
    for part in _SEPARATORS.split(aside):
        entry = tidy(part)
        if not entry:
            continue
        amount = _AMOUNT.fullmatch(entry)
        name, inside = bracketed(entry)
        if inside and number(inside) is None and (digits := re.search(r"[0-9]+", inside)):
            entries.append(Entry(name, float(digits[0]), inside))
            continue
        if amount and amount[1].strip():
            entries.append(Entry(tidy(amount[1]), float(amount[2]), amount[3]))
        else:
            entries.append(Entry(entry))
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
