"""The table of cases as it is read: all comparisons, or those of one case."""

from __future__ import annotations

from sim.questions.cases import Cases
from sim.words import say

from ..kit.reading import Cell, Column, NumberCell, Reading, Record, number_cell, words
from ..kit.text import FIXED
from ..scenario.claims import asked, margin, rows_named
from .tables import TABLES
from .words import outcome

_difference = number_cell("difference_", 0.0, form="difference")


def _claim_of_case(_: Cases, record: Record, lang: str) -> Cell:
    return f"{record['case']}: {record[f'claim_{lang}'] or record[f'asked_{lang}']}"


def _claim_alone(_: Cases, record: Record, lang: str) -> Cell:
    return str(record[f"claim_{lang}"] or record[f"asked_{lang}"])


def _parts(cases: Cases, record: Record, lang: str) -> tuple[str, str]:
    """Return a difference and its limits, each with its sign."""
    cell = _difference(cases, record, lang)
    assert isinstance(cell, NumberCell)
    difference, _, limits = cell.printed(lang).partition(FIXED)
    return difference, limits


def _moved(cases: Cases, record: Record, lang: str) -> Cell:
    return _parts(cases, record, lang)[0]


def _limits(cases: Cases, record: Record, lang: str) -> Cell:
    return _parts(cases, record, lang)[1]


def _margin(_: Cases, record: Record, lang: str) -> Cell:
    return margin(record["margin"], record["least_difference"], lang)


def _outcome(_: Cases, record: Record, lang: str) -> Cell:
    return outcome(record["found"], record["why"], lang)


def _heading(cases: Cases, record: Record, lang: str) -> str:
    """Return a claim and what it comes down to; above the first of a case its rows, name and title."""
    claim, asked_for = record[f"claim_{lang}"], record[f"asked_{lang}"]
    claimed = f"{claim}\n{asked_for}" if claim else str(asked_for)
    first = next(line.comparison for line in cases.lines if line.name == record["case"])
    if asked(first, lang) != asked_for:
        return claimed
    named = say("list.named", lang, name=record["case"], what=first.row.scenario.title.said(lang))
    return f"■ {rows_named(record['rows'].split(), lang)}\n{named}\n\n{claimed}"


_FIGURES: tuple[Column[Cases], ...] = (
    Column("case.head.without", number_cell("without_", form="estimate"), right=True),
    Column("case.head.with", number_cell("with_", form="estimate"), right=True),
    Column("case.head.difference", _moved, right=True),
    Column("case.head.interval", _limits),
    Column("case.head.margin", _margin),
    Column("case.head.found", _outcome, wide=True),
)

COMPARISONS: Reading[Cases] = Reading(
    TABLES[0],
    (
        Column("case.head.claim", _claim_of_case, wide=True, only="page"),
        *_FIGURES,
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
            *_FIGURES,
        ),
        lambda _, lang: say("case.page.table", lang, case=name),
        keeps=lambda record: record["case"] == name,
    )
