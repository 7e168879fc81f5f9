"""Draw docs/images/complementarity.svg: K over the share of two-sided needs, at light, middle and heavy load.

``python -m studies.complementarity`` runs the default scenario at fifteen points and takes some minutes. The picture
comes out the same on every run.
"""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

from sim.questions.interval import Interval
from sim.questions.verdict import verdict
from sim.runs.runner import answer
from sim.scenario import from_data

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "images" / "complementarity.svg"
REPLICATES = 16
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
LOADS = {"light": (0.3, "#2a6f97", "o"), "middle": (1.0, "#bc6c25", "s"), "heavy": (4.0, "#6a4c93", "^")}


def ask(two_sided: float, scale: float) -> tuple[Interval, float]:
    """Return the interval of K, and the load."""
    scenario = from_data({"needs": {"two_sided": two_sided, "scale": scale}}, "complementarity")
    quantities = answer(verdict(scenario, replications=REPLICATES, grouped=False)).quantities
    k, load = quantities["complementarity"], quantities["load"]
    if k is None or load is None:
        raise ValueError(f"K is undefined at two_sided {two_sided}, scale {scale}")
    return k, load.estimate


def draw(curves: dict[str, tuple[list[Interval], float]]) -> Figure:
    """Return the picture: a curve for each load, with the interval of every point."""
    figure = Figure(figsize=(7.0, 4.4), layout="constrained")
    axes = figure.subplots()
    axes.axhline(1.0, color="0.5", linewidth=0.8, linestyle="--")
    for name, (points, load) in curves.items():
        _, colour, marker = LOADS[name]
        middle = [k.estimate for k in points]
        below = [k.estimate - k.low for k in points]
        above = [k.high - k.estimate for k in points]
        axes.errorbar(
            SHARES, middle, yerr=[below, above], color=colour, marker=marker, markersize=5, capsize=3,
            label=f"{name}: work asked for is {load:.2f} of the hours there are",
        )  # fmt: skip
    axes.set_xticks(SHARES)
    axes.set_xlabel("share of needs whose resources or functions no single kind holds (needs.two_sided)")
    axes.set_ylabel("complementarity K")
    axes.set_title("What the two kinds do for each other beyond what any two halves would", fontsize=11)
    axes.legend(frameon=False, fontsize=9)
    axes.spines[["top", "right"]].set_visible(False)
    return figure


def main() -> None:
    """Run the points, say what came out, and write the picture."""
    curves = {}
    for name, (scale, _, _) in LOADS.items():
        points, loads = zip(*(ask(share, scale) for share in SHARES), strict=True)
        curves[name] = list(points), sum(loads) / len(loads)
        for share, k in zip(SHARES, points, strict=True):
            print(f"{name:6}  two_sided {share:.2f}  K = {k.estimate:.4f} [{k.low:.4f}, {k.high:.4f}]", flush=True)
    mpl.rcParams.update({"svg.hashsalt": "complementarity", "svg.fonttype": "path"})
    PICTURE.parent.mkdir(exist_ok=True)
    draw(curves).savefig(PICTURE, metadata={"Date": None, "Creator": None})


if __name__ == "__main__":
    main()
