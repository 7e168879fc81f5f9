"""Fill the generated parts of the docs from the code, and check that the rest agrees with it.

``python docs/generate.py`` writes. With ``--check`` it writes nothing: it names every file and part that has
drifted, and what else in ``docs/model.md`` the code contradicts; then it exits with 1. A case that has changed
since its figures were made is a fault, too; changed code that makes numbers is said.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType

DOCS = Path(__file__).resolve().parent
sys.path[:0] = [str(DOCS), str(DOCS.parent)]  # a checkout need not be installed

from sim.words import UnsaidError  # noqa: E402


def missing(fault: BaseException) -> str:
    """Return in a line what an answer lacks, words or a file of its folder; nothing where it is another fault."""
    if isinstance(fault, UnsaidError):
        return str(fault)
    name = fault.name or "" if isinstance(fault, ModuleNotFoundError) else ""
    file = f"{name.replace('.', '/')}.py"
    return f"{file} is missing: CONTRIBUTING.md says what an answer's folder holds" if name[:9] == "sim.show." else ""


def in_a_line(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Say what an answer lacks, also where that keeps the code from being imported; all else as Python does."""
    if line := missing(fault):
        print(line)
    else:
        sys.__excepthook__(kind, fault, trace)


if __name__ == "__main__":
    sys.excepthook = in_a_line

from sim.show.verbs import UnaskedError  # noqa: E402

try:
    import api
except UnaskedError as fault:  # a command whose answer nobody can ask for: nothing here could be made
    sys.exit(str(fault))

import concepts  # noqa: E402
import wires  # noqa: E402
from agreement import disagreements  # noqa: E402
from markdown_table import table  # noqa: E402

from sim.cli.manual import markdown  # noqa: E402
from sim.mechanisms.levers import LEVERS  # noqa: E402
from sim.model import columns  # noqa: E402
from sim.model.columns import Column  # noqa: E402
from sim.model.events import KINDS  # noqa: E402
from sim.model.measures import BY_TYPE, MEASURES, Measure  # noqa: E402
from sim.model.schedule import PhaseRow, levers_moved, schedule_rows  # noqa: E402
from sim.scenario.parameters import ParameterRow, parameter_rows  # noqa: E402
from sim.scenario.roster.template import page as roster_page  # noqa: E402
from sim.scenario.schema import arrangements  # noqa: E402
from sim.show.answers import answers  # noqa: E402
from sim.show.kit.schema import printed  # noqa: E402
from sim.show.kit.tables import Entry  # noqa: E402
from sim.show.outputs import names as output_names  # noqa: E402
from sim.words import say  # noqa: E402
from sim.words.plausible import like, why  # noqa: E402

PART = re.compile(r"(<!-- generated: (\w+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
SHOWN = 12  # lines of a diff
WIDE = 120  # places of a line that is shown as it stands
NOTHING = "–"
SET_UP = "set-up, before the first month"


def grouped(names: Iterable[str]) -> str:
    """Return ``street.head street.tail`` as ``street: head, tail``."""
    arrays: dict[str, list[str]] = {}
    for name in names:
        array, _, field = name.partition(".")
        arrays.setdefault(array, []).append(field)
    return "; ".join(f"{array}: {', '.join(fields)}" for array, fields in arrays.items()) or NOTHING


def schedule() -> str:
    """Return the month as a table."""

    def cells(number: int, row: PhaseRow) -> list[str]:
        return [
            str(number),
            row.name,
            row.does,
            grouped(row.reads),
            grouped(row.writes),
            ", ".join(row.levers) or NOTHING,
            ", ".join(row.mechanisms) or NOTHING,
        ]

    head = ("", "phase", "what it does", "reads", "writes", "levers it listens to", "moved by")
    return table(head, (cells(number, row) for number, row in enumerate(schedule_rows(), 1)))


def schedule_in_chinese() -> str:
    """Return the month as a table for the Chinese overview: what a phase does and whose levers it listens to."""

    def cells(number: int, row: PhaseRow) -> list[str]:
        moved = "、".join(say(f"mechanism.{name}", "zh") for name in row.mechanisms) or NOTHING
        return [str(number), say(f"phase.{row.name}", "zh"), row.name, say(f"phase.{row.name}.what", "zh"), moved]

    rows = (cells(number, row) for number, row in enumerate(schedule_rows(), 1))
    return table(("", "阶段", "名称", "做什么", "受哪些安排影响"), rows)


def movers() -> str:
    """Return, for each lever, which mechanisms move it and which phases listen to it."""
    moved = {name: levers_moved(kind) for name, kind in arrangements().items()}
    phases = schedule_rows()
    return table(
        ("lever", "moved by", "listened to by"),
        (
            (
                lever,
                ", ".join(name for name, levers in moved.items() if lever in levers) or NOTHING,
                ", ".join(row.name for row in phases if lever in row.levers) or SET_UP,
            )
            for lever in LEVERS
        ),
    )


ENTITIES = (
    ("organisation", "Organisations, fixed", columns.ORGANISATION_FIXED),
    ("organisation", "Organisations, in a run", columns.ORGANISATION_RUN),
    ("area", "Areas", columns.AREA + columns.AREA_RUN),
    ("street", "Streets", columns.STREET),
    ("platform", "The platform above the street", columns.PLATFORM),
    ("need", "Needs, fixed", columns.NEED),
    ("ledger", "The ledger of needs: what a run books for each", columns.LEDGER),
)


def state_variables() -> str:
    """Return the columns, by entity, and which phases write them."""
    by_name: dict[str, list[str]] = {}
    for row in schedule_rows():
        for name in row.writes:
            by_name.setdefault(name, []).append(row.name)

    def cells(array: str, column: Column) -> tuple[str, ...]:
        kind = {"?": "yes or no", "f8": "number"}.get(column.type, "whole number")
        if column.shape:
            kind = f"{column.shape[0]} × {kind}"
        phases = by_name.get(f"{array}.{column.name}", ())
        return column.name, kind, column.unit or NOTHING, ", ".join(phases) or NOTHING, column.meaning

    head = ("column", "type", "unit", "written by", "meaning")
    tables = [(title, table(head, (cells(array, column) for column in every))) for array, title, every in ENTITIES]
    return "\n".join(f"**{title}**\n\n{rows}" for title, rows in tables)


def measures(table_of: dict[str, Measure] = MEASURES) -> str:
    """Return the measures, of the whole or by type."""

    def quotient(measure: Measure) -> str:
        if measure.bottom:
            return f"{measure.top} ÷ {measure.bottom}"
        return f"mean of {measure.top}" if measure.level else measure.top

    return table(
        ("measure", "unit", "numerator ÷ denominator", "meaning"),
        ((measure.name, measure.unit, quotient(measure), measure.meaning) for measure in table_of.values()),
    )


def measures_in_chinese() -> str:
    """Return the measures for the Chinese overview."""
    return table(("指标", "名称"), ((say(f"measure.{name}", "zh"), f"`{name}`") for name in MEASURES))


def parameters() -> str:
    """Return every parameter, a table for each section; sections of one shape share a table."""
    sections: dict[str, list[ParameterRow]] = {"": []}
    for row in parameter_rows():
        name = row.family.rpartition(".")[0]
        sections.setdefault(name.rpartition(".")[0], [])  # a section stands before what is in it
        sections.setdefault(name, []).append(row)
    return "\n".join(_section(name, rows) for name, rows in sections.items() if rows)


def plausible() -> str:
    """Return the ranges that values may be drawn from, with the argument for each."""
    families = {like(row.path): row for row in parameter_rows() if row.plausible is not None and "[]" not in row.path}
    return table(
        ("parameter", "from", "to", "drawn evenly", "from where", "because"),
        (
            (f"`{name}`", _number(row.plausible.low), _number(row.plausible.high), EVEN_IN[row.plausible.scale],
             row.plausible.source, why(name, "en"))
            for name, row in families.items()
            if row.plausible is not None
        ),
    )  # fmt: skip


def events() -> str:
    """Return what a record tells: the kinds of events."""
    return table(
        ("event", "value", "detail", "meaning"),
        ((kind.name, kind.unit or NOTHING, kind.detail or NOTHING, kind.meaning) for kind in KINDS),
    )


EVEN_IN = {"linear": "the value", "log": "its logarithm", "elasticity": "the logarithm of 1/(1-ρ)"}


def without_range() -> str:
    """Return the parameters that are not drawn by themselves, and why."""
    reasons: dict[str, dict[str, None]] = {}
    for row in parameter_rows():
        if row.apart and "[]" not in row.path:
            reasons.setdefault(row.apart, {})[f"`{row.family}`"] = None
    return table(
        ("why", "parameters"),
        ((say(f"plausible.apart.{apart}", "en"), ", ".join(names)) for apart, names in reasons.items()),
    )


def _section(name: str, rows: list[ParameterRow]) -> str:
    title = f"#### `{name}`" if name else "#### Top level"
    sisters = list(dict.fromkeys(_place(row) for row in rows))
    head = ["parameter", "meaning", "unit", "range", "from", *(sisters if sisters != [""] else ["default"])]
    lines: dict[tuple[str, ...], dict[str, str]] = {}
    for row in rows:
        key = (f"`{row.family}`", row.meaning, row.unit or NOTHING, _range(row), _from(row))
        lines.setdefault(key, {})[_place(row)] = _default(row)
    body = ([*key, *(defaults.get(sister, "") for sister in sisters)] for key, defaults in lines.items())
    return f"{title}\n\n{rows[0].about}\n\n{table(head, body)}"


def _place(row: ParameterRow) -> str:
    """Return the part of the path for which ``*`` stands in the family."""
    pairs = zip(row.path.split("."), row.family.split("."), strict=True)
    return next((name for name, like in pairs if like == "*"), "")


def _range(row: ParameterRow) -> str:
    if row.kind == "choice":
        return ", ".join(row.choices)
    if row.low is None and row.high is None:
        return {"true or false": "true, false"}.get(row.kind, row.kind)
    limits = f"{_number(row.low)} to {_number(row.high)}"
    return f"{limits}, whole" if row.kind == "whole number" else limits


def _number(value: float | int | None) -> str:
    if value is None:
        return NOTHING
    return str(value) if isinstance(value, int) else f"{value:.12g}"


def _default(row: ParameterRow) -> str:
    if row.required:
        return "must be stated"
    if isinstance(row.default, bool):
        return "true" if row.default else "false"
    if isinstance(row.default, int | float):
        return _number(row.default)
    return row.default or NOTHING


def _from(row: ParameterRow) -> str:
    if row.required or row.kind in ("text", "list", "section"):
        return NOTHING
    source = f"{row.source}: {row.reference}" if row.reference else row.source
    return f"{source} · {row.article}" if row.article else source


PARTS: dict[str, Callable[[], str]] = {
    "by_type": lambda: measures(BY_TYPE),
    "columns": state_variables,
    "events": events,
    "measures": measures,
    "measures_zh": measures_in_chinese,
    "movers": movers,
    "not_drawn": without_range,
    "parameters": parameters,
    "plausible": plausible,
    "schedule": schedule,
    "schedule_zh": schedule_in_chinese,
    **concepts.PARTS,
}


WHAT_WRITES = {
    "verdict": "# What a run writes\n\n<!-- Made by `python docs/generate.py` from the faces in sim/show/. -->\n\n"
    "Each table is a CSV file and a sheet of `results.xlsx`, with the same names and the same content whatever the "
    "language of the report. CSV is UTF-8 with a byte-order mark, so that Excel opens Chinese as it is. Numbers "
    "are unrounded in CSV; the workbook keeps sixteen digits. A text that a spreadsheet would take for a formula "
    "has an apostrophe before it.\n\n## Files\n",
    "sweep": "## What a sweep writes\n\n"
    "The same rules hold: each table is a CSV file and a sheet of `sweep.xlsx`. The tables grow point by point; "
    "report, workbook and picture are made when every point is there (`--no-report` leaves them out). What "
    "`sweep --json` prints has the schema docs/sweep.schema.json.\n",
    "survey": "## What a sweep over a design writes\n\n"
    "The same rules hold: each table is a CSV file and a sheet of `sweep.xlsx`, but `replicates`, which is a sheet "
    "only, and a file where `export` writes it. Of more than 10,000 points there is a workbook only where "
    "`export --to xlsx` is asked for. What `sweep --json` prints has the schema docs/survey.schema.json.\n",
    "comparison": "## What a comparison writes\n\n"
    "The same rules hold: each table is a CSV file and a sheet of `comparison.xlsx`. `--no-report` leaves report, "
    "figures and workbook out. What `compare --json` prints has the schema docs/comparison.schema.json.\n",
    "cases": "## What `cases` writes\n\n"
    "The same rules hold. `--no-report` leaves report, figure and workbook out. What `cases --json` prints has the "
    "schema docs/cases.schema.json.\n",
}


def outputs() -> str:
    """Return docs/outputs.md: what is written of every answer, from its faces."""

    def columns_table(entries: Iterable[Entry]) -> str:
        rows = ((f"`{row.name}`", row.unit or NOTHING, row.meaning["en"], row.meaning["zh"]) for row in entries)
        return table(("name", "unit", "meaning", "含义"), rows)

    every, ranks = answers(), {name: rank for rank, name in enumerate(WHAT_WRITES)}
    first, *others = sorted(every.values(), key=lambda faces: (ranks.get(faces.name, len(ranks)), faces.name))
    headings = {
        faces.name: f"## What `{faces.command}` writes\n\nThe same rules hold.\n" for faces in others
    } | WHAT_WRITES
    shared = {file.name: list(file.entries()) for file in first.tables}
    parts = [f"{WHAT_WRITES[first.name]}\n{columns_table(first.documented())}"]
    parts += [f"## `{file.name}`\n\n{columns_table(file.entries())}" for file in first.tables]
    for faces in others:
        parts.append(f"{headings[faces.name]}\n{columns_table(faces.documented())}")
        parts += [
            f"### `{file.name}` of {WHOSE.get(faces.name, f'`{faces.command}`')}\n\n{columns_table(file.entries())}"
            for file in faces.tables
            if shared.get(file.name) != list(file.entries())
        ]
    parts += [f"## Names in `{title}`\n\n{columns_table(entries)}" for title, entries in output_names().items()]
    return "\n".join(parts)


WHOSE = {"sweep": "a sweep", "survey": "a sweep over a design", "comparison": "a comparison"}

WHOLE: dict[str, Callable[[], str]] = {
    "api.md": api.page,
    "commands.md": markdown,
    "outputs.md": outputs,
    "roster.md": roster_page,
    "wires.md": wires.page,
}


def schemas() -> dict[str, str]:
    """Return the JSON Schema of the data of every answer, by file."""
    return {faces.schema: printed(faces.shape) for faces in answers().values()}


def renewed(folder: Path) -> Iterator[tuple[Path, str, str, str]]:
    """Yield file, part, text as it stands and as it should be, for every generated part and file."""
    for name, schema in schemas().items():
        path = folder / name
        yield path, "the whole file", path.read_text(encoding="utf-8") if path.exists() else "", schema
    for path in sorted(folder.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        if path.name in WHOLE:
            yield path, "the whole file", text, WHOLE[path.name]()
        for part in PART.finditer(text):
            if part[2] in PARTS:
                yield path, part[2], part[0], f"{part[1]}\n{PARTS[part[2]]()}\n{part[4]}"


def broken_marks(folder: Path) -> list[str]:
    """Return marks that name no part, or have no end."""
    faults = []
    for path in sorted(folder.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        parts = list(PART.finditer(text))
        faults += [f"docs/{path.name}: no part is called {part[2]}" for part in parts if part[2] not in PARTS]
        if text.count("<!-- generated: ") != len(parts):
            faults.append(f"docs/{path.name}: a generated part has no end, or begins within another")
    return faults


def check(folder: Path = DOCS) -> list[str]:
    """Return what has drifted, and what in the model's description the code contradicts."""
    faults = broken_marks(folder)
    for path, part, old, new in renewed(folder):
        if old != new:
            lines = [line for line in difflib.ndiff(_cells(old), _cells(new)) if line[0] in "-+"]
            more = [f"… {len(lines) - SHOWN} lines more"] if len(lines) > SHOWN else []
            faults.append("\n    ".join([f"docs/{path.name}: {part} has drifted", *lines[:SHOWN], *more]))
    changed, _ = concepts.stale()
    stated = api.faults() + concepts.faults() + changed
    return faults + stated + disagreements((folder / "model.md").read_text(encoding="utf-8"))


def _cells(text: str) -> list[str]:
    """Return lines, long ones of a table cell by cell, each with the beginning of its row."""
    lines = []
    for line in text.splitlines():
        cells = line.strip("| ").split(" | ")
        lines += [line] if len(line) <= WIDE else [f"{' '.join(cells[:2])}: {cell}" for cell in cells[2:]]
    return lines


def write(folder: Path = DOCS) -> list[str]:
    """Write the generated parts anew; return what was changed."""
    changed = []
    for path, part, old, new in list(renewed(folder)):
        if old != new:
            text = path.read_text(encoding="utf-8") if path.exists() else ""
            path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
            changed.append(f"docs/{path.name}: {part}")
    return changed


def main(words: list[str] | None = None) -> int:
    """Write or check; return the exit status."""
    parser = argparse.ArgumentParser(description="fill the generated parts of the docs from the code")
    parser.add_argument("--check", action="store_true", help="write nothing, and exit with 1 after any drift")
    try:
        return _main(only_check=parser.parse_args(words).check)
    except (UnsaidError, ModuleNotFoundError) as fault:
        if not (line := missing(fault)):
            raise
        print(line)
        return 1


def _main(only_check: bool) -> int:
    if only_check:
        faults = check()
        end = "Generated parts are made again by `python docs/generate.py`; the rest is mended by hand."
        _, notes = concepts.stale()  # said, and no fault: whether such code moves numbers is held by golden files
        print("\n".join([*notes, *faults, end] if faults else [*notes, "The docs agree with the code."]))
        return 1 if faults else 0
    faults = broken_marks(DOCS)
    print("\n".join([*(f"written: {part}" for part in write()), *faults]) or "Nothing to write.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
