"""What a worker does with what it is handed: it makes chunks, and hands back what they came to or what they raised."""

from __future__ import annotations

import pickle
import time
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .outcome import Outcome
from .quantities import Quantity
from .replicate import Chunk, replicate

Made = list[Outcome] | Exception
_GRACE = 5.0  # seconds beyond the limit of its runs after which somebody may end a worker that hears nothing


@dataclass(frozen=True)
class Work:
    """Some chunks that are handed in together, and how many seconds each run of them may take."""

    chunks: tuple[Chunk, ...]
    run_limit: float | None = None

    @property
    def patience(self) -> float | None:
        """Seconds after which whoever does this is stuck, or one chunk takes its time; None where it may take any.

        Chunks that are ended together are handed in again one by one.
        """
        if self.run_limit is None:
            return None
        return self.run_limit * max(len(chunk.runs) for chunk in self.chunks) + _GRACE

    def parted(self) -> list[Work]:
        """Return each chunk as work of its own."""
        return [Work((chunk,), self.run_limit) for chunk in self.chunks]


@dataclass(frozen=True)
class Results:
    """What chunks came to, in order: the outcomes of each, or what it raised; and how many seconds all took.

    Pickled it is small: what is read of runs again and again is named once, and numbers stand in a row.
    """

    made: tuple[Made, ...]
    seconds: float = field(compare=False)

    def __reduce__(self) -> Any:
        read: dict[tuple[Quantity, ...], int] = {}
        return _unpacked, ([_packed(made, read) for made in self.made], list(read), self.seconds)


def done(work: Work) -> Results:
    """Do the work."""
    began = time.perf_counter()
    made = tuple(_made(chunk, work.run_limit) for chunk in work.chunks)
    return Results(made, time.perf_counter() - began)


def _made(chunk: Chunk, limit: float | None) -> Made:
    try:
        return replicate(chunk, limit)
    except Exception as error:  # noqa: BLE001 - it belongs to the run, and says so where it is waited for
        return error


class Raised(Exception):  # noqa: N818 - as one says it
    """What a run raised elsewhere, where it cannot travel itself."""


def shown(error: Exception) -> str:
    """Return the kind of an error and what it says: the same whether it has travelled or not."""
    return str(error) if type(error) is Raised else f"{type(error).__name__}: {error}"


def _packed(made: Made, read: dict[tuple[Quantity, ...], int]) -> Any:
    if isinstance(made, Exception):
        return _travelling(made)
    rows = []
    for outcome in made:
        kinds, values = tuple(outcome.values), list(outcome.values.values())
        numbers = [value for value in values if type(value) is float]
        plain = len(numbers) == len(values)
        rows.append((read.setdefault(kinds, len(read)), array("d", numbers).tobytes() if plain else values))
    return rows


def _travelling(error: Exception) -> Exception:
    """Return an error that can be pickled and made again, and says the same."""
    try:
        if shown(pickle.loads(pickle.dumps(error))) == shown(error):
            return error
    except Exception:  # noqa: BLE001 - whatever its class has against it
        pass
    return Raised(shown(error))


def _unpacked(parts: Sequence[Any], read: Sequence[tuple[Quantity, ...]], seconds: float) -> Results:
    made = (
        part if isinstance(part, Exception) else [_outcome(read[kinds], values) for kinds, values in part]
        for part in parts
    )
    return Results(tuple(made), seconds)


def _outcome(kinds: tuple[Quantity, ...], values: Any) -> Outcome:
    if isinstance(values, bytes):
        numbers = array("d")
        numbers.frombytes(values)
        values = numbers.tolist()
    return Outcome(dict(zip(kinds, values, strict=True)))
