"""What is typed after an option, read strictly."""

from __future__ import annotations

import math
import re
from typing import Literal

from sim.words import Refusal

MOST_REPLICATIONS = 65_536  # as interval.limit allows
MOST_WORKERS = 1_024
_WHOLE = re.compile(r"[+-]?[0-9]{1,30}", re.ASCII)


def replications(text: str | None) -> Literal["auto"] | int:
    """Read ``--replications``: ``auto``, or at least two."""
    if text is None or text == "auto":
        return "auto"
    value = _whole(text)
    if value is None or not 2 <= value <= MOST_REPLICATIONS:
        allowed = Refusal("allowed.replications", most=f"{MOST_REPLICATIONS:,}")
        raise Refusal("typed.bad_value", option="--replications", found=_shown(text), allowed=allowed)
    return value


def precision(text: str | None) -> float:
    """Read ``--precision``: between 0 and 1."""
    if text is None:
        return 0.01
    try:
        value = float(text) if re.fullmatch(r"[-+.0-9eE]+", text) else math.nan
    except ValueError:
        value = math.nan
    if not 0.0 < value < 1.0:
        allowed = Refusal("allowed.precision")
        raise Refusal("typed.bad_value", option="--precision", found=_shown(text), allowed=allowed)
    return value


def workers(text: str | None) -> int | None:
    """Read ``--workers``: at least one; None leaves it to the runner."""
    if text is None:
        return None
    value = _whole(text)
    if value is None or not 1 <= value <= MOST_WORKERS:
        allowed = Refusal("allowed.workers", most=f"{MOST_WORKERS:,}")
        raise Refusal("typed.bad_value", option="--workers", found=_shown(text), allowed=allowed)
    return value


def whole(option: str, text: str) -> str:
    """Return the text of a whole number as it stands; its range is for the scenario to judge."""
    if _whole(text) is None:
        allowed = Refusal("allowed.whole")
        raise Refusal("typed.bad_value", option=f"--{option}", found=_shown(text), allowed=allowed)
    return text


def _whole(text: str) -> int | None:
    return int(text) if _WHOLE.fullmatch(text) else None


def _shown(text: str) -> str:
    return ascii(text[:60]) if not text or not text.isprintable() else text[:60]
