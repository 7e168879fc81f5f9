"""What a page keeps: the months' tables, the scenario, a report, a player; each a file, made when it is asked for."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sim.words import Refusal

from .bilingual import both
from .playback import Playback

PutBy = tuple[Playback, int]
MOST_PUT_BY = 12  # comparisons beside the one on screen that go into one file
KINDS = ("tables", "yaml", "report", "player")
MOST = 16  # files that wait to be fetched
_TYPES = {
    "csv": "text/csv; charset=utf-8", "yaml": "text/yaml; charset=utf-8", "html": "text/html; charset=utf-8",
}  # fmt: skip
REPLICATIONS = 32


@dataclass(frozen=True)
class Download:
    """A file that waits to be fetched."""

    name: str
    content: bytes

    @property
    def type(self) -> str:
        """Return its media type."""
        return _TYPES[self.name.rpartition(".")[2]]


class Downloads:
    """Files that wait to be fetched, each under a word that nobody guesses; the oldest go first."""

    def __init__(self) -> None:
        self._files: OrderedDict[str, Download] = OrderedDict()

    def put(self, download: Download) -> dict[str, Any]:
        """Put a file there; return the message that says where it is."""
        word = secrets.token_urlsafe(16)
        self._files[word] = download
        while len(self._files) > MOST:
            self._files.popitem(last=False)
        return {"type": "kept", "name": download.name, "url": f"/keep/{word}/{download.name}"}

    def get(self, word: str) -> Download | None:
        """Return a file."""
        return self._files.get(word)


def kept(playback: Playback, until: int, what: str, lang: str, put_by: Sequence[PutBy] = ()) -> Download:
    """Make what is kept of a playback, of its months up to one of them; a player also of what was put by.

    Raises
    ------
    Refusal
        Where there is no such thing to keep.
    """
    if what not in KINDS:
        raise Refusal("live.not_understood", found=what[:40])
    name = playback.address.scenario
    if what == "tables":
        return Download(f"{name}-months.csv", tables(playback, until))
    if what == "yaml":
        return Download(f"{name}-scenario.yaml", scenario_file(playback, lang))
    if what == "report":
        return Download(f"{name}-report.html", report(playback, lang))
    return Download(f"{name}.html", player(playback, until, lang, put_by))


def tables(playback: Playback, until: int) -> bytes:
    """Return a row for each world and month: value and 1+1 so far, and all measures of the month."""
    from sim.model.measures import MEASURES, by_month
    from sim.show.kit.tables import as_csv

    from .stage import Stage

    stage = Stage(playback.play)
    rows: list[list[object]] = [["world", "month", "value_so_far", "one_plus_one_so_far", *MEASURES]]
    for _ in range(until):
        for world, month in stage.step().items():
            record = stage.simulation(world).record
            measures = [float(by_month(record, row)[0]) for row in MEASURES.values()] if "measures" in month else []
            rows.append([world, month["month"], month["value"], month["one_plus_one"], *measures])
    rows[1:] = sorted(rows[1:], key=lambda row: str(row[0]))
    return as_csv(rows)


def scenario_file(playback: Playback, lang: str) -> bytes:
    """Return the scenario of the last world as a file that runs as it stands, its changes on the way included."""
    from sim.show.scenario.template import template

    *_, last = playback.play.scenarios
    return template(last, lang, f"{playback.address.scenario}-scenario.yaml").encode()


def report(playback: Playback, lang: str) -> bytes:
    """Return the report page of what is played: of the verdict, or of the comparison of two settings."""
    from sim.questions.compare import Entrant, compare
    from sim.questions.verdict import verdict
    from sim.runs.runner import answer
    from sim.scenario.schema import Words
    from sim.show.answers import faces
    from sim.show.kit.files import pieces
    from sim.show.kit.shape import Making

    scenarios = playback.play.scenarios
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


def player(playback: Playback, until: int, lang: str, put_by: Sequence[PutBy] = ()) -> bytes:
    """Return the page with all that was played packed in: it opens by double click, without a server and off line.

    Parameters
    ----------
    playback : Playback
    until : int
        Up to which month.
    lang : {"en", "zh"}
    put_by : sequence of tuple
        Further playbacks for the same file, each until a month; they come first.
    """
    from .file import page_file

    others = [(other, last) for other, last in put_by if other.address != playback.address]
    plays = [_played(other, last) for other, last in (*others, (playback, until))]
    return page_file({"plays": plays} if others else plays[0], lang).encode()


def _played(playback: Playback, until: int) -> dict[str, Any]:
    from .stage import whole

    stage = {**whole(playback.play, until), "band": playback.band(), "address": playback.address.data()}
    playback.teach(stage)
    return stage
