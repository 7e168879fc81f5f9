"""What a page keeps: the months' tables, the scenario, a report, a player; each a file, made when it is asked for."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sim.words import Refusal

from .bilingual import both
from .performance import Performance

PutBy = tuple[Performance, int]
MOST_PUT_BY = 12  # comparisons beside the one on screen that go into one file
KINDS = ("tables", "yaml", "report", "player")
MOST = 16  # files that wait to be fetched
_TYPES = {
    "csv": "text/csv; charset=utf-8", "yaml": "text/yaml; charset=utf-8", "html": "text/html; charset=utf-8",
}  # fmt: skip
REPLICATIONS = 32


@dataclass(frozen=True)
class Kept:
    """A file that waits to be fetched."""

    name: str
    content: bytes

    @property
    def type(self) -> str:
        """Return its media type."""
        return _TYPES[self.name.rpartition(".")[2]]


class Shelf:
    """Files that wait to be fetched, each under a word that nobody guesses; the oldest go first."""

    def __init__(self) -> None:
        self._files: OrderedDict[str, Kept] = OrderedDict()

    def put(self, kept: Kept) -> dict[str, Any]:
        """Put a file there; return the message that says where it is."""
        word = secrets.token_urlsafe(16)
        self._files[word] = kept
        while len(self._files) > MOST:
            self._files.popitem(last=False)
        return {"type": "kept", "name": kept.name, "url": f"/keep/{word}/{kept.name}"}

    def get(self, word: str) -> Kept | None:
        """Return a file."""
        return self._files.get(word)


def kept(performance: Performance, until: int, what: str, lang: str, put_by: Sequence[PutBy] = ()) -> Kept:
    """Make what is kept of a performance, of its months up to one of them; a player also of what was put by.

    Raises
    ------
    Refusal
        Where there is no such thing to keep.
    """
    if what not in KINDS:
        raise Refusal("live.not_understood", found=what[:40])
    name = performance.address.scenario
    if what == "tables":
        return Kept(f"{name}-months.csv", tables(performance, until))
    if what == "yaml":
        return Kept(f"{name}-scenario.yaml", scenario_file(performance, lang))
    if what == "report":
        return Kept(f"{name}-report.html", report(performance, lang))
    return Kept(f"{name}.html", player(performance, until, lang, put_by))


def tables(performance: Performance, until: int) -> bytes:
    """Return a row for each world and month: value and 1+1 so far, and all measures of the month."""
    from sim.model.measures import MEASURES, by_month
    from sim.show.kit.tables import as_csv

    from .stage import Stage

    stage = Stage(performance.play)
    rows: list[list[object]] = [["world", "month", "value_so_far", "one_plus_one_so_far", *MEASURES]]
    for _ in range(until):
        for world, month in stage.step().items():
            record = stage.troupe(world).record
            measures = [float(by_month(record, row)[0]) for row in MEASURES.values()] if "measures" in month else []
            rows.append([world, month["month"], month["value"], month["one_plus_one"], *measures])
    rows[1:] = sorted(rows[1:], key=lambda row: str(row[0]))
    return as_csv(rows)


def scenario_file(performance: Performance, lang: str) -> bytes:
    """Return the scenario of the last world as a file that runs as it stands, its changes on the way included."""
    from sim.show.scenario.template import template

    *_, last = performance.play.scenarios
    return template(last, lang, f"{performance.address.scenario}-scenario.yaml").encode()


def report(performance: Performance, lang: str) -> bytes:
    """Return the report page of what is played: of the verdict, or of the comparison of two settings."""
    from sim.questions.compare import Entrant, compare
    from sim.questions.verdict import verdict
    from sim.runs.runner import answer
    from sim.scenario.schema import Words
    from sim.show.answers import faces
    from sim.show.kit.files import pieces
    from sim.show.kit.shape import Making

    scenarios = performance.play.scenarios
    if len(scenarios) == 1:
        answered: Any = answer(verdict(scenarios[0], REPLICATIONS), workers=1)
    else:
        titles = [Words(**both(f"live.world.{world}")) for world in "ab"]
        entrants = [
            Entrant(world, title, scenario) for world, title, scenario in zip("ab", titles, scenarios, strict=True)
        ]
        answered = answer(compare(entrants, REPLICATIONS), workers=1)
    shown = faces(answered)
    return b"".join(pieces(shown.files(answered, Making(lang), report=True).files[shown.page.file]))


def player(performance: Performance, until: int, lang: str, put_by: Sequence[PutBy] = ()) -> bytes:
    """Return the page with all that was played packed in: it opens by double click, without a server and off line.

    Parameters
    ----------
    performance : Performance
    until : int
        Up to which month.
    lang : {"en", "zh"}
    put_by : sequence of tuple
        Further performances for the same file, each until a month; they come first.
    """
    from .file import page_file

    others = [(other, last) for other, last in put_by if other.address != performance.address]
    plays = [_played(other, last) for other, last in (*others, (performance, until))]
    return page_file({"plays": plays} if others else plays[0], lang).encode()


def _played(performance: Performance, until: int) -> dict[str, Any]:
    from .stage import whole

    stage = {**whole(performance.play, until), "band": performance.band(), "address": performance.address.data()}
    performance.teach(stage)
    return stage
