"""What `--without` and `--drop-each` name, and the scenarios that are compared then."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sim.questions.compare import LETTERS, Entrant
from sim.scenario import LoadedScenario
from sim.scenario.faults import nearest
from sim.scenario.schema import Words
from sim.scenario.without import instruments, mechanisms, removable, without
from sim.words import LANGUAGES, Refusal, say

from .scenario.words import part_called

DROPPED = ("mechanisms", "instruments")
"""What may be dropped one by one."""


def parts_named(scenario: LoadedScenario, texts: Sequence[str]) -> tuple[str, ...]:
    """Return the names in texts, divided by commas.

    Raises
    ------
    Refusal
        Where the scenario has nothing of a name, with the nearest that it has.
    """
    there = removable(scenario)
    names: dict[str, None] = {}
    for typed in (name.strip() for text in texts for name in text.split(",")):
        name = typed.removeprefix("mechanisms.")
        if name not in there:
            allowed = " ".join([*mechanisms(scenario), next(iter(instruments(scenario)), ""), "technology"])
            refusal = Refusal("without.unknown", found=typed, allowed=allowed)
            near = nearest(name, there)
            raise Refusal("typed.nearest", sentence=refusal, nearest=near) if near else refusal
        names[name] = None
    return tuple(names)


def dropped(scenario: LoadedScenario, what: str) -> tuple[str, ...]:
    """Return the names of all mechanisms, or of all their instruments."""
    if what not in DROPPED:
        raise Refusal("typed.bad_value", option="--drop-each", found=what, allowed=", ".join(DROPPED))
    return tuple(mechanisms(scenario) if what == "mechanisms" else instruments(scenario))


def taken_out(scenario: LoadedScenario, withouts: Sequence[str], drop_each: str | None) -> tuple[Entrant, ...]:
    """Return a scenario, and the same without what each of ``withouts`` names and without each part in turn.

    Parameters
    ----------
    withouts : sequence of str
        Names divided by commas; what one text names is left out together.
    drop_each : {"mechanisms", "instruments"}, optional
        What is left out one by one.

    Raises
    ------
    Refusal
        Where a name is none, or there are more than letters to call them.
    """
    parts = [parts_named(scenario, [text]) for text in withouts]
    if drop_each is not None:
        parts += [(name,) for name in dropped(scenario, drop_each)]
    parts = list(dict.fromkeys(parts))
    if len(parts) >= len(LETTERS):
        raise Refusal("compare.too_many_parts", found=len(parts), most=len(LETTERS) - 1)
    entrants = [Entrant(Path(str(scenario.source)).stem, scenario.title, scenario)]
    for names in parts:
        title = {
            lang: say("compare.without", lang, what=say("list.comma", lang).join(
                part_called(scenario, name, lang) for name in names
            ))
            for lang in LANGUAGES
        }  # fmt: skip
        entrants.append(Entrant(f"without-{'+'.join(names)}", Words(**title), without(scenario, names)))
    return tuple(entrants)
