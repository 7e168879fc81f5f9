"""Where a command puts its answer: into a folder that is there whole or not at all, or into one that grows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sim.show.growing import ledger_of
from sim.words import Refusal, reason, say
from sim.words.pasting import quoted

from .interrupt import Interrupt
from .options import Typed

if TYPE_CHECKING:
    from sim.runs.question import Question
    from sim.show.asked import Asked, AskedInParts
    from sim.show.kit.files import Content
    from sim.show.kit.shape import Faces

Answer = TypeVar("Answer")


class Filing(ABC, Generic[Answer]):
    """One folder that is to be filled.

    Attributes
    ----------
    kept : pathlib.Path or None
        The folder, when everything is in it.
    growing : pathlib.Path or None
        The folder, where it is filled while the work goes on.
    known : int
        Replicates that it had when it was opened.
    failed : int
        Points that failed since.
    """

    kept: Path | None = None
    growing: Path | None = None
    known: int = 0

    @property
    def failed(self) -> int:
        return 0

    @abstractmethod
    def question(self) -> Question[Answer]:
        """Return the question, which may keep what it knows as it goes on."""

    @abstractmethod
    def write(self, files: Mapping[str, Content]) -> None:
        """Write everything of the answer, the manifest last."""

    @abstractmethod
    def unwritten(self, error: OSError) -> Refusal:
        """Say why not everything could be kept."""

    @abstractmethod
    def last_words(self, lang: str) -> str:
        """Tidy up after an interruption, and say what is kept."""

    def so_far(self) -> Answer | None:
        """Return the answer that there is already; None where a part of it makes none."""
        return None

    def close(self) -> None:
        """Let the folder go, whatever became of it."""

    def on_the_way(self, error: OSError) -> Refusal | None:
        """Say why an answer could not be kept while it was worked on; None where nothing is kept before the end."""
        return None


class WholeFolder(Filing[Answer]):
    """A folder that is written at the end."""

    def __init__(self, asked: Asked[Answer], typed: Typed, interrupt: Interrupt) -> None:
        from sim.show.answers import ours
        from sim.show.kit.folder import Folder

        overwrite = "overwrite" in typed.switches
        self._asked, self._interrupt = asked, interrupt
        self._folder = Folder(typed.values.get("out"), asked.title, overwrite, ours=ours())

    def question(self) -> Question[Answer]:
        """Return the question."""
        return self._asked.question()

    def write(self, files: Mapping[str, Content]) -> None:
        """Write the folder."""
        with self._interrupt.held():
            self.kept = self._folder.write(files)

    def unwritten(self, error: OSError) -> Refusal:
        """Say why there is no folder."""
        self._folder.abandon()
        return Refusal("folder.unwritten", folder=self._folder.path, reason=reason(error))

    def last_words(self, lang: str) -> str:
        """Say whether the folder is there."""
        if self.kept is not None:
            return say("interrupted.kept", lang, folder=self.kept)
        self._folder.abandon()
        return say("interrupted.nothing", lang)


class GrowingFolder(Filing[Answer]):
    """A folder in which each part is kept as soon as it has its answer, and in which the same command goes on."""

    def __init__(
        self, asked: AskedInParts[Answer, Any], typed: Typed, lang: str, parts: str, faces: Faces[Answer],
        interrupt: Interrupt,
    ) -> None:  # fmt: skip
        self._asked, self._parts, self._faces, self._interrupt = asked, parts, faces, interrupt
        self._ledger = ledger_of(asked, typed.values.get("out"), lang)
        self.growing = self._ledger.folder
        self._finished: list[Any] = []
        self._held: dict[int, Any] | None = {}

    def question(self) -> Question[Answer]:
        """Return the question of all parts."""
        parts = yield from self._asked.by_part(self._ledger, self._keep)
        return self._asked.answer(parts)

    def write(self, files: Mapping[str, Content]) -> None:
        """Write everything of the answer, each file whole or not at all."""
        with self._interrupt.held():
            for name, content in files.items():
                self._put(name, content)
            self._ledger.tidy()
        self.kept = self._ledger.folder

    def unwritten(self, error: OSError) -> Refusal:
        """Say why the folder takes no more, what of the work is in it and how it goes on."""
        return Refusal("parts.unwritten", reason=reason(error), **self._done())

    def on_the_way(self, error: OSError) -> Refusal | None:
        """Say the same."""
        return self.unwritten(error)

    def last_words(self, lang: str) -> str:
        """Say what of the work is in the folder, and how it goes on."""
        if self.kept is not None:
            return say("interrupted.kept", lang, folder=self.kept)
        return Refusal("parts.interrupted", **self._done()).message(lang)

    def so_far(self) -> Answer | None:
        """Return the answer that the parts known make, where some make one."""
        return None if self._held is None or not self._finished else self._asked.answer(self._finished)

    def _keep(self, part: Any) -> None:
        """Note that a part has its answer, and bring the tables up to date where some parts make an answer."""
        self._finished.append(part)
        if self._held is None:
            return
        self._held = self._asked.kept(self._ledger, self._held)
        if self._held is not None:
            with self._interrupt.held():
                for name, content in self._faces.csv(self._asked.answer(tuple(self._held.values()))).items():
                    self._put(name, content)

    def _put(self, name: str, content: Content) -> None:
        from sim.runs.ledger import write_whole

        file = self._ledger.folder / name
        file.parent.mkdir(exist_ok=True)
        write_whole(file, content)

    def _done(self) -> dict[str, Any]:
        """Return what sentences say of the work."""
        folder, done = self._ledger.folder, len(self._ledger.numbers())
        parts = Refusal(self._parts)
        return {"done": done, "asked": self._asked.parts, "parts": parts, "folder": folder, "out": quoted(folder)}
