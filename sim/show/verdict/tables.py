"""A verdict as tables: what the CSV files and the sheets of the workbook hold."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from sim import __version__
from sim.questions.answers import ARMS, BARS, QUANTITIES, Verdict
from sim.scenario.parameters import settings
from sim.words import CATALOGUE, LANGUAGES, say
from sim.words.parameters import meaning

from ..kit.names import group_name
from ..kit.tables import POINTS, DataTable, Entry, Row, entry, in_both, limits
from .words import doubled

QUANTITY_UNITS = {"surplus": POINTS, "surplus_per_hour": f"{POINTS}/hour"}
"""Units of quantities that are no pure numbers."""


def verdict_table(verdict: Verdict) -> list[Row]:
    """Return one row a quantity; ``reading`` is the verdict, beside the quantity it is read from."""
    named = {
        "one_plus_one": doubled(verdict.synergy),
        **{name: verdict.quantities[name] for name in QUANTITIES},
        "surplus_share": verdict.surplus_share,
    }
    rows: list[Row] = []
    for name, interval in named.items():
        reading = verdict.word if name == "synergy" else ""
        words = [
            say("list.named", at, name=say(f"quantity.{name}", at), what=say(f"quantity.{name}.meaning", at))
            for at in LANGUAGES
        ]
        rows.append((name, *limits(interval), QUANTITY_UNITS.get(name, ""), reading, *words))
    return rows


def arms_table(verdict: Verdict) -> list[Row]:
    """Return one row an arm: value added, gross and net."""
    rows: list[Row] = []
    for name in ARMS:
        arm = verdict.arms[name]
        rows.append((name, *limits(arm.gross), *limits(arm.net), *(say(f"arm.{name}", at) for at in LANGUAGES)))
    return rows


def measures_table(verdict: Verdict) -> list[Row]:
    """Return one row for each measure and arm, over the whole run."""
    from sim.model.measures import MEASURES  # late: it compiles

    rows: list[Row] = []
    for measure, by_arm in verdict.measures.items():
        unit = MEASURES[measure].unit if measure in MEASURES else ""
        words = measure_words(measure)
        rows += [(measure, arm, *limits(interval), unit, *words) for arm, interval in by_arm.items()]
    return rows


def months_table(verdict: Verdict) -> list[Row]:
    """Return one row a month, counted from 1; one column for each measure and arm, ``measure.arm``."""
    series = [values for by_arm in verdict.monthly.values() for values in by_arm.values()]
    return [(month + 1, *(values[month] for values in series)) for month in range(verdict.months)]


def groups_table(verdict: Verdict) -> list[Row]:
    """Return one row for each reading of each group: nature, type, hardship, street, area, period."""
    rows: list[Row] = []
    for axis, by_group in verdict.groups.items():
        for group, readings in by_group.items():
            called = [group_name(axis, group, at) for at in LANGUAGES]
            for reading, interval in readings.items():
                measure, _, arm = reading.partition(".")
                words = [say(f"group.{measure}", at) for at in LANGUAGES]
                rows.append((axis, group, measure, arm, *limits(interval), group_unit(axis, measure), *called, *words))
    return rows


def parameters_table(verdict: Verdict) -> list[Row]:
    """Return one row a parameter: what holds in this scenario, the default, and where that comes from."""
    rows: list[Row] = []
    for setting in settings(verdict.scenario):
        row, value = setting.row, len(setting.value) if isinstance(setting.value, list) else setting.value
        rows.append(
            (row.path, value, row.default, setting.stated, row.unit, row.low, row.high, row.source, row.reference,
             row.article, *(meaning(row.meaning, at) for at in LANGUAGES))
        )  # fmt: skip
    return rows


def replicates_table(verdict: Verdict) -> list[Row]:
    """Return one row a replicate, counted from 0 as in the keys of luck: what intervals were made from."""
    gross, net = _readings("gross", verdict), _readings("net", verdict)
    columns = [verdict.replicates[name] for name in (*gross, *net, "ceiling")]
    return [(i, *(values[i] for values in columns)) for i in range(verdict.replications)]


def channels_table(verdict: Verdict) -> list[Row]:
    """Return one row for each of the seven bars, and their sum."""
    rows: list[Row] = []
    explanation = verdict.explanation
    if explanation is not None:
        for name in BARS:
            rows.append((name, *limits(explanation.bars[name]), *(say(f"channel.{name}", at) for at in LANGUAGES)))
        rows.append(("surplus", *limits(explanation.surplus), *(say("quantity.surplus", at) for at in LANGUAGES)))
    return rows


def organisations_table(verdict: Verdict) -> list[Row]:
    """Return one row an organisation of a roster, as it is stated; what is drawn in every replicate is empty."""
    rows: list[Row] = []
    for organisation in verdict.scenario.organisations or ():
        words = [group_name("type", organisation.type, at) for at in LANGUAGES]
        ties = "; ".join(organisation.ties or ())
        rows.append(
            (
                organisation.name,
                organisation.type,
                organisation.area,
                organisation.level,
                organisation.hours,
                organisation.members,
                organisation.needs,
                ties,
                *words,
            )
        )
    return rows


def about_table(verdict: Verdict) -> list[Row]:
    """Return what the workbook is about; nothing in it names a clock, a machine or a command."""
    scenario = verdict.scenario
    facts: dict[str, object] = {
        "scenario": str(scenario.source),
        **{f"title_{at}": getattr(scenario.title, at) for at in LANGUAGES},
        "version": __version__,
        "seed": str(verdict.seed),  # may have more digits than a spreadsheet keeps
        "months": verdict.months,
        "replications": verdict.replications,
        "world": scenario.world,
        "confidence": scenario.interval.confidence,
        "verdict": verdict.word,
    }
    return [(name, value, *in_both(f"about.{name}")) for name, value in facts.items()]


def group_unit(axis: str, measure: str) -> str:
    """Return the unit of a group's reading."""
    from sim.model.measures import BY_TYPE  # late: it compiles

    if axis == "type":
        return BY_TYPE[measure].unit
    units = {"value": POINTS, "asked": "person-days", "met": "share", "participation": "share"}
    return units.get(measure, "") + (" per month" if axis == "period" and measure == "value" else "")


def row_names() -> dict[str, list[Entry]]:
    """Return what the rows of these tables are called, a list for each column that holds names."""
    from sim.model.measures import BY_TYPE, MEASURES  # late: it compiles

    quantities = ("one_plus_one", *QUANTITIES, "surplus_share")
    needs = ("value", "met", "asked", "synergy")
    return {
        "quantity": [_explained(name, QUANTITY_UNITS.get(name, ""), "quantity") for name in quantities],
        "arm": [_explained(name, "", "arm") for name in ARMS],
        "measure": [entry(name, row.unit, f"measure.{name}") for name, row in MEASURES.items()],
        "axis": [
            entry(axis, "", f"axis.{axis}") for axis in ("nature", "type", "hardship", "street", "area", "period")
        ],
        "group_measure": [
            *(entry(name, group_unit("nature", name), f"group.{name}") for name in needs),
            *(entry(name, row.unit, f"group.{name}") for name, row in BY_TYPE.items()),
        ],
        "channel": [_explained(name, POINTS, "channel") for name in BARS],
    }


def _explained(name: str, unit: str, family: str) -> Entry:
    """Return a name of the catalogue with what stands beside it on the screen."""
    keys = f"{family}.{name}", f"{family}.{name}.meaning"
    return Entry(
        name, unit, {at: say("list.named", at, name=say(keys[0], at), what=say(keys[1], at)) for at in LANGUAGES}
    )


def measure_words(measure: str) -> list[str]:
    """Return a measure's name in every language; one that is not in the catalogue is its own name."""
    key = f"measure.{measure}"
    return [say(key, at) if key in CATALOGUE else measure for at in LANGUAGES]


def _month_columns(verdict: Verdict) -> Iterable[str]:
    return (f"{measure}.{arm}" for measure, by_arm in verdict.monthly.items() for arm in by_arm)


def _readings(reading: str, verdict: Verdict) -> list[str]:
    return [name for name in verdict.replicates if name.endswith(f"_{reading}")]


_LIMITS = "estimate low high"
TABLES: tuple[DataTable[Verdict], ...] = (
    DataTable("verdict", f"quantity {_LIMITS} unit reading meaning_*", verdict_table),
    DataTable(
        "arms",
        "arm gross_estimate gross_low gross_high net_estimate net_low net_high name_*",
        arms_table,
        units=dict.fromkeys((f"{of}_{part}" for of in ("gross", "net") for part in _LIMITS.split()), POINTS),
    ),
    DataTable("measures", f"measure arm {_LIMITS} unit name_*", measures_table),
    DataTable(
        "months", "month MEASURE.ARM", months_table, units={"month": "months"}, spread={"MEASURE.ARM": _month_columns}
    ),
    DataTable("groups", f"axis group measure arm {_LIMITS} unit group_* name_*", groups_table),
    DataTable(
        "parameters",
        "parameter value default stated unit low high source reference article meaning_*",
        parameters_table,
    ),
    DataTable(
        "replicates",
        "replication ARM_gross ARM_net ceiling",
        replicates_table,
        units=dict.fromkeys(("ARM_gross", "ARM_net", "ceiling"), POINTS),
        spread={f"ARM_{of}": partial(_readings, of) for of in ("gross", "net")},
    ),
    DataTable(
        "channels", f"channel {_LIMITS} name_*", channels_table, there=lambda verdict: verdict.explanation is not None
    ),
    DataTable(
        "organisations",
        "organisation type area level hours members needs ties type_*",
        organisations_table,
        units={"hours": "hours/month", "members": "members"},
        there=lambda verdict: bool(verdict.scenario.organisations),
    ),
    DataTable("about", "fact value meaning_*", about_table, is_file=False),
)
"""In the order in which a reader meets them; the last says what the workbook is about."""
