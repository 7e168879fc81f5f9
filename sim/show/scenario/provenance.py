"""The parameters of a scenario as the report shows them: what each is, has and comes from, as readings of one table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from sim.scenario.loaded import LoadedScenario
from sim.scenario.parameters import ParameterRow, Setting, settings
from sim.words import say
from sim.words.parameters import meaning, unit
from sim.words.sections import section

from ..kit.names import group_name
from ..kit.reading import NOTHING, Cell, Column, Reading, Record, Table
from ..kit.tables import DataTable
from .parameters import range_text
from .words import DECISIVE, value_text

# What moved 1+1 most in the default, one parameter at a time at both ends of what is plausible, then what moved K most
# of the others: python -m studies.influence.
INFLUENTIAL = (
    "production.makeshift", "mechanisms.planning.strength", "convening.line_hours", "convening.block_hours",
    "institutions.resources_down", "needs.scale", "institutions.investment_promotion", "matching.asked",
    "needs.unit_rate", "matching.last_resort", "needs.two_sided", "convening.partner_hours",
)  # fmt: skip
STATED = "●"
NAMED = 3  # scenarios of one value; of more only their number
Settings = Mapping[str, Sequence[Setting]]
"""By what a scenario is called where several are shown."""


def parameter_tables(scenario: LoadedScenario, lang: str) -> list[Table]:
    """Return every parameter by section: unit, value, default where it is another, provenance."""
    by_section: dict[str, list[Setting]] = {}
    for setting in settings(scenario):
        by_section.setdefault(_shape(setting), []).append(setting)
    return [_of_section(several).printed({"": several}, lang) for several in by_section.values()]


def decisive_table(scenarios: Mapping[str, LoadedScenario], lang: str, varied: Collection[str] = ()) -> Table:
    """Return the parameters that could decide the answer, with value, default, range and provenance.

    Parameters
    ----------
    scenarios : mapping of str to LoadedScenario
        What each is called where their values differ.
    lang : {"en", "zh"}
        Language.
    varied : collection of str
        Paths that have no one value, and are left out.
    """
    paths = [path for path in DECISIVE if path not in varied]
    return _DECISIVE.printed({name: _chosen(scenario, paths) for name, scenario in scenarios.items()}, lang)


def influential_table(scenario: LoadedScenario, lang: str) -> Table:
    """Return the parameters that matter most, with value and provenance."""
    return _INFLUENTIAL.printed({"": _chosen(scenario, INFLUENTIAL)}, lang)


def differing_table(scenario: LoadedScenario, lang: str) -> Table | None:
    """Return what the scenario sets to something else than the default; None where that is nothing."""
    different = [setting for setting in settings(scenario) if setting.is_set]
    return _DIFFERING.printed({"": different}, lang) if different else None


def _chosen(scenario: LoadedScenario, paths: Sequence[str]) -> list[Setting]:
    by_path = {setting.row.path: setting for setting in settings(scenario)}
    return [by_path[path] for path in paths]


def _shape(setting: Setting) -> str:
    """Return the section, with ``*`` for what varies among sections of one shape."""
    return setting.row.family.rpartition(".")[0]


def _place(setting: Setting) -> str:
    """Return the part of the path for which ``*`` stands in the family."""
    pairs = zip(setting.row.path.split("."), setting.row.family.split("."), strict=True)
    return next((name for name, like in pairs if like == "*"), "")


def _body(shown: Settings) -> Iterator[tuple[object, ...]]:
    for name, several in shown.items():
        for setting in several:
            row = setting.row
            yield (name, row.path, row.path.rpartition(".")[2], row.meaning, row.unit, _place(setting), setting)


_TABLE: DataTable[Settings] = DataTable(
    "settings", "scenario parameter name meaning unit place setting", _body, is_file=False
)


def _meaning(_: Settings, record: Record, lang: str) -> Cell:
    return meaning(record["meaning"], lang)


def _path(_: Settings, record: Record, lang: str) -> Cell:
    return str(record["parameter"])


def _unit(_: Settings, record: Record, lang: str) -> Cell:
    return unit(record["unit"], lang) or NOTHING


def _with_unit(_: Settings, record: Record, lang: str) -> Cell:
    text = value_text(record["setting"].value, lang)
    return f"{text}\u00a0{unit(record['unit'], lang)}" if record["unit"] else text


def _default(_: Settings, record: Record, lang: str) -> Cell:
    return value_text(record["setting"].row.default, lang)


def _range(_: Settings, record: Record, lang: str) -> Cell:
    return range_text(record["setting"].row, lang)


def _provenance(_: Settings, record: Record, lang: str) -> Cell:
    """Return where a value comes from: the scenario, or the article, the literature or nowhere."""
    return _origin(record["setting"].row, record["setting"].source, lang)


def _origin_of_default(_: Settings, record: Record, lang: str) -> Cell:
    row = record["setting"].row
    return _origin(row, row.source, lang)


def _origin(row: ParameterRow, source: str, lang: str) -> str:
    parts = [say(f"source.{source}", lang), row.reference if source == "literature" else "", row.article]
    return " · ".join(part for part in parts if part)


def _marked(_: Settings, record: Record, lang: str) -> Cell:
    """Return a value, marked where it is stated, with its default where that is another."""
    if not record:
        return ""  # no section of this name has such a parameter
    setting: Setting = record["setting"]
    text = value_text(setting.value, lang)
    if setting.is_set:
        text = say("report.parameters.default", lang, value=text, default=value_text(setting.row.default, lang))
    return f"{STATED}\u00a0{text}" if setting.stated else text


def _together(records: Sequence[Record]) -> Record:
    return {"settings": {record["scenario"]: record["setting"] for record in records}}


def _values(_: Settings, record: Record, lang: str) -> Cell:
    """Return the value of a parameter; where it differs, each value with those that have it, or with their number."""
    having: dict[str, list[str]] = {}
    for name, setting in record["settings"].items():
        having.setdefault(value_text(setting.value, lang), []).append(name)
    if len(having) == 1:
        return next(iter(having))
    between = say("list.comma", lang)
    cells = (
        say("report.decisive.of", lang, value=value, names=between.join(names))
        if len(names) <= NAMED
        else say("report.decisive.count", lang, value=value, count=len(names))
        for value, names in having.items()
    )
    return say("list.and", lang).join(cells)


_WHAT: Column[Settings] = Column("table.meaning", _meaning, wide=True)
_WHICH: Column[Settings] = Column("table.parameter", _path, wide=True)
_WHENCE: Column[Settings] = Column("table.from", _provenance, wide=True)

_DECISIVE: Reading[Settings] = Reading(
    _TABLE,
    (
        _WHAT,
        _WHICH,
        Column("table.value", _values, _together, there=lambda shown: len(shown) == 1),
        Column("table.value", _values, _together, wide=True, there=lambda shown: len(shown) > 1),
        Column("table.default", _default),
        Column("table.range", _range),
        Column("table.from", _origin_of_default, wide=True),
    ),
    "report.decisive",
    by="parameter",
)
_INFLUENTIAL: Reading[Settings] = Reading(
    _TABLE,
    (_WHAT, _WHICH, Column("table.value", _with_unit, wide=True), _WHENCE),
    "report.wrong.assumed.table",
)
_DIFFERING: Reading[Settings] = Reading(
    _TABLE,
    (_WHAT, _WHICH, Column("table.value", _with_unit, wide=True), Column("table.default", _default, wide=True)),
    "report.scenario.differs",
)


def _of_section(several: Sequence[Setting]) -> Reading[Settings]:
    """Return the reading of a section, or of sections of one shape: then a column for each."""
    places = list(dict.fromkeys(_place(setting) for setting in several))
    columns: list[Column[Settings]] = [Column("table.value", _marked), _WHENCE]
    if places != [""]:
        columns = [Column(_called(place), _marked, {"place": place}) for place in places]

    def caption(_: Settings, lang: str) -> str:
        title = _shape(several[0]) or say("report.parameters.top", lang)
        return say("list.named", lang, name=title, what=section(several[0].row.about, lang))

    first: Column[Settings] = Column("table.parameter", lambda _, record, lang: str(record["name"]))
    explained = (_WHAT, Column("table.unit", _unit, wide=True))
    return Reading(_TABLE, (first, *explained, *columns), caption, by="name meaning unit")


def _called(place: str) -> Callable[[Settings, str], str]:
    """Return what makes the name of a type of organisation or a nature of need; else its own name."""

    def heading(_: Settings, lang: str) -> str:
        names = [group_name(axis, place, lang) for axis in ("type", "nature")]
        return next((name for name in names if name != place), place)

    return heading
