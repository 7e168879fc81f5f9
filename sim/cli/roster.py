"""`import`: a roster, kept in a spreadsheet, becomes a scenario; or the spreadsheet to fill in is written."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sim.words import Refusal, reason, say, with_commas
from sim.words.faults import clip
from sim.words.pasting import command_line, program

from .options import BAD_INPUT, Typed
from .streams import Ended, complain, put

if TYPE_CHECKING:
    from sim.scenario.roster import Roster, Wrong
    from sim.scenario.roster.notes import Note


SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".csv", ".et", ".ods")


def no_roster(typed: Typed) -> None:
    """Refuse a spreadsheet where a scenario is meant, with the command that makes one of it."""
    for word in typed.words:
        if Path(word).suffix.lower() in SPREADSHEETS:
            out = Path(word).with_suffix(".yaml").name
            raise Refusal("import.a_roster", file=word, command=command_line(["import", word, "-o", out]))


def import_roster(typed: Typed, lang: str) -> int:
    """Read the files of a roster and write the scenario, or say everything that is wrong with them."""
    blank = typed.values.get("template")
    if blank is not None:
        return _template(Path(blank), typed, lang)
    if not typed.words:
        raise Refusal("import.no_file")
    if "out" not in typed.values:
        raise Refusal("import.no_out")
    from sim.scenario.load import ENDINGS

    out = Path(typed.values["out"])
    if out.suffix.lower() not in ENDINGS:
        raise Refusal("new.not_yaml", file=out)
    _free(out, typed)
    copy = _copy(typed, out)
    from sim.scenario.roster import RosterError, read_roster

    paths = [Path(word) for word in typed.words]
    try:
        roster = read_roster(paths)
    except RosterError as error:
        lines = error.messages(lang)
        for line in lines:
            complain(line)
        if copy is not None:
            complain(_marked(copy, paths, error.wrongs, error.left, lang))
        elif len(error.wrongs) > 5:
            complain(say("import.mark", lang, count=len(lines)))
        raise Ended(BAD_INPUT) from None
    text = _text(roster, typed, lang)
    _write(out, text.encode())
    more = [] if copy is None else [_marked(copy, paths, (), roster.notes.open, lang)]
    put(_report(roster, out, more, lang))
    return 0


def _copy(typed: Typed, out: Path) -> Path | None:
    """Return where to write the copy with its cells marked, where one is asked for."""
    if "marked" not in typed.values:
        return None
    copy = Path(typed.values["marked"])
    if copy.suffix.lower() != ".xlsx":
        raise Refusal("import.copy_not_xlsx", file=copy)
    if any(os.path.realpath(copy) == os.path.realpath(other) for other in (str(out), *typed.words)):
        raise Refusal("import.marked_same", file=copy)
    _free(copy, typed)
    return copy


def _marked(copy: Path, paths: list[Path], wrongs: Sequence[Wrong], notes: Sequence[Note], lang: str) -> str:
    from sim.scenario.roster.marked import marked

    content, cells = marked(paths, wrongs, notes, lang)
    if not cells:
        return say("import.nothing_marked", lang, file=copy)
    _write(copy, content)
    return say("import.marked", lang, file=copy, cells=cells)


def _template(out: Path, typed: Typed, lang: str) -> int:
    if typed.words or {"out", "marked"} & set(typed.values) or "anonymise" in typed.switches:
        raise Refusal("import.template_alone")
    if out.suffix.lower() != ".xlsx":
        raise Refusal("import.not_xlsx", file=out)
    _free(out, typed)
    from sim.scenario.roster.template import template

    _write(out, template(lang))
    put(say("import.template", lang, file=out, command=command_line(["import", out, "-o", "mine.yaml"])) + "\n")
    return 0


def _free(out: Path, typed: Typed) -> None:
    """Refuse a file that is there, unless it may be replaced; one of the roster's own never may."""
    if any(os.path.realpath(out) == os.path.realpath(word) for word in typed.words):
        raise Refusal("import.itself", file=out)
    if ("overwrite" not in typed.switches or not out.is_file()) and os.path.lexists(out):
        raise Refusal("import.exists", file=out)


def _text(roster: Roster, typed: Typed, lang: str) -> str:
    """Return the scenario file, read again and found to say what was checked."""
    from sim.scenario.nodes import plain
    from sim.scenario.read import MAX_BYTES, read_text
    from sim.scenario.roster.renamed import renamed
    from sim.scenario.roster.scenario_file import scenario_data, scenario_text

    file: str | None = ", ".join(Path(word).name for word in typed.words)
    if "anonymise" in typed.switches:
        file, roster = None, renamed(roster, lambda family, number: say(f"import.unit.{family}", lang, number=number))
    text = scenario_text(roster, lang, file, program())
    if len(text.encode()) > MAX_BYTES:
        raise Refusal("import.too_large", most=with_commas(MAX_BYTES))
    document = read_text(text, typed.values["out"])
    for fault in document.faults:
        complain(fault.message(lang))
    if document.tree is None or document.faults:
        raise Ended(BAD_INPUT)
    assert plain(document.tree) == scenario_data(roster, file)
    return text


def _write(out: Path, content: bytes) -> None:
    from sim.runs.ledger import write_whole

    try:
        write_whole(out, content)
    except (OSError, ValueError) as error:
        raise Refusal("new.cannot", file=out, reason=reason(error)) from None


def _report(roster: Roster, out: Path, more: list[str], lang: str) -> str:
    """Return what was understood, what was read freely, what is left to a person, and what is therefore drawn."""
    from sim.scenario.roster.columns import sheet_name
    from sim.scenario.roster.notes import lines as noted

    data = roster.data
    counts = {name: len(data.get(name, ())) for name in ("areas", "organisations")}
    lines = [say("import.written", lang, file=out, streets=max(1, len(roster.streets)), **counts)]
    for place, table, rows in roster.tables:
        where = replace(place, table="").said(lang)
        lines.append(say("import.table", lang, where=where, table=sheet_name(table, lang), rows=rows))
    for file, encoding in roster.encodings.items():
        lines.append(say("import.encoding", lang, file=clip(file, 120), encoding=encoding))
    if roster.areas_from_rows:
        lines.append(say("import.areas_from_rows", lang))
    if "organisations" not in data:
        from sim.scenario.district import District

        lines.append(say("import.no_organisations", lang, lines=District().lines))
    if roster.first_month is not None:
        year, month = roster.first_month
        needs = len(data["needs"]["listed"])
        lines.append(say("import.needs", lang, needs=needs, months=data["months"], year=year, month=month))
    sheets = len(roster.tables)
    if read := noted(roster.notes.read, lang, sheets):
        lines += [say("import.read", lang), *(f"  {line}" for line in read)]
    if left := noted(roster.notes.open, lang, sheets):
        lines += [say("import.open", lang, count=len(left)), *(f"  {line}" for line in left)]
    lines += more
    lines.append(say("import.next", lang, command=command_line(["run", out])))
    return "\n".join(lines) + "\n"
