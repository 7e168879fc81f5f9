"""A verdict as text for a terminal of 80 columns: plain enough for a teacher, exact enough for a reviewer."""

from __future__ import annotations

from sim.questions.answers import ARMS, BARS, Verdict
from sim.questions.interval import Interval
from sim.words import say

from ..kit.numbers import column, figures, short
from ..kit.sparklines import bars, sparkline, together
from ..kit.text import FIXED, fill, pad, table, width
from .words import is_exact, notes, sentence, top

BOLD, PLAIN = "\x1b[1m", "\x1b[0m"


def screen(verdict: Verdict, lang: str, *, places: int = 80, by_precision: bool = False, bold: bool = False) -> str:
    """Return the whole report as it stands on a screen.

    Parameters
    ----------
    verdict : Verdict
        The answer.
    lang : {"en", "zh"}
        Language.
    places : int
        Width of the terminal.
    by_precision : bool
        Whether the number of replicates was left to the precision.
    bold : bool
        Whether the terminal may be asked for bold type.
    """
    said = fill(sentence(verdict, lang), places)
    parts = [
        "\n".join(f"{BOLD}{line}{PLAIN}" for line in said.split("\n")) if bold else said,
        fill(top(verdict, lang), places),
        fill(notes(verdict, lang, by_precision), places),
    ]
    if verdict.explanation is not None:
        parts.append(explanation(verdict, lang, places))
    parts += [
        arms(verdict, lang, places),
        quantities(verdict, lang, places),
        months(verdict, lang, places),
        fill(facts(verdict, lang), places),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def facts(verdict: Verdict, lang: str) -> str:
    """Return what was run: scenario, months, replicates, seed, and what each replicate draws."""
    scenario, synergy = verdict.scenario, verdict.synergy
    title = scenario.title.said(lang)
    name = str(scenario.source)
    spread = None if synergy is None else 100.0 * synergy.relative_half_width
    return say(
        "facts.line",
        lang,
        scenario=f"{name} ({title})" if title and lang == "en" else f"{name}（{title}）" if title else name,
        months=f"{verdict.months:,}",
        replications=f"{verdict.replications:,}",
        seed=verdict.seed,
        world=say(f"facts.{scenario.world}", lang),
        width=say("facts.no_width", lang) if spread is None else _width(spread, lang),
    )


def _width(percent: float, lang: str) -> str:
    return say("facts.width", lang, width=say("value.percent", lang, figures=short(percent, 2)))


def arms(verdict: Verdict, lang: str, places: int) -> str:
    """Return the table of arms: value added, gross and net."""
    shown = [verdict.arms[name] for name in ARMS]
    gross = column([arm.gross for arm in shown], lang)
    net = column([arm.net for arm in shown], lang)
    rows = [
        [say(f"arm.{name}", lang), gross[i], net[i], say(f"arm.{name}.meaning", lang)] for i, name in enumerate(ARMS)
    ]
    price = short(verdict.scenario.costs.hour_price)
    head = [say("table.arm", lang), say("table.gross", lang), say("table.net", lang, price=price), ""]
    whole = table(head, rows, 0)
    if max(width(line) for line in whole.split("\n")) <= places:
        return whole
    return table(head[:-1], [row[:-1] for row in rows], places, flexible=[2])


def quantities(verdict: Verdict, lang: str, places: int) -> str:
    """Return S and its factors, K, halves, surplus, ceiling, load, net S: one a row, with what each is."""
    rows: list[tuple[str, str, Interval | None, float | None]] = [
        ("synergy", "", verdict.synergy, 1.0),
        ("duplication", "= ", verdict.quantities["duplication"], 1.0),
        ("collaboration", "× ", verdict.quantities["collaboration"], 1.0),
        ("random_halves", "", verdict.quantities["random_halves"], 1.0),
        ("complementarity", "", verdict.quantities["complementarity"], 1.0),
        ("synergy_net", "", verdict.quantities["synergy_net"], 1.0),
        ("synergy_unorganised", "", verdict.quantities["synergy_unorganised"], 1.0),
        ("surplus", "", verdict.quantities["surplus"], 0.0),
        ("surplus_share", "", verdict.surplus_share, 0.0),
        ("ceiling", "", verdict.quantities["ceiling"], 1.0),
        ("load", "", verdict.quantities["load"], 1.0),
    ]
    ratios = column([each for _, _, each, _ in rows[:7]], lang, [mark for *_, mark in rows[:7]])
    others = [figures(each, lang, mark) for _, _, each, mark in rows[7:]]
    figures_shown = [*ratios, *others]
    if is_exact(verdict):
        figures_shown[0] = "1"
    body = [
        [sign + say(f"quantity.{name}", lang), figures_shown[i], say(f"quantity.{name}.meaning", lang)]
        for i, (name, sign, _, _) in enumerate(rows)
    ]
    head = [say("table.quantity", lang), say("table.interval", lang), say("table.meaning", lang)]
    return table(head, body, places, flexible=[2])


def months(verdict: Verdict, lang: str, places: int) -> str:
    """Return the shape of each arm over the months: one sparkline each, with least and most."""
    by_arm = verdict.monthly.get("value", {})
    series = {name: [float(value) for value in by_arm[name]] for name in ARMS if name in by_arm}
    if not series or not all(series.values()):
        return ""
    names = {name: say(f"arm.{name}", lang) for name in series}
    low, high = say("month.low", lang), say("month.high", lang)
    label = max(width(text) for text in names.values())
    room = max(12, places - label - 2 * 11)
    marks = {name: together(values, room) for name, values in series.items()}
    size = max(size for _, size in marks.values())
    ends = {name: (_rounded(min(values)), _rounded(max(values))) for name, (values, _) in marks.items()}
    left = max(width(low), *(len(least) for least, _ in ends.values()))
    right = max(width(high), *(len(most) for _, most in ends.values()))
    each = say("month.one", lang) if size == 1 else say("month.several", lang, count=size)
    out = [
        say("month.heading", lang, months=each),
        f"{' ' * label}  {pad(low, left, '>')}  {pad(high, right, '>')}  {say('month.shape', lang)}",
        "─" * min(places, label + left + right + 6 + max(len(values) for values, _ in marks.values())),
    ]
    for name, (values, _) in marks.items():
        least, most = ends[name]
        picture = sparkline(values)
        out.append(f"{pad(names[name], label)}  {least.rjust(left)}  {most.rjust(right)}  {picture}")
    if any(len(values) > 1 and values[-1] < values[-2] for values, _ in marks.values()):
        out.append(fill(say("month.end", lang), places))
    return "\n".join(out)


def explanation(verdict: Verdict, lang: str, places: int) -> str:
    """Return the seven bars whose sum is the surplus of the first replicates."""
    told = verdict.explanation
    if told is None:
        return ""
    shown = [told.bars[name] for name in BARS]
    values = column([*shown, told.surplus], lang)
    pictures = bars([each.estimate for each in shown], 18)
    long = max(len(picture) for picture in pictures)
    rows = [
        [
            say(f"channel.{name}", lang),
            values[i],
            pictures[i].ljust(long).replace(" ", FIXED),
            say(f"channel.{name}.meaning", lang),
        ]
        for i, name in enumerate(BARS)
    ]
    rows.append([say("bars.sum", lang), values[-1], "", ""])
    heading = say("bars.heading", lang, replications=told.replications)
    body = table(["", say("table.interval", lang), "", ""], rows, places, flexible=[3])
    surplus = figures(verdict.quantities["surplus"], lang, 0.0)
    whole = say("bars.all", lang, replications=f"{verdict.replications:,}", surplus=surplus)
    return f"{fill(heading, places)}\n{body}\n{fill(whole, places)}"


def _rounded(value: float) -> str:
    """A monthly mean for the eye: four digits or so."""
    size = abs(value)
    return f"{value:,.0f}" if size >= 100 else f"{value:.1f}" if size >= 10 else short(value, 3)
