"""Run all cases, and keep what they showed in ``docs/cases.csv``: ``python -m studies.cases``.

Goes on where it was stopped. ``python docs/generate.py`` then makes the pages.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from sim.cli.entry import main as program

ROOT = Path(__file__).resolve().parents[1]
RUN, CASES = ROOT / "results" / "all-cases", ROOT / "docs" / "cases.csv"


def main() -> int:
    """Run the cases and keep the table; return the exit status."""
    if status := program(["cases", "--lang", "en", "--out", str(RUN)]):
        return status
    shutil.copyfile(RUN / "cases.csv", CASES)
    shutil.rmtree(RUN)  # what was stopped goes on; what is done begins anew, since the model may have changed
    return 0


if __name__ == "__main__":
    sys.exit(main())
