"""What a phase is: a kernel that says what it reads and writes, and is called with arguments of these names."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..compiled import compiled, leaf

PHASES: dict[str, Phase] = {}


@dataclass(frozen=True)
class Step:
    """A call of a kernel, and the names by which later kernels are given what it returns."""

    kernel: Any
    makes: tuple[str, ...] = ()

    def taken(self, returned: Any) -> dict[str, Any]:
        """Return by name what the kernel returned."""
        made = returned if len(self.makes) > 1 else (returned,)
        return dict(zip(self.makes, made, strict=False))


@dataclass(frozen=True)
class Phase:
    """One row of the schedule.

    ``reads`` and ``writes`` name columns as ``array.field``; ``levers`` the levers it listens to. ``kernel`` is None
    where another phase does its work; ``steps`` are all calls of the phase, the kernel's the last.
    """

    name: str
    does: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    levers: tuple[str, ...]
    kernel: Any = None
    steps: tuple[Step, ...] = ()


def phase(
    *,
    does: str,
    reads: str,
    writes: str,
    levers: str = "",
    makes_arrays: bool = False,
    before: tuple[Step, ...] = (),
    makes: str = "",
) -> Callable[[Callable[..., Any]], Any]:
    """Compile a phase and enter it in the register; columns are given as words: ``need.worth ledger.seen …``.

    ``before`` are calls that come first, ``makes`` what the kernel returns, by name.
    """

    def register(kernel: Callable[..., Any]) -> Any:
        name, made = kernel.__name__, (compiled if makes_arrays else leaf)(kernel)
        steps = (*before, Step(made, tuple(makes.split())))
        named = tuple(reads.split()), tuple(writes.split()), tuple(levers.split())
        PHASES[name] = Phase(name, does, *named, made, steps)
        return made

    return register


@cache
def arguments(kernel: Any) -> tuple[str, ...]:
    """Return the names of a kernel's arguments."""
    return tuple(inspect.signature(getattr(kernel, "py_func", kernel)).parameters)


def run(kernel: Any, given: Mapping[str, Any]) -> Any:
    """Call a kernel with what it takes of the things given."""
    return kernel(*(given[name] for name in arguments(kernel)))
