"""The kernels as plain Python: nothing is compiled, so a changed source runs at once.

Run as a program it is a bench: for every line that it reads it imports the package anew from the folder it stands in,
compares kernels and twin on the small worlds of `faults`, and prints one line of JSON: whether they agree, and where
they part. Numba and NumPy are changed for the whole process, so nothing else may go on in it.
"""

from __future__ import annotations

import importlib
import json
import sys
import warnings
from collections.abc import Callable
from typing import Any

import numba
import numpy as np


class Row(np.void):
    """A row of a structured array whose fields are attributes, as Numba has it; numbers come as Python's own."""

    def __getattribute__(self, name: str) -> Any:
        try:
            value = np.void.__getitem__(self, name)
        except (ValueError, IndexError):
            return super().__getattribute__(name)
        return value.item() if isinstance(value, np.integer | np.bool_) else value

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value


def _of_rows(make: Callable[..., Any]) -> Callable[..., Any]:
    def made(*arguments: Any, **more: Any) -> Any:
        array = make(*arguments, **more)
        return array.view(np.dtype((Row, array.dtype))) if array.dtype.names else array

    return made


def _as_it_is(*signature: Any, **options: Any) -> Any:
    """Stand in for Numba's decorator, with and without options."""
    if len(signature) == 1 and not options and callable(signature[0]) and hasattr(signature[0], "__code__"):
        kernel = signature[0]
        kernel.py_func = kernel
        kernel.compile = kernel.disable_compile = lambda *_: None
        return kernel
    return _as_it_is


def go_plain() -> None:
    """Let what is imported from now on run as plain Python."""
    numba.njit = _as_it_is
    np.zeros, np.empty = _of_rows(np.zeros), _of_rows(np.empty)
    np.seterr(all="ignore")  # compiled code divides by zero without a word
    warnings.simplefilter("ignore")


def anew() -> None:
    """Forget the package and its tests, so that the next import reads their sources again."""
    for name in list(sys.modules):
        if name.partition(".")[0] in ("sim", "tests"):
            del sys.modules[name]
    importlib.invalidate_caches()


def look() -> dict[str, Any]:
    """Compare on world after world, until one does not agree."""
    anew()
    try:
        worlds = importlib.import_module("tests.twin.faults").compared()
        for report in worlds:
            if not report.agrees:
                return {"agrees": False, "said": str(report)}
    except Exception as error:  # noqa: BLE001 - a fault may break anything, and that is caught, too
        return {"agrees": False, "said": f"{type(error).__name__}: {error}"}
    return {"agrees": True, "said": ""}


if __name__ == "__main__":
    go_plain()
    for _ in sys.stdin:
        print(json.dumps(look()), flush=True)
