"""What the tests cost, held against a default verdict: ``python -m benchmarks.suite [WORDS…]``.

Runs ``run.py test WORDS…`` with everything compiled before, then ``run.py run`` as it comes, and prints the processor
time of both, their processes included, and the ratio. A process that nobody waits for (what a killed one had
started) is not counted. The exit status is that of the tests.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

DOOR = Path(__file__).resolve().parents[1] / "run.py"


def processor_time(*words: str, shown: bool = False) -> tuple[int, float]:
    """Carry out a command of the door; return its exit status and the seconds of processor time that it took."""
    before = os.times()
    done = subprocess.run([sys.executable, DOOR, *words], stdout=None if shown else subprocess.DEVNULL, check=False)
    after = os.times()
    return done.returncode, sum(after[2:4]) - sum(before[2:4])


def main(words: list[str] | None = None) -> int:
    """Run the tests and the verdict, and print what they cost."""
    if os.name != "posix":
        sys.exit("the processor time of processes that have ended is known on POSIX only")
    processor_time("warm")
    status, tests = processor_time("test", *(sys.argv[1:] if words is None else words), shown=True)
    with tempfile.TemporaryDirectory() as folder:
        failed, verdict = processor_time("run", "--out", str(Path(folder) / "verdict"))
    print(f"tests: {tests:.0f} s of processor time = {tests / verdict:.1f} default verdicts of {verdict:.1f} s")
    return status or failed


if __name__ == "__main__":
    sys.exit(main())
