"""The kernels as plain Python: nothing is compiled, so a changed source runs at once.

Run as a program it is a bench: for every line that it reads, FILE WORLD, it imports anew from the folder it stands in
what may depend on that file, compares kernels and twin on the small worlds of `faults`, that one first, and prints one
line of JSON: whether they agree, on which world they part, and where. Numba and NumPy are changed for the whole
process, so nothing else may go on in it.
"""

from __future__ import annotations

import importlib
import json
import sys
import warnings
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
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


def _once_for_a_text(compile_: Callable[..., Any]) -> Callable[..., Any]:
    """Let a file that has not changed be parsed once, however often it is imported anew."""
    codes: dict[tuple[str, bytes], Any] = {}

    def source_to_code(loader: Any, data: bytes, path: str, **more: Any) -> Any:
        key = (str(path), bytes(data))
        if key not in codes:
            codes[key] = compile_(loader, data, path, **more)
        return codes[key]

    return source_to_code


def go_plain() -> None:
    """Let what is imported from now on run as plain Python."""
    SourceFileLoader.source_to_code = _once_for_a_text(SourceFileLoader.source_to_code)
    numba.njit = _as_it_is
    np.zeros, np.empty = _of_rows(np.zeros), _of_rows(np.empty)
    np.seterr(all="ignore")  # compiled code divides by zero without a word
    warnings.simplefilter("ignore")


FLOORS = ("words", "mechanisms", "scenario", "model")
"""From below: a file is imported by its own floor and by those above."""


def anew(file: str = "") -> None:
    """Forget what may depend on a file of the package, so that the next import reads the sources again."""
    floor = file.split("/")[0]
    below = {f"sim.{name}" for name in FLOORS[: FLOORS.index(floor)]} if floor in FLOORS else set()
    for name in list(sys.modules):
        if name.partition(".")[0] in ("sim", "tests") and ".".join(name.split(".")[:2]) not in below:
            del sys.modules[name]
    importlib.invalidate_caches()


def look(file: str, first: int) -> dict[str, Any]:
    """Compare on world after world, until one does not agree."""
    anew(file)
    world = -1
    try:
        for world, report in importlib.import_module("tests.twin.faults").compared(first):
            if not report.agrees:
                return {"agrees": False, "world": world, "where": str(report)}
    except Exception as error:  # noqa: BLE001 - a fault may break anything, and that is caught, too
        return {"agrees": False, "world": max(world, 0), "where": f"{type(error).__name__}: {error}"}
    return {"agrees": True, "world": world, "where": ""}


if __name__ == "__main__":
    go_plain()
    for line in sys.stdin:
        changed, number = line.rstrip("\n").split("\t")
        print(json.dumps(look(changed, int(number))), flush=True)
