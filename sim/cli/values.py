"""What is typed after an option, read strictly."""

from __future__ import annotations

import math
import re
from typing import Literal

from sim.questions import asked

_WHOLE = re.compile(r"[+-]?[0-9]{1,30}", re.ASCII)


def replications(text: str | None) -> Literal["auto"] | int:
    """Read ``--replications``: ``auto``, or at least two."""
    value = "auto" if text is None or text == "auto" else _whole(text)
    return asked.replications(value, "--replications", _shown(text))


def precision(text: str | None, default: float = 0.01) -> float:
    """Read ``--precision``: between 0 and 1."""
    if text is None:
        return default
    try:
        value = float(text) if re.fullmatch(r"[-+.0-9eE]+", text) else math.nan
    except ValueError:
        value = math.nan
    return asked.precision(value, "--precision", _shown(text))


def workers(text: str | None) -> int | None:
    """Read ``--workers``: at least one; None leaves it to the runner."""
    return None if text is None else asked.workers(_whole(text) or 0, "--workers", _shown(text))


def whole(option: str, text: str) -> str:
    """Return the text of a whole number as it stands; its range is for the scenario to judge."""
    asked.whole(_whole(text), f"--{option}", _shown(text))
    return text


def _whole(text: str) -> int | None:
    return int(text) if _WHOLE.fullmatch(text) else None


def _shown(text: str | None) -> str:
    text = text or ""
    return ascii(text[:60]) if not text or not text.isprintable() else text[:60]
