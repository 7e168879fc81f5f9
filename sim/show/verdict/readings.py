"""The tables of a verdict as they are read, on the page and on a terminal: each from one of its tables of data."""

from __future__ import annotations

from collections.abc import Sequence

from sim.questions.answers import ARMS, BARS, Verdict
from sim.words import CATALOGUE, say
from sim.words.parameters import unit

from ..kit.numbers import short
from ..kit.reading import NOTHING, Cell, Column, NumberCell, Reading, Record, named, number_cell, words
from ..kit.sparklines import bars
from ..kit.tables import DataTable
from ..kit.text import FIXED
from .tables import TABLES
from .words import doubled, one_and_one

_DATA: dict[str, DataTable[Verdict]] = {table.name: table for table in TABLES}
_ORDER = (
    "one_plus_one", "synergy", "duplication", "collaboration", "random_halves", "complementarity", "synergy_net",
    "surplus_per_hour", "synergy_unorganised", "surplus", "surplus_share", "ceiling", "load",
)  # fmt: skip
_SIGNS = {"duplication": "= ", "collaboration": "× "}
_THRESHOLDS = {"one_plus_one": 2.0, "surplus": 0.0, "surplus_per_hour": 0.0, "surplus_share": 0.0}
_PERCENT = number_cell(factor=100.0, least=0.0, most=1.0)
_PLAIN, _FROM_ZERO, _SHARE = number_cell(), number_cell(least=0.0), number_cell(least=0.0, most=1.0)
SHARES = ("share", "0 to 1")  # units of measures that lie within 0 and 1
MOST_ORGANISATIONS = 300  # rows of a table that somebody may still print


def _net(verdict: Verdict, lang: str) -> str:
    return say("table.net", lang, price=short(verdict.scenario.costs.hour_price))


def _scaled(verdict: Verdict, record: Record, lang: str) -> Cell:
    """Return an arm where what block and line achieve alone comes to 2, as the first figure draws it."""
    ones = {
        **one_and_one(verdict),
        "side_by_side": doubled(verdict.quantities["duplication"]),
        "joint": doubled(verdict.synergy),
    }
    return NumberCell(ones[record["arm"]], 2.0)


ARMS_READING: Reading[Verdict] = Reading(
    _DATA["arms"],
    (
        Column("table.arm", words("name")),
        Column("table.scale", _scaled, only="page", there=lambda verdict: verdict.synergy is not None),
        Column("table.gross", number_cell("gross_")),
        Column(_net, number_cell("net_")),
        Column("table.meaning", named("arm.{arm}.meaning"), wide=True, is_spare=True),
    ),
    "report.arms",
)


def _quantity(verdict: Verdict, record: Record, lang: str) -> Cell:
    name = record["quantity"]
    return _SIGNS.get(name, "") + say(f"quantity.{name}", lang)


QUANTITIES_READING: Reading[Verdict] = Reading(
    _DATA["verdict"],
    (
        Column("table.quantity", _quantity),
        Column("table.interval", number_cell(threshold=lambda record: _THRESHOLDS.get(record["quantity"], 1.0))),
        Column("table.meaning", named("quantity.{quantity}.meaning"), wide=True),
    ),
    "report.quantities",
    order=lambda _, rows: sorted(rows, key=lambda records: _ORDER.index(records[0]["quantity"])),
)


def _channel(verdict: Verdict, record: Record, lang: str) -> Cell:
    return say("bars.sum" if record["channel"] == "surplus" else f"channel.{record['channel']}", lang)


def _bar(verdict: Verdict, record: Record, lang: str) -> Cell:
    """Return a channel as a bar of characters; none for the sum."""
    explanation = verdict.explanation
    if explanation is None or record["channel"] == "surplus":
        return ""
    pictures = bars([explanation.bars[name].estimate for name in BARS], 18)
    longest = max(len(picture) for picture in pictures)
    return pictures[BARS.index(record["channel"])].ljust(longest).replace(" ", FIXED)


def _channel_meaning(verdict: Verdict, record: Record, lang: str) -> Cell:
    return "" if record["channel"] == "surplus" else say(f"channel.{record['channel']}.meaning", lang)


CHANNELS_READING: Reading[Verdict] = Reading(
    _DATA["channels"],
    (
        Column("table.part", _channel),
        Column("table.interval", number_cell(threshold=0.0)),
        Column("", _bar, only="terminal"),
        Column("table.meaning", _channel_meaning, wide=True),
    ),
    "report.channels.table",
)


def _in_its_unit(verdict: Verdict, record: Record, lang: str) -> Cell:
    """Return a reading of a group: a share in per cent, all else as it is."""
    return (_PERCENT if record["measure"] == "participation" else _PLAIN)(verdict, record, lang)


def _in_month(verdict: Verdict, record: Record, lang: str) -> Cell:
    cell = _in_its_unit(verdict, record, lang)
    assert isinstance(cell, NumberCell)
    return say("report.months.at", lang, value=cell.printed(lang), month=record["group"])


def _months_end(number: int) -> Column[Verdict]:
    """Return the column of the first or last month."""

    def heading(verdict: Verdict, lang: str) -> str:
        return say("report.months.month", lang, month=list(verdict.groups["period"])[number])

    return Column(heading, _in_its_unit, lambda records: records[number])


def _known(records: Sequence[Record]) -> list[Record]:
    return [record for record in records if record["estimate"] is not None]


def _measure_of_arm(verdict: Verdict, record: Record, lang: str) -> Cell:
    return say("list.named", lang, name=_headed(record["measure"], lang), what=say(f"arm.{record['arm']}", lang))


MONTHS_READING: Reading[Verdict] = Reading(
    _DATA["groups"],
    (
        Column("table.measure", _measure_of_arm),
        _months_end(0),
        Column(
            "report.months.least",
            _in_month,
            lambda records: min(_known(records), key=lambda record: record["estimate"]),
        ),
        Column(
            "report.months.most", _in_month, lambda records: max(_known(records), key=lambda record: record["estimate"])
        ),
        _months_end(-1),
    ),
    "report.months.table",
    by="measure arm",
    keeps=lambda record: record["axis"] == "period",
    order=lambda _, rows: [records for records in rows if _known(records)],
)
"""First, least, most and last of each line of the months' figure."""


def needs_reading(axis: str, caption: str) -> Reading[Verdict]:
    """Return 1+1, work asked for and the share served of each group of needs."""

    def served(arm: str) -> Column[Verdict]:
        return Column(
            lambda _, lang: say("table.met", lang, arm=say(f"arm.{arm}", lang)),
            _PERCENT,
            {"measure": "met", "arm": arm},
        )

    return Reading(
        _DATA["groups"],
        (
            Column(f"axis.{axis}", words("group")),
            Column(lambda *_: "1 + 1", number_cell(threshold=2.0, factor=2.0), {"measure": "synergy"}),
            Column("table.asked", _PLAIN, {"measure": "asked"}),
            *(served(arm) for arm in ARMS),
        ),
        lambda _, lang: say(caption, lang, axis=say(f"axis.{axis}", lang)),
        by="group",
        keeps=lambda record: record["axis"] == axis,
    )


def _kinds(measures: tuple[str, str], caption: str) -> Reading[Verdict]:
    """Return what each type of organisation gave, alone and joint."""

    def column(measure: str, arm: str) -> Column[Verdict]:
        def heading(_: Verdict, lang: str) -> str:
            return say(f"report.kinds.{arm}", lang, what=_headed(measure, lang))

        def chosen(records: Sequence[Record]) -> Record:
            readings = [record for record in records if record["measure"] == measure]
            return next((record for record in readings if (record["arm"] == "joint") == (arm == "joint")), {})

        return Column(heading, _PERCENT if measure == "participation" else _FROM_ZERO, chosen)

    return Reading(
        _DATA["groups"],
        (Column("axis.type", words("group")), *(column(measure, arm) for measure in measures for arm in _SIDES)),
        caption,
        by="group",
        keeps=lambda record: record["axis"] == "type",
    )


_SIDES = ("alone", "joint")
KINDS_READINGS = (
    _kinds(("participation", "hours_spent"), "report.kinds.table"),
    _kinds(("hours_offered", "fit_days"), "report.kinds.came"),
)


def _unit(_: Verdict, record: Record, lang: str) -> Cell:
    return unit_word(record["unit"], lang)


def _measure(verdict: Verdict, record: Record, lang: str) -> Cell:
    return (_SHARE if record.get("unit") in SHARES else _PLAIN)(verdict, record, lang)


MEASURES_READING: Reading[Verdict] = Reading(
    _DATA["measures"],
    (
        Column("table.measure", words("name")),
        Column("table.unit", _unit, wide=True),
        *(Column(f"arm.{arm}", _measure, {"arm": arm}) for arm in ("block", "line", "joint")),
    ),
    "report.measures.table",
    by="measure",
)


def _stated(name: str) -> Column[Verdict]:
    """Return a column of what a roster states; what it does not is drawn."""

    def cell(_: Verdict, record: Record, lang: str) -> Cell:
        value = record[name]
        if value is None:
            return say("report.organisations.drawn", lang)
        return value if isinstance(value, str) else short(value, 10)

    return Column(f"report.organisations.{name}", cell)


def _ties(_: Verdict, record: Record, lang: str) -> Cell:
    return say("list.comma", lang).join(record["ties"].split("; ")) or NOTHING


ORGANISATIONS_READING: Reading[Verdict] = Reading(
    _DATA["organisations"],
    (
        _stated("organisation"),
        Column("report.organisations.type", words("type")),
        _stated("area"),
        _stated("hours"),
        _stated("members"),
        Column("report.organisations.ties", _ties, wide=True),
    ),
    "report.organisations.table",
    order=lambda _, rows: rows[:MOST_ORGANISATIONS],
)
"""The first organisations of a roster, as it states them."""


def unit_word(english: str, lang: str) -> str:
    """Return a measure's unit in a language."""
    if not english:
        return ""
    key = f"unit.{english.replace(' ', '_')}"
    return say(key, lang) if key in CATALOGUE else unit(english, lang)


def _headed(measure: str, lang: str) -> str:
    name = say(f"group.{measure}", lang)
    return say("table.percent", lang, what=name) if measure == "participation" else name
