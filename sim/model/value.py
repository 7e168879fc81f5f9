"""Value added, read off the need ledger of a run (docs, 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from .month import State

Floats = NDArray[np.float64]
BOOKED = ("served", "worth", "averted", "loss")


def booked(ledger: np.ndarray) -> dict[str, Floats]:
    """Return what a run booked for each need, all that its value is made of."""
    return {name: ledger[name].copy() for name in BOOKED}


def so_far(state: State) -> tuple[np.ndarray, dict[str, Floats]]:
    """Return the needs that have arisen in a run, and what was booked for them; later ones have had no service."""
    arisen = int(state.months["arisen"][: state.month].sum())
    return state.need[:arisen], booked(state.ledger[:arisen])


def beside(a: dict[str, Floats], b: dict[str, Floats]) -> dict[str, Floats]:
    """Return the ledger of two runs side by side, each doing what it does alone."""
    return {name: a[name] + b[name] for name in BOOKED}


def value_by_need(need: np.ndarray, book: dict[str, Floats]) -> Floats:
    """Return the value added at each need.

    What was served beyond a need's amount is struck off in proportion, losses are not; the empty arm's harm is
    subtracted, so nobody's value is 0.
    """
    real: Floats = need["amount"] / np.maximum(book["served"], need["amount"])
    return real * (book["worth"] + book["averted"]) - book["loss"]


def ceiling(need: np.ndarray) -> float:
    """Return the value if every need were met at once."""
    return float((need["worth"] + need["harm"]).sum())
