"""The table of parameters of a scenario: value, default, range, unit, and where the value comes from."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from sim.scenario import LoadedScenario
from sim.scenario.parameters import ParameterRow, Setting, settings
from sim.words import LANGUAGES, say
from sim.words.parameters import meaning, unit
from sim.words.plausible import why

from ..kit.text import fill, lines, pad, width
from .words import value_text

COLUMNS = ("value", "default", "range", "unit", "source")
_ORIGINS = ("article", "literature", "assumed", "scenario")


def parameters_text(scenario: LoadedScenario, lang: str, places: int) -> str:
    """Return every parameter under the path of its section; below each line stands what it means."""
    known = settings(scenario)
    heads = [say(f"heading.{name}", lang) for name in ("parameter", *COLUMNS)]
    rows = [_cells(setting, lang) for setting in known]
    widths = [max(width(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    widths[4] = max(width(heads[4]), min(widths[4], places - sum(widths) + widths[4] - 2 * (len(widths) - 1)))
    out = [fill(say("table.note", lang), places), "", _line(heads, widths), "─" * min(places, sum(widths) + 10)]
    for section, several in groupby(zip(known, rows, strict=True), lambda pair: pair[0].row.section):
        out += ["", section] if section else []
        for setting, cells in several:
            units = lines(cells[4], widths[4])
            out.append(_line([*cells[:4], units[0], cells[5]], widths))
            out += [_line(["", "", "", "", more, ""], widths) for more in units[1:]]
            for sentence in filter(None, (_means(setting.row, lang), plausible_text(setting.row, lang))):
                out += lines(sentence, places, "      ")
    return "\n".join(out) + "\n"


def parameters_data(scenario: LoadedScenario) -> dict[str, Any]:
    """Return the same for another program, meanings and units in both languages."""
    return {
        "scenario": str(scenario.source),
        "parameters": [
            {
                "parameter": setting.row.path,
                "value": _plain(setting.value),
                "default": setting.row.default,
                "set": setting.is_set,
                "kind": setting.row.kind,
                "low": setting.row.low,
                "high": setting.row.high,
                "choices": list(setting.row.choices),
                "unit": {at: unit(setting.row.unit, at) for at in LANGUAGES},
                "meaning": {at: meaning(setting.row.meaning, at) for at in LANGUAGES},
                "plausible": plausible_data(setting.row),
                "apart": setting.row.apart,
                "source": setting.source,
                "reference": "" if setting.is_set else setting.row.reference,
                "article": setting.row.article,
            }
            for setting in settings(scenario)
        ],
    }


def range_text(row: ParameterRow, lang: str) -> str:
    """Return what a parameter may be: ``0 to 1``, ``1 to 16, whole``, the names to choose from."""
    if row.kind == "choice":
        return say("list.comma", lang).join(row.choices)
    if row.low is None or row.high is None:
        return say("range.switch" if row.kind == "true or false" else "range.list", lang)
    return say("range.number", lang, low=_limit(row.low), high=_limit(row.high))


def plausible_text(row: ParameterRow, lang: str) -> str:
    """Return the range that a parameter's values may be drawn from, with the argument for it; or why they are not."""
    if row.apart:
        return say("plausible.apart", lang, why=say(f"plausible.apart.{row.apart}", lang))
    if row.plausible is None:
        return ""
    low, high, scale, source = row.plausible
    by = "" if scale == "linear" else say(f"plausible.scale.{scale}", lang)
    return say(
        "plausible.line", lang, low=_limit(low), high=_limit(high), scale=by,
        source=say(f"origin.{source}", lang), why=why(row.path, lang),
    )  # fmt: skip


def plausible_data(row: ParameterRow) -> dict[str, Any] | None:
    """Return the same range for another program."""
    if row.plausible is None:
        return None
    return {**row.plausible._asdict(), "why": {at: why(row.path, at) for at in LANGUAGES}}


def _limit(value: float | int) -> str:
    return f"{value:.0e}".replace("e+", "e").replace("e0", "e") if abs(value) >= 1e6 else f"{value:.12g}"


def _plain(value: Any) -> Any:
    return [section.model_dump(mode="json") for section in value] if isinstance(value, list) else value


def _cells(setting: Setting, lang: str) -> list[str]:
    row = setting.row
    return [
        f"{'*' if setting.is_set else ' '} {row.path.rpartition('.')[2]}",
        value_text(setting.value, lang),
        value_text(row.default, lang),
        "" if row.kind == "choice" else range_text(row, lang),
        unit(row.unit, lang),
        say(f"origin.{setting.source}", lang),
    ]


def _means(row: ParameterRow, lang: str) -> str:
    means = meaning(row.meaning, lang)
    if row.kind == "choice":
        means = say("list.named", lang, name=means, what=range_text(row, lang))
    return means


def _line(cells: list[str], widths: list[int]) -> str:
    flush = (1, 2)
    parts = [pad(cell, widths[i], ">" if i in flush else "<") for i, cell in enumerate(cells)]
    return "  ".join(parts).rstrip()
