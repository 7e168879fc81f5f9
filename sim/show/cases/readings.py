"""The table of cases as it is read: all comparisons, or those of one case."""

from __future__ import annotations

from sim.questions.cases import Cases
from sim.words import say

from ..kit.reading import Cell, Column, Figure, Reading, Record, figure, words
from .tables import TABLES
from .words import rows_named

_difference = figure("difference_", 0.0, form="difference")


def _claim(_: Cases, record: Record, lang: str) -> Cell:
    """Return a claim, and below it what it comes down to."""
    claim, asked = record[f"claim_{lang}"], record[f"asked_{lang}"]
    return f"{claim}\n{asked}" if claim else str(asked)


def _claim_of_case(_: Cases, record: Record, lang: str) -> Cell:
    return f"{record['case']}: {record[f'claim_{lang}'] or record[f'asked_{lang}']}"


def _claim_alone(_: Cases, record: Record, lang: str) -> Cell:
    return str(record[f"claim_{lang}"] or record[f"asked_{lang}"])


def _moved(cases: Cases, record: Record, lang: str) -> Cell:
    """Return a difference, marked where it is wider than asked for."""
    cell = _difference(cases, record, lang)
    assert isinstance(cell, Figure)
    return cell.printed(lang) + ("" if record["narrow"] else "*")


def _moved_or_why(cases: Cases, record: Record, lang: str) -> Cell:
    """Return the same, and why it does not show what is claimed."""
    difference = str(_moved(cases, record, lang))
    if not record["why"]:
        return difference
    return say("list.and", lang).join((difference, say(f"case.why.{record['why']}", lang)))


def _word(_: Cases, record: Record, lang: str) -> Cell:
    return say(f"case.{record['found']}", lang)


def _heading(cases: Cases, record: Record, lang: str) -> str:
    """Return a case's rows, name and title."""
    title = next(line for line in cases.lines if line.name == record["case"]).comparison.row.scenario.title.said(lang)
    named = say("list.named", lang, name=record["case"], what=title)
    return f"■ {rows_named(record['rows'].split(), lang)}\n{named}"


_WITHOUT: Column[Cases] = Column("case.head.without", figure("without_", form="estimate"), right=True)
_WITH: Column[Cases] = Column("case.head.with", figure("with_", form="estimate"), right=True)
_FOUND: Column[Cases] = Column("case.head.found", _word)

COMPARISONS: Reading[Cases] = Reading(
    TABLES[0],
    (
        Column("case.head.claim", _claim, wide=True, only="terminal"),
        Column("case.head.claim", _claim_of_case, wide=True, only="page"),
        _WITHOUT,
        _WITH,
        Column("case.head.difference", _moved_or_why, wide=True, only="terminal"),
        Column("case.head.difference", _moved, only="page"),
        _FOUND,
    ),
    above=_heading,
    is_ruled=True,
)


def case_reading(name: str) -> Reading[Cases]:
    """Return the comparisons of one case, with what each claim comes down to."""
    return Reading(
        TABLES[0],
        (
            Column("case.head.claim", _claim_alone),
            Column("case.page.asked", words("asked"), wide=True),
            _WITHOUT,
            _WITH,
            Column("case.head.difference", _moved),
            _FOUND,
        ),
        lambda _, lang: say("case.page.table", lang, case=name),
        keeps=lambda record: record["case"] == name,
    )
