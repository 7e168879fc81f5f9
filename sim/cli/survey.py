"""A sweep over a design: `sweep SCENARIO DESIGN.yaml`; and what is done with its folder: `status`, `export`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sim.show.asking import MONTHS, SEED, WORKERS
from sim.words import Refusal, reason, say
from sim.words.pasting import command_line, quoted

from .commands import TIME_LIMIT
from .interrupt import STATUS as INTERRUPTED
from .interrupt import Interrupt
from .options import BAD_INPUT, Typed
from .scenarios import as_json
from .streams import complain, complain_of, places, put, put_data

if TYPE_CHECKING:
    from sim.questions.survey import Survey
    from sim.runs.points import Point
    from sim.runs.store import Kept, Store, WrittenStore

SOME_FAILED = 3  # exit status: all that could be run was, and some runs raised
TIME_IS_UP = 4  # exit status: the same command goes on
_OF_A_GRID = ("grid", "replications", "precision", "explain", "from", "dry-run", "no-report", "json")
_FORMATS = ("csv", "xlsx")


def sweep(typed: Typed, lang: str) -> int:
    """Sweep a design where one is named, else a grid."""
    from sim.scenario import ScenarioError
    from sim.scenario.design_file import is_design

    designs = [word for word in typed.words if is_design(Path(word))]
    if not designs and len(typed.words) < 2 and "point" not in typed.values:
        from .ask import command

        return command(typed, lang)
    if len(designs) != 1:
        raise Refusal("survey.one_design", found=" ".join(typed.words) or "–")
    for option in _OF_A_GRID:
        if typed.has(option):
            raise Refusal("survey.not_with_design", option=f"--{option}")
    try:
        survey = _survey(typed, lang, designs[0])
        if "point" in typed.values:
            return _one_point(survey, typed, lang)
    except ScenarioError as error:
        complain_of(error, lang)
        return BAD_INPUT
    return _Surveying(survey, typed, lang, designs[0])()


def status(typed: Typed, lang: str) -> int:
    """Say how far the sweep in a folder is."""
    from sim.show.survey.words import status as sentence
    from sim.show.survey.words import status_data

    with _read(typed.words[0]) as store:
        data = status_data(store)
    if "json" in typed.switches:
        put_data(as_json(data))
    else:
        put(sentence(data, lang) + "\n")
    return 0


def export(typed: Typed, lang: str) -> int:
    """Write everything that a folder holds as tables."""
    from sim.show.survey.tables import tables

    form = typed.values.get("to", "csv")
    if form not in _FORMATS:
        raise Refusal("typed.bad_value", option="--to", found=form, allowed=Refusal("allowed.formats"))
    folder = Path(typed.words[0])
    with _read(typed.words[0]) as store, _writing(folder):
        if form == "csv":
            names = _as_csv(store, folder, whole=True)
        else:
            from sim.show.kit.workbook import workbook
            from sim.show.survey.words import outcome, status_data
            from sim.show.survey.words import status as sentence

            answer = {"headline": sentence(status_data(store), lang), "texts": [outcome(store, lang)]}
            _put(folder / "sweep.xlsx", workbook(tables(store, whole=True), answer))
            names = ["sweep.xlsx"]
    put(say("survey.exported", lang, folder=folder, files=say("list.comma", lang).join(names)) + "\n")
    return 0


def _survey(typed: Typed, lang: str, file: str) -> Survey:
    """Return what is asked: the design laid over the scenario that is named, or that it names."""
    from sim.model.measures import MEASURES
    from sim.questions.survey import Survey
    from sim.scenario import Fault, ScenarioError
    from sim.scenario.design_file import DesignDocument
    from sim.scenario.nodes import Place
    from sim.show.asking import scenarios_of

    document = DesignDocument(Path(file))
    named = next((word for word in typed.words if word != file), document.scenario)
    if named is None:
        raise ScenarioError([Fault.at(Place(file), ("scenario",), "missing")])
    options = {
        option.name: option.typed(typed.values[option.name]) for option in (MONTHS, SEED) if option.name in typed.values
    }
    (scenario,) = scenarios_of([named], typed.lists.get("set", ()), options.get("months"), options.get("seed"))
    design, odd = document.over(scenario, tuple(MEASURES))
    for fault in odd:
        complain(fault.message(lang))
    for text in typed.lists.get("set", ()):
        if (field := text.partition("=")[0].strip()) in design.fields:
            raise Refusal("grid.set_too", field=field, option="--set")
    for name in options:
        if name in design.fields:
            raise Refusal("grid.set_too", field=name, option=f"--{name}")
    return Survey(scenario, design)


def _one_point(survey: Survey, typed: Typed, lang: str) -> int:
    """Run one point again, as a sweep runs it, and say what it came to; nothing is kept."""
    import tempfile

    from sim.show.kit.option import whole
    from sim.show.survey.words import point_text

    number = whole(typed.values["point"])
    if number is None or not 1 <= number <= len(survey.design):
        allowed = Refusal("allowed.point", most=f"{len(survey.design):,}")
        raise Refusal("typed.bad_value", option="--point", found=typed.values["point"], allowed=allowed)
    if "out" in typed.values:
        raise Refusal("survey.not_with_point", option="--out")
    point: Point = survey.point(number - 1)
    with tempfile.TemporaryDirectory() as folder:
        text, failed = point_text(survey, point, Path(folder), _workers(typed), lang)
    put(text + "\n")
    return SOME_FAILED if failed else 0


class _Surveying:
    """One sweep over a design, which knows what has been kept so far."""

    def __init__(self, survey: Survey, typed: Typed, lang: str, file: str) -> None:
        self._survey, self._typed, self._lang, self._file = survey, typed, lang, file
        self._store: WrittenStore | None = None
        self._failed = 0

    def __call__(self) -> int:
        interrupt = Interrupt(self._last_words)
        with interrupt.watched():
            try:
                status = self._run(interrupt)
                interrupt.over()
                return status
            except KeyboardInterrupt:
                self._last_words()
                return INTERRUPTED

    def _run(self, interrupt: Interrupt) -> int:
        from sim.questions.survey import survey_question
        from sim.runs.engines import opened
        from sim.runs.runner import TimeIsUp, answer
        from sim.runs.store import Store

        from .ask import engine_of
        from .progress import shown

        workers, time_limit = _workers(self._typed), _time_limit(self._typed)
        self._store = store = self._opened()
        known = store.totals()["replicates"]
        try:
            with opened(engine_of(self._typed), workers) as engine, shown(self._lang, False) as progress:

                def towards(done: int, planned: int) -> None:
                    if progress is not None:
                        progress(known + done, max(known + planned, self._survey.least), self._failed)

                question = survey_question(self._survey, store, self._replay, self._finished)
                answer(
                    question, workers=workers, progress=towards, engine=engine, time_limit=time_limit,
                    run_limit=self._survey.design.run_limit,
                )  # fmt: skip
            with interrupt.held():
                store.close()
                with Store(store.folder) as kept, _writing(store.folder):
                    _as_csv(kept, store.folder, whole=False)
                    self._say(kept)
                    return SOME_FAILED if kept.totals()["failed"] else 0
        except TimeIsUp:
            complain(say("survey.time_is_up", self._lang, folder=store.folder, out=quoted(store.folder)))
            return TIME_IS_UP
        except OSError as error:
            raise Refusal(
                "survey.unwritten", folder=store.folder, reason=reason(error), out=quoted(store.folder)
            ) from None
        finally:
            store.close()

    def _finished(self, kept: Kept) -> None:
        self._failed += kept.state == "failed"

    def _say(self, store: Store) -> None:
        from sim.show.kit.text import fill
        from sim.show.survey.words import outcome, status, status_data

        room, lang = places(sys.stdout), self._lang
        data = status_data(store)
        put("\n".join(fill(text, room) for text in (status(data, lang), outcome(store, lang))) + "\n")
        put(say("kept.folder", lang, folder=store.folder) + "\n")

    def _replay(self, point: Point) -> str:
        """Return the command that runs a point alone."""
        typed = self._typed
        words = ["sweep", *typed.words]
        words += [word for text in typed.lists.get("set", ()) for word in ("--set", text)]
        words += [
            word for name in ("months", "seed") if name in typed.values for word in (f"--{name}", typed.values[name])
        ]
        return command_line([*words, "--point", point.number + 1])

    def _opened(self) -> WrittenStore:
        from sim.runs.ledger import Different
        from sim.runs.store import FILE, Absent, Newer, Occupied, WrittenStore
        from sim.show.kit.folder import new_numbered
        from sim.show.kit.manifest import versions

        survey, out = self._survey, self._typed.values.get("out")
        stated = {**survey.stated(), "versions": versions()}
        try:
            folder = new_numbered(f"sweep-{Path(self._file).stem}") if out is None else Path(out)
            if folder.exists() and not (folder / FILE).is_file() and any(folder.iterdir()):
                raise Refusal("survey.not_ours", folder=folder)
            return WrittenStore(folder, stated, survey.columns)
        except Different as other:
            differ = say("list.comma", self._lang).join(other.parts)
            raise Refusal("parts.other", folder=folder, parts=differ) from None
        except Occupied:
            raise Refusal("survey.occupied", folder=folder) from None
        except Newer as newer:
            raise Refusal("survey.newer", folder=folder, found=str(newer)) from None
        except Absent as broken:
            raise Refusal("survey.broken", folder=folder, reason=str(broken)) from None
        except OSError as error:
            raise Refusal("folder.cannot", folder=out or "results", reason=reason(error)) from None

    def _last_words(self) -> None:
        if self._store is None:
            complain(say("interrupted.nothing", self._lang))
            return
        folder = self._store.folder
        complain(say("survey.interrupted", self._lang, folder=folder, out=quoted(folder)))


def _workers(typed: Typed) -> int | None:
    return WORKERS.typed(typed.values["workers"]) if "workers" in typed.values else None


def _time_limit(typed: Typed) -> float | None:
    return TIME_LIMIT.typed(typed.values["time-limit"]) if "time-limit" in typed.values else None


def _as_csv(store: Store, folder: Path, whole: bool) -> list[str]:
    from sim.show.kit.tables import as_csv
    from sim.show.survey.tables import tables

    names = []
    for name, rows in tables(store, whole).items():
        _put(folder / f"{name}.csv", as_csv(rows))
        names.append(f"{name}.csv")
    return names


def _put(path: Path, content: bytes) -> None:
    from sim.runs.ledger import write_whole

    write_whole(path, content)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Say in a sentence what the system has against writing."""
    try:
        yield
    except OSError as error:
        raise Refusal("output.cannot", folder=folder, reason=reason(error)) from None


def _read(folder: str) -> Store:
    """Open the store of a folder, or say why there is none."""
    from sim.runs.ledger import DESIGN
    from sim.runs.store import Absent, Newer, Store

    try:
        return Store(Path(folder))
    except Newer as newer:
        raise Refusal("survey.newer", folder=folder, found=str(newer)) from None
    except Absent:
        old = (Path(folder) / DESIGN).is_file()
        raise Refusal("survey.of_a_grid" if old else "survey.none", folder=folder) from None
