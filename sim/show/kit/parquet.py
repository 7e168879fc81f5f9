"""Tables as Parquet, for programs that read columns; with PyArrow, where that is installed."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

from sim.words import Refusal

from .tables import Row, batched

_TOGETHER = 16_384  # rows of a group


def parquet(kinds: Mapping[str, str], rows: Iterable[Row]) -> bytes:
    """Return a table as a Parquet file.

    Parameters
    ----------
    kinds : mapping of str to str
        By column, in order: ``whole``, ``number``, ``text`` or ``yes or no``.
    rows : iterable of row
        None where there is nothing.

    Raises
    ------
    Refusal
        Where PyArrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow.parquet import ParquetWriter
    except ImportError:
        raise Refusal("export.no_parquet") from None
    of_kind = {
        "whole": pyarrow.int64(), "number": pyarrow.float64(), "text": pyarrow.string(), "yes or no": pyarrow.bool_(),
    }  # fmt: skip
    schema = pyarrow.schema([(name, of_kind[kind]) for name, kind in kinds.items()])
    file = io.BytesIO()
    with ParquetWriter(file, schema) as writer:
        for some in batched(rows, _TOGETHER):
            columns = zip(*some, strict=True)
            arrays = [
                pyarrow.array(map(_plain, column), type=field.type)
                for column, field in zip(columns, schema, strict=True)
            ]
            writer.write_batch(pyarrow.record_batch(arrays, schema=schema))
    return file.getvalue()


def _plain(value: Any) -> Any:
    """Return a value of NumPy as one of Python's; nothing where it is not a number."""
    value = value.item() if hasattr(value, "item") else value
    return None if value != value else value
