"""What a store keeps of points and of runs that failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

State = Literal["done", "same", "refused", "failed"]
Cause = Literal["raised", "limit", "killed"]
STATES: tuple[State, ...] = ("done", "same", "refused", "failed")


@dataclass(frozen=True)
class Kept:
    """What is kept of one point.

    Attributes
    ----------
    number, block : int
    state : str
        ``done``, ``same`` as an earlier one, ``refused`` by the scenario's own rules, ``failed`` in a run.
    values : mapping
        By parameter.
    same_as : int or None
        The point that it is the same as.
    replications : int
        How many it has.
    note : str
        Why it was refused, or what a run raised.
    """

    number: int
    block: int
    state: State
    values: Mapping[str, Any]
    same_as: int | None
    replications: int
    note: str


@dataclass(frozen=True)
class Failure:
    """A run that failed: where, with what, and the command that does the same.

    Attributes
    ----------
    cause : str
        ``raised`` an error; took longer than its ``limit``; or ``killed`` its workers.
    run_limit : float or None
        Seconds that it might take, if there was a limit.
    """

    point: int
    replication: int
    error: str
    command: str
    cause: Cause = "raised"
    run_limit: float | None = None
