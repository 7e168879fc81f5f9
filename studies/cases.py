"""Run all cases, and keep what they showed in ``docs/cases.csv``: ``python -m studies.cases``.

What each showed also goes to the teaching page, in ``sim/demo/findings.json``.

Goes on where it was stopped, unless the code has changed meanwhile: then the folder under ``results/`` is refused, and
is to be removed. ``python docs/generate.py`` then makes the pages. Beside each row stands a digest of what its figures
were made from, by which ``docs/generate.py --check`` names the cases that are stale: the comparison with its worlds
after all defaults and files of its own, and, after a colon, the code that makes numbers. Titles, sources and claims in
words are no part of it, nor are comments, docstrings and whatever is only shown.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from sim.cli.entry import main as program
from sim.questions.cases import FIRST, LIMIT, PRECISION, runs_of
from sim.runs.code import RUNS, digest_of, short
from sim.runs.ledger import write_whole
from sim.scenario import LoadedScenario, load, shipped_cases
from sim.scenario.loaded import Comparison

ROOT = Path(__file__).resolve().parents[1]
RUN, CASES = ROOT / "results" / "all-cases", ROOT / "docs" / "cases.csv"
FINDINGS = ROOT / "sim" / "demo" / "findings.json"
DIGEST = "digest"
MAKES_NUMBERS = (
    *RUNS,
    *(
        f"sim/questions/{name}.py"
        for name in ("cases", "interval", "moments", "readings", "resampling", "simultaneous")
    ),
)


def digest(comparison: Comparison, root: Path = ROOT) -> str:
    """Return a digest of a comparison, and after a colon one of the code that makes numbers."""
    stated = comparison.expectation
    runs = sorted((run.key, *sorted(map(repr, read))) for run, read in runs_of(comparison))
    sides = [
        (side.arm, side.measure, side.per, side.window)
        for side in (comparison.row, comparison.without, comparison.before)
        if side is not None
    ]
    asked = (stated.direction, stated.margin, stated.pair, stated.scale, stated.level, FIRST, LIMIT, PRECISION)
    made_of = repr((runs, sides, asked, comparison.row.scenario.interval.confidence))
    return f"{short(made_of)}:{code(root)}"


def code(root: Path = ROOT) -> str:
    """Return a digest of the code that makes numbers: of what it does, not of how it is written down."""
    return digest_of(MAKES_NUMBERS, root)


def compared(cases: dict[str, LoadedScenario]) -> Iterator[tuple[str, Comparison]]:
    """Yield every comparison of the cases, in the order in which they are run."""
    for name, scenario in cases.items():
        for comparison in scenario.case.comparisons if scenario.case is not None else ():
            yield name, comparison


def keep(made: Path, kept: Path, cases: dict[str, LoadedScenario]) -> None:
    """Copy the table of a run of the cases, with a digest beside each row."""
    with made.open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file)
        head, rows = list(table.fieldnames or ()), list(table)
    for row, (name, comparison) in zip(rows, compared(cases), strict=True):
        assert row["case"] == name, f"{row['case']} where {name} should be"
        row[DIGEST] = digest(comparison)
    write_rows(kept, [*head, DIGEST], rows)


def findings(kept: Path) -> str:
    """Return what the teaching page says of the cases: by case, what each of its comparisons showed, as JSON."""
    by_case: dict[str, list[str]] = {}
    with kept.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            by_case.setdefault(row["case"], []).append(row["found"])
    return json.dumps(by_case, indent=0) + "\n"


def write_rows(path: Path, head: list[str], rows: list[dict[str, str]]) -> None:
    """Write a table as the program does, whole or not at all."""
    lines = _Lines()
    writer = csv.DictWriter(lines, head, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_whole(path, "".join(("\ufeff", *lines)).encode())


class _Lines(list[str]):
    write = list.append


def main() -> int:
    """Run the cases and keep the table; return the exit status."""
    parser = argparse.ArgumentParser(description="run all cases, and keep what they showed in docs/cases.csv")
    parser.add_argument("--workers", metavar="N", help="threads; as many as there are processors unless said")
    workers = parser.parse_args().workers
    asked = [] if workers is None else ["--workers", workers]
    if status := program(["cases", "--lang", "en", "--no-report", "--out", str(RUN), *asked]):
        return status
    keep(RUN / "cases.csv", CASES, {name: load(name) for name in shipped_cases()})
    write_whole(FINDINGS, findings(CASES).encode())
    shutil.rmtree(RUN)  # what was stopped goes on; what is done begins anew, since the model may have changed
    return 0


if __name__ == "__main__":
    sys.exit(main())
