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
    steps : iterable of iterable of Batch
        In turn: what each of them may ask for, in the same order. A run that several of them name is kept until the
        last of these has its answer, and read for all of them when it is made; others may be made again.
    """

    questions: Iterable[Question[Any]]
    in_turn: bool = False
    steps: Iterable[Iterable[Batch]] = ()


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
    for i, look in enumerate(stops, 1):
        table = yield Batch(wanted, range(done, look), tuple(stops[i:]))
        done = look
        if look == stops[-1] or enough(table):
            break
    return table, done
