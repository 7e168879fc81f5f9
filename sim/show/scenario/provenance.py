"""The parameter tables of the report: one for each section; sections of one shape share a table."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sim.scenario.loaded import LoadedScenario
from sim.scenario.parameters import Row, Setting, settings
from sim.words import say
from sim.words.parameters import meaning, unit
from sim.words.sections import section

from ..kit.reading import NOTHING, Table
from ..verdict.tables import group_name
from .parameters import range_text
from .words import DECISIVE, value_text

# What moved 1+1 or K most when the default district was run with one parameter at a time at a low and a high value.
INFLUENTIAL = (
    "needs.two_sided", "needs.scale", "production.makeshift", "production.floor", "production.rho",
    "convening.line_convener", "convening.line_hours", "convening.item_hours", "channels.agenda", "channels.partners",
    "effort.formal", "participation.cost",
)  # fmt: skip
STATED = "●"
NAMED = 3  # scenarios of one value; of more only their number


def parameter_tables(scenario: LoadedScenario, lang: str) -> list[Table]:
    """Return every parameter: unit, value, default where it is another, provenance."""
    sections: dict[str, list[Setting]] = {}
    for setting in settings(scenario):
        sections.setdefault(setting.row.family.rpartition(".")[0], []).append(setting)
    return [_section(name, group, lang) for name, group in sections.items()]


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
    known = {name: {each.row.path: each for each in settings(one)} for name, one in scenarios.items()}
    rows = []
    for path in (path for path in DECISIVE if path not in varied):
        by_name = {name: by_path[path] for name, by_path in known.items()}
        row = next(iter(by_name.values())).row
        rows.append((meaning(row.meaning, lang), path, _values(by_name, lang), value_text(row.default, lang),
                     range_text(row, lang), _origin(row, row.source, lang)))  # fmt: skip
    keys = ("table.meaning", "table.parameter", "table.value", "table.default", "table.range", "table.from")
    wide = {1, 5} if len(scenarios) == 1 else {1, 2, 5}
    return Table(say("report.decisive", lang), [say(key, lang) for key in keys], rows, frozenset(wide))


def influential_table(scenario: LoadedScenario, lang: str) -> Table:
    """Return the parameters that matter most, with value and provenance."""
    known = {setting.row.path: setting for setting in settings(scenario)}
    rows = [
        (meaning(setting.row.meaning, lang), setting.row.path, valued(setting, lang), provenance(setting, lang))
        for setting in (known[path] for path in INFLUENTIAL)
    ]
    keys = ("table.meaning", "table.parameter", "table.value", "table.from")
    return Table(say("report.wrong.assumed.table", lang), [say(key, lang) for key in keys], rows, frozenset({1, 2, 3}))


def differing_table(scenario: LoadedScenario, lang: str) -> Table | None:
    """Return what the scenario sets to something else than the default; None where that is nothing."""
    rows = [
        (
            meaning(setting.row.meaning, lang),
            setting.row.path,
            valued(setting, lang),
            value_text(setting.row.default, lang),
        )
        for setting in settings(scenario)
        if setting.is_set
    ]
    keys = ("table.meaning", "table.parameter", "table.value", "table.default")
    head = [say(key, lang) for key in keys]
    return Table(say("report.scenario.differs", lang), head, rows, frozenset({1, 2, 3})) if rows else None


def valued(setting: Setting, lang: str) -> str:
    """Return a value with its unit."""
    text = value_text(setting.value, lang)
    return f"{text}\u00a0{unit(setting.row.unit, lang)}" if setting.row.unit else text


def provenance(setting: Setting, lang: str) -> str:
    """Return where a value comes from: the scenario, or the article, the literature or nowhere."""
    return _origin(setting.row, setting.source, lang)


def _origin(row: Row, source: str, lang: str) -> str:
    parts = [say(f"source.{source}", lang), row.reference if source == "literature" else "", row.article]
    return " · ".join(part for part in parts if part)


def _values(by_name: Mapping[str, Setting], lang: str) -> str:
    """Return the value of a parameter; where it differs, each value with those that have it, or with their number."""
    having: dict[str, list[str]] = {}
    for name, setting in by_name.items():
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


def _section(name: str, group: Sequence[Setting], lang: str) -> Table:
    sisters = list(dict.fromkeys(_place(setting) for setting in group))
    title = name or say("report.parameters.top", lang)
    caption = say("list.named", lang, name=title, what=section(group[0].row.about, lang))
    single = sisters == [""]
    lines: dict[tuple[str, ...], dict[str, str]] = {}
    for setting in group:
        row = setting.row
        key = (row.path.rpartition(".")[2], meaning(row.meaning, lang), unit(row.unit, lang) or NOTHING)
        by_place = lines.setdefault(key, {})
        by_place[_place(setting)] = _cell(setting, lang)
        if single:
            by_place["from"] = provenance(setting, lang)
    keys = ("table.parameter", "table.meaning", "table.unit")
    head = [say(key, lang) for key in keys]
    if single:
        rows = [(*key, by_place[""], by_place["from"]) for key, by_place in lines.items()]
        return Table(caption, [*head, say("table.value", lang), say("table.from", lang)], rows, frozenset({1, 2, 4}))
    rows_of_sisters = [(*key, *(by_place.get(sister, "") for sister in sisters)) for key, by_place in lines.items()]
    called = [_sister(sister, lang) for sister in sisters]
    return Table(caption, [*head, *called], rows_of_sisters, frozenset({1, 2}))


def _cell(setting: Setting, lang: str) -> str:
    """Return a value, marked where it is stated, with its default where that is another."""
    text = value_text(setting.value, lang)
    if setting.is_set:
        text = say("report.parameters.default", lang, value=text, default=value_text(setting.row.default, lang))
    return f"{STATED}\u00a0{text}" if setting.stated else text


def _place(setting: Setting) -> str:
    """Return the part of the path for which ``*`` stands in the family."""
    pairs = zip(setting.row.path.split("."), setting.row.family.split("."), strict=True)
    return next((name for name, like in pairs if like == "*"), "")


def _sister(name: str, lang: str) -> str:
    """Return what a type of organisation or a nature of need is called; else its own name."""
    names = [group_name(axis, name, lang) for axis in ("type", "nature")]
    return next((called for called in names if called != name), name)
