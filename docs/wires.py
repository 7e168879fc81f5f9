"""The page ``docs/wires.md``: what each parameter moves, of what ``studies/wires.py`` found."""

from __future__ import annotations

from markdown_table import table

from sim.scenario.parameters import parameter_rows
from studies import influence
from studies.wires import AGAIN, ALIKE, NAMES, PAIRS, REPLICATES, SHOWN, stored
from studies.wiring import LUCK, SETTINGS, TEXT, any_of, silenced

ABOUT = """# No dead wires: what each parameter moves

Made from `wires.csv` by `python docs/generate.py`; the file is made anew by `python -m studies.wires` (a few minutes).

Every parameter of a scenario is set to other values in the settings below; {replicates} replicates of the block, the
line and the joint arm are run on the same worlds, needs and luck, and the differences are taken replicate by
replicate (what moves nothing in {replicates} is looked at again in {again}). Looked at are {measures} readings: every
measure (docs/model.md, section 10), the value and the net value of each arm, and S. A reading counts as moved where
|t| of its paired differences exceeds a bound (about {bounds}, by the replicates) that chance exceeds in one study of
twenty, all comparisons of the whole study taken together (Bonferroni); differences that are all exactly 0 have moved
nothing. Of the settings and values tried the table shows the one at which most is moved, and of what is moved there
the readings that changed by the largest share; `wires.csv` also names every measure of the joint arm that moved, with
its sign. *Silent with* says what switches the parameter off: then it changes no byte of any outcome
(`tests/studies/test_wires.py`).

The sizes printed are those of the values tried, in one setting; they compare parameters only as far as the values do.
What moves 1+1 most over what is plausible stands [at the end](#what-moves-11-and-k-most).

## Where

{shipped}
## What moves

{table}
## How the answer is read

These change how replicates are read and how many there are, never a run.

{reading}
## What moves nothing by its nature

Texts and names: {texts}. Luck itself moves everything and has no direction: {luck}.

## Instruments that pull alike

Pairs of instruments whose effects in the default district (what is read at the highest value tried less that at the
lowest, each reading by its root mean square over all instruments) have a cosine beyond ±{limit}: over these readings
they cannot be told apart.

{alike}
## What moves 1+1 and K most

The default with one parameter at a time at both ends of its plausible range ([model.md](model.md), 8.1), over {months}
months in {replicates_of_influence} replicates with the same luck; as it stands 1+1 is {one}, K {k}. Made by
`python -m studies.influence` (`influence.csv` has all {drawn}). Named are the {by_one} that move 1+1 furthest, then the
{by_k} of the others that move K furthest; every report names these. What a parameter moves by itself says nothing of
what it moves beside others.

{influential}"""


def page() -> str:
    """Return ``wires.md``, from the files and from what is declared."""
    rows = stored()
    of_model = [row for row in rows if row["bound"]]
    reading = [row for row in rows if not row["bound"]]
    why: dict[str, dict[str, None]] = {}
    for off in silenced():
        why.setdefault(off.path, {})[off.why] = None
    lines = [
        [f"`{row['parameter']}`", row["setting"], f"{row['from']} → {row['to']}", f"{row['moved']} of {row['of']}",
         _most(row), row["moves in"], "; ".join(why.get(row["parameter"], {}))]
        for row in of_model
    ]  # fmt: skip
    pairs = [[f"`{row['one']}`", f"`{row['other']}`", row["cosine"]] for row in stored(PAIRS)]
    texts = ", ".join(f"`{row.path}`" for row in parameter_rows() if any_of(TEXT, row.path))
    return ABOUT.format(
        replicates=REPLICATES,
        again=AGAIN,
        bounds=" and ".join(f"{b:.2g}" for b in sorted({round(float(row["bound"]), 1) for row in of_model})),
        measures=len(NAMES),
        shipped="".join(f"- *{name}*: {setting.about}.\n" for name, setting in SETTINGS.items()),
        table=table(["parameter", "where", "from → to", "moves", "most", "moves something in", "silent with"], lines),
        reading=table(["parameter", "where", "from → to", "reading"],
                       [[f"`{row['parameter']}`", row["setting"], f"{row['from']} → {row['to']}", _most(row)]
                        for row in reading]),
        luck=" and ".join(f"`{name}`" for name in LUCK),
        texts=texts,
        alike=table(["instrument", "instrument", "cosine"], pairs),
        limit=ALIKE,
        **_influential(influence.stored()),
    )  # fmt: skip


def _influential(rows: list[dict[str, str]]) -> dict[str, object]:
    """Return what the section on 1+1 and K says."""
    by_path = {row["parameter"]: row for row in rows}
    lines = [
        [f"`{path}`", f"{row['low']} – {row['high']}",
         *(cell for reading in ("1+1", "K") for cell in
           (" · ".join(row[f"{reading} {end}"] for end in ("low", "high")), f"{influence.moved(row, reading):.2f}"))]
        for path in influence.influential(rows) for row in [by_path[path]]
    ]  # fmt: skip
    head = ["parameter", "from – to", "1+1 there", "moves 1+1 by", "K there", "moves K by"]
    return {
        "months": influence.MONTHS,
        "replicates_of_influence": influence.REPLICATES,
        "drawn": len(rows),
        "one": rows[0]["1+1 default"],
        "k": rows[0]["K default"],
        "by_one": influence.BY_ONE,
        "by_k": influence.BY_K,
        "influential": table(head, lines),
    }


def _most(row: dict[str, str]) -> str:
    def moved(n: int) -> str:
        before, after = row[f"before {n}"], row[f"after {n}"]
        arrow = ("↑" if float(after) > float(before) else "↓") if _is_number(after) else ""
        return " ".join(part for part in (row[f"measure {n}"], arrow, before, "→", after) if part)

    return "; ".join(moved(n) for n in range(SHOWN) if row[f"measure {n}"])


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
