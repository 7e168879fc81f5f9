"""A case: a scenario that shows a row of the article, with what was there before and what the article claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from sim.mechanisms import TYPES, Section, parameter, share
from sim.words import CATALOGUE
from sim.words.faults import Phrase

from .faults import Problem
from .schema import Words

ROWS = tuple(key.removeprefix("row.") for key in CATALOGUE if key.startswith("row."))
"""Rows of the article (A1–G5), patterns from the field (H1–H9) and from critical studies (P1–P14)."""
GROUPED = ("participation", "hours_offered", "hours_spent", "fit_days", "lenders")
VALUES = ("value", "net")
RATIOS = ("synergy", "complementarity")
KINDS = ("blocks", "lines")
MEASURES = (
    "net",
    *RATIOS,
    *(key.removeprefix("measure.") for key in CATALOGUE if key.startswith("measure.") and key.count(".") == 1),
)
READABLE = (*MEASURES, *(f"{name}.{group}" for name in GROUPED for group in (*KINDS, *TYPES)))
"""What an expectation may speak of: a measure of a run, or one of a type or kind of organisation."""

Arm = Literal["joint", "block", "line", "apart"]
Scale = Literal["additive", "log", "bliss"]


class Source(Section):
    """Where a case comes from."""

    article: str = parameter("", "the article's own sentence")
    study: str = parameter("", "the study that reports the pattern")
    figure: str = parameter("", "where the figures come from")
    assumed: str = parameter("", "what is assumed because no source says it")


class Counterfactual(Section):
    """The same world with the row switched off, or replaced by what was there before."""

    name: str = parameter(..., "name by which expectations refer to it")
    title: Words = Words()
    arm: Arm | None = parameter(None, "who acts in it, where that is not as in the case itself")
    measure: str | None = parameter(None, "what is read in it, where that is not as in the case itself")
    from_month: int | None = parameter(None, "first month that counts", low=1, high=4000, unit="months")
    to_month: int | None = parameter(None, "last month that counts", low=1, high=4000, unit="months")


class Expectation(Section):
    """What the article claims: a measure, a direction, and by which margin it counts."""

    measure: str = parameter(..., "what is read")
    per: str | None = parameter(None, "a second measure; the first is read as so much for one of it")
    direction: Literal["up", "down", "same"] = parameter(..., "which way the row moves it, or that it does not")
    claim: Words = Words()
    margin: float = share(0.02, "least difference that counts, as a share of the measure without the row")
    arm: Arm = parameter("joint", "who acts")
    against: str | None = parameter(None, "name of the counterfactual, where there are several")
    before: str | None = parameter(None, "name of a counterfactual: the step from it to the other is the yardstick")
    level: float | None = parameter(None, "a number that it is held against, in the place of a counterfactual")
    from_month: int | None = parameter(None, "first month that counts", low=1, high=4000, unit="months")
    to_month: int | None = parameter(None, "last month that counts", low=1, high=4000, unit="months")
    pair: list[str] | None = parameter(None, "two mechanisms whose second difference is asked for")
    scale: Scale = parameter("additive", "scale on which it is taken")


class Case(Section):
    """What makes a scenario a case."""

    rows: list[str] = parameter(..., "rows of the article, or patterns, that it shows")
    source: Source = Source()
    counterfactual: list[Counterfactual] | None = parameter(None, "what it is held against")
    expect: list[Expectation] = parameter(..., "what is claimed")


def check(case: Case) -> list[Problem]:
    """Return what no single field of a case can tell."""
    return [*_rows(case), *_expectations(case)]


def _rows(case: Case) -> Iterator[Problem]:
    for i, row in enumerate(case.rows):
        if row not in ROWS:
            yield Problem(f"rows[{i}]", "unknown_row", row, _listed(ROWS), choices=ROWS)
    if not case.rows:
        yield Problem("rows", "empty_list", Phrase("say.empty_list"), _listed(ROWS))
    if not case.expect:
        yield Problem("expect", "empty_list", Phrase("say.empty_list"), Phrase("say.one_expectation"))
    names = [counterfactual.name for counterfactual in case.counterfactual or ()]
    for i, name in enumerate(names):
        if name in names[:i]:
            yield Problem(f"counterfactual[{i}].name", "name_twice", name, Phrase("say.once"))
    for i, counterfactual in enumerate(case.counterfactual or ()):
        yield from _readable(f"counterfactual[{i}].measure", counterfactual.measure)
        yield from _window(f"counterfactual[{i}]", counterfactual)


def _expectations(case: Case) -> Iterator[Problem]:
    names = tuple(other.name for other in case.counterfactual or ())
    for i, claim in enumerate(case.expect):
        at = f"expect[{i}]"
        yield from _readable(f"{at}.measure", claim.measure)
        yield from _readable(f"{at}.per", claim.per)
        yield from _window(at, claim)
        for name, measure in (("measure", claim.measure), ("per", claim.per)):
            if claim.arm == "apart" and measure is not None and measure not in VALUES:
                yield Problem(f"{at}.{name}", "not_added_up", measure, _listed(VALUES), needs=(f"{at}.arm",))
            if claim.per is not None and measure in RATIOS:
                yield Problem(f"{at}.{name}", "per_of_ratio", measure, _listed(VALUES))
        if claim.pair is not None:
            if len(set(claim.pair)) != 2 or len(claim.pair) != 2:
                yield Problem(f"{at}.pair", "wrong_length", ", ".join(claim.pair), Phrase("say.two_mechanisms"))
            departs = (
                claim.arm != "joint" or claim.from_month or claim.to_month or claim.against or claim.per or claim.before
            )
            if claim.measure != "value" or departs:
                yield Problem(f"{at}.pair", "pair_of_value", claim.measure, "value", needs=(f"{at}.measure",))
        elif claim.scale != "additive":
            yield Problem(f"{at}.scale", "scale_without_pair", claim.scale, "additive")
        elif claim.level is not None:
            if claim.against is not None or claim.before is not None:
                yield Problem(f"{at}.level", "level_alone", f"{claim.level:g}", Phrase("say.no_counterfactual"))
        elif claim.before is not None and (claim.before not in names or claim.before == claim.against):
            choices = tuple(name for name in names if name != claim.against)
            yield Problem(
                f"{at}.before", "unknown_counterfactual", claim.before, _listed(choices), choices=choices,
                needs=("counterfactual",),
            )  # fmt: skip
        elif claim.against is None and len(names) != 1:
            yield Problem(f"{at}.against", "missing", "", _listed(names), needs=("counterfactual",))
        elif claim.against is not None and claim.against not in names:
            yield Problem(
                f"{at}.against", "unknown_counterfactual", claim.against, _listed(names), choices=names,
                needs=("counterfactual",),
            )  # fmt: skip


def _readable(at: str, measure: str | None) -> Iterator[Problem]:
    if measure is not None and measure not in READABLE:
        yield Problem(at, "unknown_measure", measure, _listed(MEASURES), choices=READABLE)


def _window(at: str, stated: Expectation | Counterfactual) -> Iterator[Problem]:
    if stated.from_month and stated.to_month and stated.from_month > stated.to_month:
        yield Problem(f"{at}.to_month", "out_of_range", str(stated.to_month), f"≥ {stated.from_month}")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)
