"""What commands share that ask questions and keep what comes of it: `run` and `compare`, `sweep` and `cases`."""

from __future__ import annotations

import os
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sim.words import Refusal, reason, say
from sim.words.pasting import quoted

from . import values
from .commands import COMMANDS
from .interrupt import STATUS as INTERRUPTED
from .interrupt import Interrupt
from .options import BAD_INPUT, Typed
from .scenarios import as_json
from .streams import complain, may_be_bold, places, put, put_data

if TYPE_CHECKING:
    from sim.runs.ledger import Ledger
    from sim.runs.question import Question
    from sim.scenario import LoadedScenario
    from sim.scenario.use import Source
    from sim.show.kit.folder import Folder
    from sim.show.kit.manifest import KeptScenario
    from sim.show.kit.shape import Faces
    from sim.show.verdict.manifest import Remembered

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
_SETTLED_BY_MANIFEST = (
    "set", "without", "only", "drop-each", "pairs", "months", "replications", "precision", "seed",
)  # fmt: skip


class Filing(ABC, Generic[Asked, Answer]):
    """A command that asks one question and fills one folder, and knows what has been kept so far."""

    def __init__(self, typed: Typed, lang: str) -> None:
        self.typed, self.lang = typed, lang
        self.kept: Path | None = None
        self._folder: Folder | None = None

    @abstractmethod
    def asked(self) -> Asked:
        """Return what is asked, from the words typed or from a manifest."""

    @abstractmethod
    def title(self, asked: Asked) -> str:
        """Return what the folder is called, where no name is given."""

    @abstractmethod
    def question(self, asked: Asked) -> Question[Answer]:
        """Return the question."""

    @property
    def faces(self) -> Faces[Answer]:
        """How the answer is shown."""
        from sim.show.answers import faces_of

        return faces_of(COMMANDS[self.typed.command].answer)

    def __call__(self) -> int:
        """Run it, and return the exit status."""
        workers = values.workers(self.typed.values.get("workers"))
        if "overwrite" in self.typed.switches and "out" not in self.typed.values:
            raise Refusal("typed.needs_out")
        interrupt = Interrupt(self._last_words)
        with interrupt.watched():
            try:
                status = self._run(workers, interrupt)
                interrupt.over()
                return status
            except KeyboardInterrupt:
                self._last_words()
                return INTERRUPTED

    def _run(self, workers: int | None, interrupt: Interrupt) -> int:
        from sim.scenario import ScenarioError

        quiet = "json" in self.typed.switches
        try:
            asked = self.asked()
        except ScenarioError as error:
            for message in dict.fromkeys(fault.message(self.lang) for fault in error.faults):
                complain(message)
            return BAD_INPUT
        if not quiet or "out" in self.typed.values:
            from sim.show.answers import every_file
            from sim.show.kit.folder import Folder

            overwrite = "overwrite" in self.typed.switches
            self._folder = Folder(self.typed.values.get("out"), self.title(asked), overwrite, ours=every_file())
        started = datetime.now().astimezone()
        found = self._answer(asked, workers, quiet)
        failure = self._write(found, started, interrupt)
        try:
            self._print(found, quiet)
        except Refusal:
            if self.kept is not None:
                complain(say("output.kept", self.lang, folder=self.kept))
            raise
        if failure is None:
            return 0
        assert self._folder is not None
        raise Refusal("folder.unwritten", folder=self._folder.path, reason=failure)

    def _print(self, found: Answer, quiet: bool) -> None:
        if quiet:
            put_data(as_json(self.faces.data(found)))
        else:
            text = self.faces.text(found, self.lang, places(sys.stdout), may_be_bold(sys.stdout, os.environ))
            if self.kept is not None:
                text += "\n" + say("kept.folder", self.lang, folder=self.kept) + "\n"
            put(text)

    def _answer(self, asked: Asked, workers: int | None, quiet: bool) -> Answer:
        from sim.runs.runner import answer

        from .progress import shown

        with shown(self.lang, quiet) as progress:
            found: Answer = answer(self.question(asked), workers=workers, progress=progress)
        return found

    def _write(self, found: Answer, started: datetime, interrupt: Interrupt) -> Refusal | str | None:
        """Write the folder, if there is to be one; return why it could not be done."""
        if self._folder is None:
            return None
        from sim.show.kit.shape import Making

        making = Making(self.lang, self.typed.argv, started, without=left_out(self.typed))
        made = self.faces.files(found, making, report="no-report" not in self.typed.switches)
        if made.missing:
            complain(say("figures.missing", self.lang, characters=" ".join(made.missing)))
        try:
            with interrupt.held():
                self.kept = self._folder.write(made.files)
        except OSError as error:
            self._folder.abandon()
            return reason(error)
        return None

    def _last_words(self) -> None:
        """Say what an interruption has left."""
        if self.kept is None:
            if self._folder is not None:
                self._folder.abandon()
            complain(say("interrupted.nothing", self.lang))
        else:
            complain(say("interrupted.kept", self.lang, folder=self.kept))


def opened(typed: Typed, lang: str, title: str, design: Mapping[str, Any], file: str, words: str) -> Ledger:
    """Open the folder of a long piece of work: a new one, or the one in which it was begun.

    Parameters
    ----------
    title : str
        What a new folder is called, where no name is given.
    design : mapping
        All that its points depend on.
    file : str
        Name of the file in which the design stands.
    words : str
        Family of the catalogue that says ``not_ours`` and ``other``.
    """
    from sim.runs.ledger import Different, Ledger, may_be_filled
    from sim.show.kit.folder import new_numbered

    out = typed.values.get("out")
    try:
        folder = new_numbered(title) if out is None else Path(out)
        if not may_be_filled(folder, file):
            raise Refusal(f"{words}.not_ours", folder=folder)
        return Ledger(folder, design, file)
    except Different as other:
        parts = say("list.comma", lang).join(other.parts)
        raise Refusal(f"{words}.other", folder=folder, parts=parts) from None
    except OSError as error:
        raise Refusal("folder.cannot", folder=out or "results", reason=reason(error)) from None


def left_out(typed: Typed) -> frozenset[str]:
    """Return the parts of the page that are left out."""
    return frozenset(part for part in ("parameters",) if f"no-{part}" in typed.switches)


def write_files(
    faces: Faces[Answer],
    answer: Answer,
    typed: Typed,
    lang: str,
    ledger: Ledger,
    started: datetime,
    interrupt: Interrupt,
) -> list[str]:
    """Write everything of a long piece of work into its folder, each file whole or not at all, the manifest last.

    Returns
    -------
    list of str
        The names of the files.
    """
    from sim.runs.ledger import write_whole
    from sim.show.kit.shape import Making

    made = faces.files(answer, Making(lang, typed.argv, started), report="no-report" not in typed.switches)
    if made.missing:
        complain(say("figures.missing", lang, characters=" ".join(made.missing)))
    with interrupt.held():
        for name, content in made.files.items():
            (ledger.folder / name).parent.mkdir(exist_ok=True)
            write_whole(ledger.folder / name, content)
        ledger.tidy()
    return list(made.files)


def unkept(words: str, ledger: Ledger, asked: int, error: OSError) -> Refusal:
    """Say why a long piece of work stops, what of it is kept and how it goes on."""
    folder = ledger.folder
    return Refusal(
        f"{words}.unwritten", folder=folder, reason=reason(error), done=len(ledger.numbers()), asked=asked,
        out=quoted(folder),
    )  # fmt: skip


def load_typed(names: Iterable[str], typed: Typed) -> list[LoadedScenario]:
    """Load scenarios with what ``--set``, ``--months`` and ``--seed`` say, or raise all that is wrong with any of them.

    Raises
    ------
    ScenarioError
    """
    from sim.questions.asked import load_all
    from sim.scenario import ScenarioError

    options = {name: values.whole(name, typed.values[name]) for name in ("months", "seed") if name in typed.values}
    sets = [*typed.sets, *(f"{name}={value}" for name, value in options.items())]
    try:
        return load_all(names, sets)
    except ScenarioError as error:  # name the option that was typed, not the --set it stands for
        raise ScenarioError(
            replace(fault, file=f"--{fault.field}") if fault.file == "--set" and fault.field in options else fault
            for fault in error.faults
        ) from None


def refuse_beside_manifest(typed: Typed) -> None:
    """Refuse what a manifest settles already."""
    for name in _SETTLED_BY_MANIFEST:
        many = {"set": typed.sets, "without": typed.withouts, "only": typed.onlys}.get(name)
        if name in typed.values or name in typed.switches or many:
            raise Refusal("typed.not_with_from", option=f"--{name}")
    if typed.words:
        raise Refusal("typed.not_with_from", option=typed.words[0])


def kept_scenario(kept: KeptScenario | Remembered, manifest: str) -> LoadedScenario:
    """Make the scenario that a manifest keeps; what is wrong with it is said of the manifest."""
    from sim.questions.asked import fitting
    from sim.scenario import ScenarioError, from_data

    try:
        return fitting(from_data(kept.scenario, kept.source, kept.written, kept.sources))
    except ScenarioError as error:
        raise ScenarioError(replace(fault, file=manifest) for fault in error.faults) from None


def say_what_changed(versions: Mapping[str, str], sources: Sequence[Source], lang: str) -> None:
    """Say which versions and which files of one's own are no longer what a manifest was written with."""
    from sim.show.kit.manifest import changed, differences

    for different in (differences(versions, lang), changed(sources, lang)):
        if different:
            complain(different)
