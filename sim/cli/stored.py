"""A folder in which every replicate is kept as it is made, and in which the same command goes on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from sim.show.growing import put_into, store_of
from sim.show.verbs import verb_of
from sim.words import Refusal, reason, say
from sim.words.pasting import command_line, quoted

from .commands import COMMANDS
from .filing import Filing
from .interrupt import Interrupt
from .options import Typed

if TYPE_CHECKING:
    from sim.runs.points import Point
    from sim.runs.question import Question
    from sim.show.asked import AskedInStore
    from sim.show.kit.files import Content

Answer = TypeVar("Answer")
_OF_THIS_SESSION = ("shard", "point")


class StoreFolder(Filing[Answer]):
    """A folder with a store; what was committed survives whatever happens."""

    def __init__(self, asked: AskedInStore[Answer], typed: Typed, lang: str, interrupt: Interrupt) -> None:
        from sim.runs.ledger import unfinished_files

        self._asked, self._typed, self._interrupt = asked, typed, interrupt
        self._store = store_of(asked, typed.values.get("out"), lang)
        self.growing = self._store.folder
        self._unfinished_files = unfinished_files(self.growing)
        self.known = self._store.totals()["replicates"]

    @property
    def failed(self) -> int:
        """How many points failed in this session."""
        return self._store.session["failed"]

    def question(self) -> Question[Answer]:
        """Return the question of all points."""
        yield from self._asked.into(self._store, self._replay)
        return self._asked.answer(self._store)

    def write(self, files: Mapping[str, Content]) -> None:
        """Write everything of the answer, each file whole or not at all."""
        with self._interrupt.held():
            put_into(self._store.folder, files)
            for file in self._unfinished_files:
                file.unlink(missing_ok=True)
        self.kept = self._store.folder

    def unwritten(self, error: OSError) -> Refusal:
        """Say why the folder takes no more, and how it goes on."""
        folder = self._store.folder
        return Refusal("store.unwritten", folder=folder, reason=reason(error), out=quoted(folder))

    def on_the_way(self, error: OSError) -> Refusal | None:
        """Say the same."""
        return self.unwritten(error)

    def last_words(self, lang: str) -> str:
        """Say that what is done is kept, and how it goes on."""
        if self.kept is not None:
            return say("interrupted.kept", lang, folder=self.kept)
        folder = self._store.folder
        return say("store.interrupted", lang, folder=folder, out=quoted(folder))

    def close(self) -> None:
        """Make sure of what has come in, and let the folder go."""
        self._store.close()

    def _replay(self, point: Point) -> str:
        """Return the command that runs a point alone."""
        typed = self._typed
        words: list[Any] = [typed.command, *typed.words]
        if "from" in typed.values:
            words += ["--from", typed.values["from"]]
        for option in verb_of(COMMANDS[typed.command].answer).options:
            if option.name in typed.lists:
                words += [word for text in typed.lists[option.name] for word in (option.flag, text)]
            elif option.name in typed.values and option.name not in _OF_THIS_SESSION:
                words += [option.flag, typed.values[option.name]]
        return command_line([*words, "--point", point.number + 1])
