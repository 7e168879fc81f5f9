"""The tables of the report: cells as text, every number with its interval."""

from __future__ import annotations

from collections.abc import Sequence

from sim.mechanisms import BLOCK_TYPES
from sim.questions.answers import ARMS, BARS, QUANTITIES, Verdict
from sim.questions.interval import Interval
from sim.words import CATALOGUE, LANGUAGES, say
from sim.words.parameters import unit

from ..kit.numbers import figures, within
from ..kit.reading import NOTHING, Table
from .charts import one_and_one
from .tables import group_name, measure_words
from .words import doubled


def arms_table(verdict: Verdict, lang: str) -> Table:
    """Return value added of each arm, as the first figure draws it (where block and line come to 2), gross and net."""
    price = f"{verdict.scenario.costs.hour_price:g}"
    ones = {
        **one_and_one(verdict),
        "side_by_side": doubled(verdict.quantities["duplication"]),
        "joint": doubled(verdict.synergy),
    }
    rows = [
        (
            say(f"arm.{name}", lang),
            *(() if verdict.synergy is None else (figures(ones[name], lang, 2.0),)),
            figures(arm.gross, lang),
            figures(arm.net, lang),
            say(f"arm.{name}.meaning", lang),
        )
        for name, arm in ((name, verdict.arms[name]) for name in ARMS)
    ]
    scale = () if verdict.synergy is None else ("table.scale",)
    head = ("table.arm", *scale, "table.gross", "table.net", "table.meaning")
    wide = frozenset({len(head) - 1})
    return Table(say("report.arms", lang), [say(key, lang, price=price) for key in head], rows, wide)


def quantities_table(verdict: Verdict, lang: str) -> Table:
    """Return 1+1, S and its factors, K, and what is needed to read them."""
    found: dict[str, Interval | None] = {
        "one_plus_one": doubled(verdict.synergy),
        **{name: verdict.quantities[name] for name in QUANTITIES},
        "surplus_share": verdict.surplus_share,
    }
    marks = {"one_plus_one": 2.0, "surplus": 0.0, "surplus_share": 0.0}
    rows = [
        (
            say(f"quantity.{name}", lang),
            figures(each, lang, marks.get(name, 1.0)),
            say(f"quantity.{name}.meaning", lang),
        )
        for name, each in found.items()
    ]
    head = [say(key, lang) for key in ("table.quantity", "table.interval", "table.meaning")]
    return Table(say("report.quantities", lang), head, rows, frozenset({2}))


def channels_table(verdict: Verdict, lang: str) -> Table | None:
    """Return the seven bars and their sum; None where nobody asked."""
    told = verdict.explanation
    if told is None:
        return None
    rows = [
        (
            say(f"channel.{name}", lang),
            figures(told.bars[name], lang, 0.0),
            say(f"channel.{name}.meaning", lang),
        )
        for name in BARS
    ]
    rows.append((say("bars.sum", lang), figures(told.surplus, lang, 0.0), ""))
    head = [say(key, lang) for key in ("table.part", "table.interval", "table.meaning")]
    return Table(say("report.channels.table", lang), head, rows, frozenset({2}))


def months_table(verdict: Verdict, lang: str) -> Table | None:
    """Return first, least, most and last of each line of the months' figure."""
    told = verdict.groups.get("period")
    if not told:
        return None
    months = list(told)
    rows = []
    for reading in told[months[0]]:
        known = [(month, value) for month in months if (value := told[month][reading]) is not None]
        if not known:
            continue
        measure, _, arm = reading.partition(".")
        form = _percent if measure == "participation" else _as_it_is
        name = say("list.named", lang, name=_headed(measure, lang), what=say(f"arm.{arm}", lang))
        ends = [
            say("report.months.at", lang, value=figures(form(value), lang), month=month)
            for month, value in (min(known, key=_estimate), max(known, key=_estimate))
        ]
        first, last = (figures(form(told[month][reading]), lang) for month in (months[0], months[-1]))
        rows.append((name, first, *ends, last))
    first_head, last_head = (say("report.months.month", lang, month=month) for month in (months[0], months[-1]))
    least, most = (say(f"report.months.{end}", lang) for end in ("least", "most"))
    return Table(
        say("report.months.table", lang), [say("table.measure", lang), first_head, least, most, last_head], rows
    )


def needs_table(verdict: Verdict, axis: str, caption: str, lang: str) -> Table:
    """Return 1+1, work asked for and the share served of each group of needs."""
    rows = [
        (
            group_name(axis, name, lang),
            figures(doubled(told["synergy"]), lang, 2.0),
            figures(told["asked"], lang),
            *(figures(_percent(told[f"met.{arm}"]), lang) for arm in ARMS),
        )
        for name, told in verdict.groups[axis].items()
    ]
    served = [say("table.met", lang, arm=say(f"arm.{arm}", lang)) for arm in ARMS]
    return Table(caption, [say(f"axis.{axis}", lang), "1 + 1", say("table.asked", lang), *served], rows)


def organisations_table(verdict: Verdict, most: int, lang: str) -> Table:
    """Return the first organisations of a roster, as it states them."""
    drawn = say("report.organisations.drawn", lang)
    rows = [
        (one.name, group_name("type", one.type, lang), one.area or drawn, _stated(one.hours, drawn),
         _stated(one.members, drawn), say("list.comma", lang).join(one.ties or ()) or NOTHING)
        for one in (verdict.scenario.organisations or ())[:most]
    ]  # fmt: skip
    heads = ("organisation", "type", "area", "hours", "members", "ties")
    head = [say(f"report.organisations.{name}", lang) for name in heads]
    return Table(say("report.organisations.table", lang), head, rows, frozenset({5}))


def _stated(value: float | None, drawn: str) -> str:
    return drawn if value is None else f"{value:,.10g}"


def kinds_tables(verdict: Verdict, lang: str) -> list[Table]:
    """Return what each type of organisation gave, alone and joint: who took part and hours; what came of them."""
    return [
        _kinds(verdict, ("participation", "hours_spent"), "report.kinds.table", lang),
        _kinds(verdict, ("hours_offered", "fit_days"), "report.kinds.came", lang),
    ]


def _kinds(verdict: Verdict, measures: Sequence[str], caption: str, lang: str) -> Table:
    rows = []
    for name, readings in verdict.groups["type"].items():
        own = "block" if name in BLOCK_TYPES else "line"
        cells = [
            figures((_percent if measure == "participation" else _from_zero)(readings.get(f"{measure}.{arm}")), lang)
            for measure in measures
            for arm in (own, "joint")
        ]
        rows.append((group_name("type", name, lang), *cells))
    head = [
        say(f"report.kinds.{arm}", lang, what=what)
        for what in (_headed(measure, lang) for measure in measures)
        for arm in ("alone", "joint")
    ]
    return Table(say(caption, lang), [say("axis.type", lang), *head], rows)


def measures_table(verdict: Verdict, lang: str) -> Table:
    """Return all measures over the whole run, by arm."""
    from sim.model.measures import MEASURES  # late: it compiles

    arms = ("block", "line", "joint")
    rows = [
        (
            measure_words(measure)[LANGUAGES.index(lang)],
            unit_word(MEASURES[measure].unit, lang) if measure in MEASURES else "",
            *(figures(by_arm.get(arm), lang) for arm in arms),
        )
        for measure, by_arm in verdict.measures.items()
    ]
    head = [say("table.measure", lang), say("table.unit", lang), *(say(f"arm.{arm}", lang) for arm in arms)]
    return Table(say("report.measures.table", lang), head, rows, frozenset({1}))


def unit_word(english: str, lang: str) -> str:
    """Return a measure's unit in a language."""
    key = f"unit.{english.replace(' ', '_')}"
    return say(key, lang) if key in CATALOGUE else unit(english, lang)


def _headed(measure: str, lang: str) -> str:
    name = say(f"group.{measure}", lang)
    return say("table.percent", lang, what=name) if measure == "participation" else name


def _percent(found: Interval | None) -> Interval | None:
    """Return a share in per cent, its limits within what a share can be."""
    return None if found is None else within(found, 0.0, 1.0).scaled(100.0)


def _as_it_is(found: Interval | None) -> Interval | None:
    return found


def _estimate(entry: tuple[str, Interval]) -> float:
    return entry[1].estimate


def _from_zero(found: Interval | None) -> Interval | None:
    """Return hours or days, their limits not below zero."""
    return within(found, 0.0)
