"""Cold compilation, kernel by kernel: ``python -m studies.compiling [--all]``.

Prints the processor seconds of each kernel by itself (what it calls is counted where it belongs), for how many kinds of
arguments it was compiled, and the sum. Everything is compiled into a folder of its own that is removed afterwards.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections import defaultdict
from typing import Any

from numba.core import event

SHOWN = 30


class Times(event.Listener):  # type: ignore[misc, unused-ignore]
    """Seconds by kernel, without those of the kernels that are compiled for it."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self._open: list[tuple[float, list[float]]] = []

    def on_start(self, event: Any) -> None:
        """Note that a kernel begins."""
        self._open.append((time.process_time(), []))

    def on_end(self, event: Any) -> None:
        """Note that it ends."""
        began, inner = self._open.pop()
        whole = time.process_time() - began
        if self._open:
            self._open[-1][1].append(whole)
        function = event.data["dispatcher"].py_func
        name = f"{function.__module__.rpartition('.')[2]}.{function.__qualname__}"
        self.seconds[name].append(whole - sum(inner))


def main() -> None:
    """Compile everything, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="print every kernel")
    shown = None if parser.parse_args().all else SHOWN
    times = Times()
    event.register("numba:compile", times)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NUMBA_CACHE_DIR"] = folder
        from sim.cli import main as program

        program(["warm", "--lang", "en"])
    rows = sorted(times.seconds.items(), key=lambda row: -sum(row[1]))
    print("| kernel | seconds | kinds of arguments |\n|---|---:|---:|")
    for name, seconds in rows[:shown]:
        print(f"| {name} | {sum(seconds):.2f} | {len(seconds)} |")
    again = sum(sum(seconds[1:]) for _, seconds in rows)
    print(
        f"\n{sum(map(sum, times.seconds.values())):.1f} s in all, {again:.1f} s of it for further kinds of arguments."
    )


if __name__ == "__main__":
    main()
