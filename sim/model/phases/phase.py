"""What a phase is: a kernel that says what it reads and writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..compiled import compiled, leaf

PHASES: dict[str, Phase] = {}


@dataclass(frozen=True)
class Phase:
    """One row of the schedule.

    ``reads`` and ``writes`` name columns as ``array.field``; ``levers`` the levers it listens to.
    """

    name: str
    does: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    levers: tuple[str, ...]


def phase(
    *, does: str, reads: str, writes: str, levers: str = "", makes_arrays: bool = False
) -> Callable[[Callable[..., Any]], Any]:
    """Compile a phase and enter it in the register; columns are given as words: ``need.worth ledger.seen …``."""

    def register(kernel: Callable[..., Any]) -> Any:
        name = kernel.__name__
        PHASES[name] = Phase(name, does, tuple(reads.split()), tuple(writes.split()), tuple(levers.split()))
        return (compiled if makes_arrays else leaf)(kernel)

    return register
