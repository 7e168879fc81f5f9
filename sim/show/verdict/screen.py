"""A verdict as text for a terminal of 80 columns: plain enough for a teacher, exact enough for a reviewer."""

from __future__ import annotations

from sim.questions.answers import ARMS, Verdict
from sim.words import say, with_commas

from ..kit.numbers import number, short, with_limits
from ..kit.sparklines import sparkline, together
from ..kit.text import fill, pad, width
from .readings import ARMS_READING, CHANNELS_READING, QUANTITIES_READING
from .words import net_note, notes, sentence, top

BOLD, PLAIN = "\x1b[1m", "\x1b[0m"


def screen(verdict: Verdict, lang: str, places: int = 80, bold: bool = False) -> str:
    """Return the whole report as it stands on a screen.

    Parameters
    ----------
    verdict : Verdict
        The answer.
    lang : {"en", "zh"}
        Language.
    places : int
        Width of the terminal.
    bold : bool
        Whether the terminal may be asked for bold type.
    """
    whole = fill(sentence(verdict, lang), places)
    parts = [
        "\n".join(f"{BOLD}{line}{PLAIN}" for line in whole.split("\n")) if bold else whole,
        fill(top(verdict, lang), places),
        fill(notes(verdict, lang), places),
    ]
    if verdict.explanation is not None:
        parts.append(explanation(verdict, lang, places))
    parts += [
        ARMS_READING.on_terminal(verdict, lang, places),
        QUANTITIES_READING.on_terminal(verdict, lang, places),
        fill(net_note(verdict, lang), places),
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
        months=with_commas(verdict.months),
        replications=with_commas(verdict.replications),
        seed=verdict.seed,
        world=say(f"facts.{scenario.world}", lang),
        width=say("facts.no_width", lang) if spread is None else _width(spread, lang),
    )


def _width(percent: float, lang: str) -> str:
    return say("facts.width", lang, width=say("value.percent", lang, figures=short(percent, 2)))


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
    marked = say("month.one", lang) if size == 1 else say("month.several", lang, count=size)
    out = [
        say("month.heading", lang, months=marked),
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
    explanation_of = verdict.explanation
    if explanation_of is None:
        return ""
    heading = say("bars.heading", lang, replications=explanation_of.replications)
    body = CHANNELS_READING.on_terminal(verdict, lang, places)
    surplus = with_limits(verdict.quantities["surplus"], lang, 0.0)
    whole = say("bars.all", lang, replications=with_commas(verdict.replications), surplus=surplus)
    return f"{fill(heading, places)}\n{body}\n{fill(whole, places)}"


def _rounded(value: float) -> str:
    """A monthly mean for the eye: four digits or so."""
    size = abs(value)
    return number(value, 0 if size >= 100 else 1) if size >= 10 else short(value, 3)
