"""`compare`: several scenarios on the same worlds, one table of differences, one folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from sim.words import Refusal

from . import values
from .filing import Filing, kept_scenario, load_typed, refuse_beside_manifest, say_what_changed
from .options import Typed

if TYPE_CHECKING:
    from sim.questions.compare import Compared, Entrant
    from sim.runs.question import Question


@dataclass(frozen=True)
class Asked:
    """What is to be compared; ``first_asked`` is what was asked for when it was first made."""

    entrants: tuple[Entrant, ...]
    replications: Literal["auto"] | int
    precision: float
    first_asked: Literal["auto"] | int
    ranked: bool = False
    pairs: bool = False


class Comparing(Filing[Asked, "Compared"]):
    """The command `compare`."""

    def asked(self) -> Asked:
        """Return what is asked, from the words typed or from a manifest."""
        return _from(self.typed, self.lang) if "from" in self.typed.values else _typed(self.typed)

    def title(self, asked: Asked) -> str:
        """Return the scenarios' names; of many that are ranked only the first's."""
        if asked.ranked:
            return f"{asked.entrants[0].name}-drop-each"
        return "-".join(dict.fromkeys(one.name for one in asked.entrants))

    def question(self, asked: Asked) -> Question[Compared]:
        """Return the question."""
        from sim.questions.compare import compare

        found = yield from compare(asked.entrants, asked.replications, asked.precision, asked.ranked, asked.pairs)
        return replace(found, asked=asked.first_asked)


def command(typed: Typed, lang: str) -> int:
    """Compare scenarios."""
    return Comparing(typed, lang)()


def _typed(typed: Typed) -> Asked:
    """Return what the words typed say is to be compared."""
    from sim.questions.asked import alike, entrants
    from sim.show.without import taken_out

    leaves_out = bool(typed.withouts) or "drop-each" in typed.values
    if not typed.words and not leaves_out:
        raise Refusal("compare.none")
    how_many = values.replications(typed.values.get("replications"))
    precision = values.precision(typed.values.get("precision"), 0.02)
    loaded = load_typed(typed.words or ["default"], typed)
    if leaves_out and len(loaded) > 1:
        raise Refusal("compare.without_one")
    if leaves_out:
        compared = alike(taken_out(loaded[0], typed.withouts, typed.values.get("drop-each")))
    else:
        compared = entrants(loaded)
    return Asked(
        compared, how_many, precision, how_many, ranked="drop-each" in typed.values,
        pairs="pairs" in typed.switches,
    )  # fmt: skip


def _from(typed: Typed, lang: str) -> Asked:
    """Return what a manifest says was compared."""
    from sim.questions.asked import alike
    from sim.questions.compare import LETTERS, Entrant
    from sim.scenario.schema import Words
    from sim.show.comparison.manifest import read

    manifest = typed.values["from"]
    refuse_beside_manifest(typed)
    said = read(manifest)
    if len(said.compared) > len(LETTERS):
        raise Refusal("manifest.not_ours", path=manifest, field="compared")
    entrants = tuple(
        Entrant(name, Words(**title), kept_scenario(kept, manifest)) for name, title, kept in said.compared
    )
    sources = [source for *_, kept in said.compared for source in kept.sources]
    say_what_changed(said.versions, list(dict.fromkeys(sources)), lang)
    return Asked(alike(entrants), said.replications, said.precision, said.asked, said.ranked, said.pairs)
