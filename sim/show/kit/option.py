"""An option: what is typed after two dashes, and what a verb takes by name from Python."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sim.words import Refusal

_WHOLE = re.compile(r"[+-]?[0-9]{1,30}", re.ASCII)
_TIME = re.compile(r"(?:([0-9]{1,6})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,9})s?)?", re.ASCII)
_NUMBER = re.compile(r"[-+.0-9eE]+", re.ASCII)


@dataclass(frozen=True)
class Option:
    """One option of a command.

    Attributes
    ----------
    name : str
        What is typed after ``--``; explained by ``option.NAME`` in the catalogue, or by ``option.KEY``.
    value : str
        What stands for its value in help and messages; empty for a switch.
    example : str
        A value that would do.
    many : bool
        Whether it may be given more than once.
    short : str
        One letter that may be typed after ``-`` in its place.
    reads : callable
        From a text typed to its value; None where it is no such value.
    allows : callable, optional
        From a value, the option's name for a message and the text for it, to the value; refuses what is not allowed.
    """

    name: str
    value: str = ""
    example: str = ""
    many: bool = False
    key: str = ""
    short: str = ""
    reads: Callable[[str], Any] = str
    allows: Callable[[Any, str, str | None], Any] | None = None

    @property
    def flag(self) -> str:
        """What is typed."""
        return f"--{self.name}"

    @property
    def flags(self) -> tuple[str, ...]:
        """All that may be typed, the short form first."""
        return (f"-{self.short}", self.flag) if self.short else (self.flag,)

    @property
    def parameter(self) -> str:
        """What a verb calls it."""
        return self.name.replace("-", "_")

    @property
    def words(self) -> str:
        """Key of its explanation."""
        return f"option.{self.key or self.name}"

    def typed(self, text: str) -> Any:
        """Return the value that was typed, or refuse it."""
        return text if self.allows is None else self.allows(self.reads(text), self.flag, _shown(text))

    def given(self, value: Any) -> Any:
        """Return a value that was given from Python, or refuse it."""
        if not self.value and value not in (True, False):
            allowed = Refusal("allowed.switch")
            raise Refusal("typed.bad_value", option=self.parameter, found=ascii(value)[:60], allowed=allowed)
        return value if self.allows is None else self.allows(value, self.parameter, None)


def whole(text: str) -> int | None:
    """Read a whole number strictly; None where it is none."""
    return int(text) if _WHOLE.fullmatch(text) else None


def number(text: str) -> float:
    """Read a number strictly; NaN where it is none."""
    try:
        return float(text) if _NUMBER.fullmatch(text) else math.nan
    except ValueError:
        return math.nan


def seconds(text: str) -> float | None:
    """Read a length of time such as ``90``, ``30m``, ``8h`` or ``1d12h``; None where it is none."""
    parts = _TIME.fullmatch(text)
    if not text or parts is None:
        return None
    return float(sum(int(part or 0) * unit for part, unit in zip(parts.groups(), (86_400, 3600, 60, 1), strict=True)))


def whole_or_auto(text: str) -> int | str | None:
    """Read a whole number, or ``auto``."""
    return text if text == "auto" else whole(text)


def _shown(text: str) -> str:
    return ascii(text[:60]) if not text or not text.isprintable() else text[:60]
