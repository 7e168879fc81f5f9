"""Tables as Parquet, for programs that read columns, a group of rows at a time; with PyArrow, where it is installed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sim.words import Refusal

from .files import Lines
from .tables import Row, batched

_TOGETHER = 16_384  # rows of a group


def parquet(kinds: Mapping[str, str], rows: Callable[[], Iterable[Row]]) -> Lines:
    """Return a table as a Parquet file, made group by group as it is written.

    Parameters
    ----------
    kinds : mapping of str to str
        By column, in order: ``whole``, ``number``, ``text`` or ``yes or no``.
    rows : callable
        Returns the rows; None where there is nothing.

    Raises
    ------
    Refusal
        Where PyArrow is not installed.
    """
    try:
        import pyarrow
    except ImportError:
        raise Refusal("export.no_parquet") from None
    of_kind = {
        "whole": pyarrow.int64(), "number": pyarrow.float64(), "text": pyarrow.string(), "yes or no": pyarrow.bool_(),
    }  # fmt: skip
    schema = pyarrow.schema([(name, of_kind[kind]) for name, kind in kinds.items()])
    return Lines(lambda: _groups(schema, rows()))


class _Sink(io.RawIOBase):
    """Takes what is written, until it is taken away."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._at = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        self._at += len(self._pieces[-1])
        return len(self._pieces[-1])

    def tell(self) -> int:
        return self._at

    def taken(self) -> bytes:
        """Return what has come in since the last time."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def _groups(schema: Any, rows: Iterable[Row]) -> Iterator[bytes]:
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    sink = _Sink()
    with ParquetWriter(sink, schema) as writer:
        for some in batched(rows, _TOGETHER):
            columns = zip(*some, strict=True)
            arrays = [
                pyarrow.array(map(_plain, column), type=field.type)
                for column, field in zip(columns, schema, strict=True)
            ]
            writer.write_batch(pyarrow.record_batch(arrays, schema=schema))
            yield sink.taken()
    yield sink.taken()


def _plain(value: Any) -> Any:
    """Return a value of NumPy as one of Python's; nothing where it is not a number."""
    value = value.item() if hasattr(value, "item") else value
    return None if value != value else value
