"""What a question is: a generator that yields what it wants, is sent what came out, and returns its answer."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from .run import Batch, Wanted
from .table import Table

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class All:
    """Several questions that one question asks at once; it is sent the list of their answers, in order.

    Attributes
    ----------
    questions : iterable of Question
        All are begun at once, and what one has had made is there for the others; or, ``in_turn``, so many that there is
        work for everybody, and what nobody waits for any more is forgotten. So there may be any number of them.
    """

    questions: Iterable[Question[Any]]
    in_turn: bool = False


Question = Generator[Batch | All, Any, Answer]
"""Yields a `Batch` and is sent the `Table` of what it has asked for so far, or yields `All` and is sent answers."""


def until(
    wanted: Wanted, looks: Iterable[int], enough: Callable[[Table], bool]
) -> Generator[Batch, Table, tuple[Table, int]]:
    """Ask for ever more replications of the same runs until there are enough; return the table and how many there are.

    Parameters
    ----------
    looks : iterable of int
        How many replications there are at each look; the last is the limit.
    enough : callable
        Says of the table whether to stop. Not asked at the last look.
    """
    stops = list(looks)
    done, table = 0, Table()
    for look in stops:
        table = yield Batch(wanted, range(done, look))
        done = look
        if look == stops[-1] or enough(table):
            break
    return table, done
