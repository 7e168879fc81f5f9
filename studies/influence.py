"""What moves 1+1 and K most: the default, one parameter at a time at both ends of what is plausible.

``python -m studies.influence`` makes ``docs/influence.csv`` anew (some minutes). The reports name those that move most
(`sim.show.scenario.provenance.INFLUENTIAL`), and ``python docs/generate.py`` puts the table into ``docs/wires.md``.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.questions.interval import log_ratio_of_ratios, ratio
from sim.questions.verdict import runs_of_the_question
from sim.runs.quantities import quantities
from sim.runs.question import Question
from sim.runs.run import Batch
from sim.runs.runner import answer
from sim.scenario import load
from sim.scenario.loaded import LoadedScenario
from sim.scenario.variation import Varying
from studies.below_one import VARIED, value

CSV = Path(__file__).resolve().parents[1] / "docs" / "influence.csv"
MONTHS, REPLICATES = 24, 8
BY_ONE, BY_K = 10, 2
"""How many are named for how far they move 1+1, and how many more for K."""
PLACES = ("low", "default", "high")
READ = ("block", "line", "side_by_side", "joint", "half_0", "half_1", "halves_side_by_side", "halves_joint")


def one_and_k(scenario: LoadedScenario) -> Question[tuple[float, float]]:
    """Ask for 1+1 and K."""
    runs = {name: run for name, run in runs_of_the_question(scenario).items() if name in READ}
    table = yield Batch(dict.fromkeys(runs.values(), quantities(["gross"])), range(REPLICATES))
    gross = {name: table.values(run) for name, run in runs.items()}
    synergy = ratio(gross["joint"], gross["block"] + gross["line"])
    kinds, halves = (("joint", "side_by_side"), ("halves_joint", "halves_side_by_side"))
    k = log_ratio_of_ratios(*(gross[name] for name in (*kinds, *halves)))
    if synergy is None or k is None:
        raise ValueError(f"1+1 or K is undefined in {scenario.source}")
    return 2.0 * synergy.estimate, k.estimate


def moved(row: Mapping[str, Any], reading: str) -> float:
    """Return how far a parameter moves a reading: the distance of the furthest of both ends and the default."""
    values = [float(row[f"{reading} {place}"]) for place in PLACES]
    return max(values) - min(values)


def ranked(rows: Sequence[Mapping[str, Any]], reading: str) -> list[Mapping[str, Any]]:
    """Return the rows by how far they move a reading, the furthest first."""
    return sorted(rows, key=lambda row: (-moved(row, reading), row["parameter"]))


def influential(rows: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the parameters that move 1+1 most, and after them those that move K most of the others."""
    by_one = [row["parameter"] for row in ranked(rows, "1+1")[:BY_ONE]]
    by_k = [row["parameter"] for row in ranked(rows, "K") if row["parameter"] not in by_one]
    return (*by_one, *by_k[:BY_K])


def stored() -> list[dict[str, str]]:
    """Return the rows of the file."""
    with CSV.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    """Ask at both ends of every plausible range, and write the file."""
    varying = Varying(load("default"))

    def ask(values: dict[str, Any]) -> tuple[float, float]:
        return answer(one_and_k(varying.at({"months": MONTHS, **values})))

    default = ask({})
    rows = []
    for parameter in VARIED:
        ends = [value(parameter, end) for end in (0.0, 1.0)]
        (one_low, k_low), (one_high, k_high) = (ask({parameter.path: end}) for end in ends)
        figures = {"1+1": (one_low, default[0], one_high), "K": (k_low, default[1], k_high)}
        rows.append({
            "parameter": parameter.path, "low": f"{ends[0]:.6g}", "high": f"{ends[1]:.6g}",
            **{f"{reading} {place}": f"{figure:.4f}" for reading, three in figures.items()
               for place, figure in zip(PLACES, three, strict=True)},
        })  # fmt: skip
        print(*rows[-1].values(), flush=True)
    with CSV.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(ranked(rows, "1+1"))


if __name__ == "__main__":
    main()
