"""A folder in which every replicate is kept as it is made, and in which the same command goes on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

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
    from sim.runs.store import WrittenStore
    from sim.show.asked import AskedInStore
    from sim.show.kit.files import Content

Answer = TypeVar("Answer")
_OF_THIS_SESSION = ("shard", "point")


class StoreFolder(Filing[Answer]):
    """A folder with a store; what was committed survives whatever happens."""

    def __init__(self, asked: AskedInStore[Answer], typed: Typed, lang: str, interrupt: Interrupt) -> None:
        from sim.runs.ledger import half_written

        self._asked, self._typed, self._interrupt = asked, typed, interrupt
        self._store = opened(asked, typed, lang)
        self._half_written = half_written(self._store.folder)
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
            for file in self._half_written:
                file.unlink(missing_ok=True)
        self.kept = self._store.folder

    def unwritten(self, error: OSError) -> Refusal:
        """Say why the folder takes no more, and how it goes on."""
        folder = self._store.folder
        return Refusal("survey.unwritten", folder=folder, reason=reason(error), out=quoted(folder))

    def on_the_way(self, error: OSError) -> Refusal | None:
        """Say the same."""
        return self.unwritten(error)

    def last_words(self, lang: str) -> str:
        """Say that what is done is kept, and how it goes on."""
        if self.kept is not None:
            return say("interrupted.kept", lang, folder=self.kept)
        folder = self._store.folder
        return say("survey.interrupted", lang, folder=folder, out=quoted(folder))

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


def opened(asked: AskedInStore[Any], typed: Typed, lang: str) -> WrittenStore:
    """Open the folder of work that is kept replicate by replicate: a new one, or the one in which it was begun.

    Raises
    ------
    Refusal
        Where it holds something else, or the system does not let it.
    """
    from sim.runs.store import FILE, WrittenStore
    from sim.show.kit.folder import new_numbered
    from sim.show.kit.manifest import versions

    out = typed.values.get("out")
    stated = {**asked.design, "versions": versions()}
    try:
        folder = new_numbered(asked.title) if out is None else Path(out)
        if folder.exists() and not (folder / FILE).is_file() and any(folder.iterdir()):
            raise Refusal("survey.not_ours", folder=folder)
        with refused_in_words(folder, lang):
            return WrittenStore(folder, stated, asked.columns, asked.again)
    except OSError as error:
        raise Refusal("folder.cannot", folder=out or "results", reason=reason(error)) from None


@contextmanager
def refused_in_words(folder: Path, lang: str) -> Iterator[None]:
    """Say in a sentence why the store of a folder cannot be read or filled."""
    from sim.runs.ledger import DESIGN, Different
    from sim.runs.store import Absent, Broken, Newer, Occupied, Older

    try:
        yield
    except Different as other:
        differ = say("list.comma", lang).join(other.parts)
        raise Refusal("parts.other", folder=folder, parts=differ) from None
    except Occupied:
        raise Refusal("survey.occupied", folder=folder) from None
    except Newer as newer:
        raise Refusal("survey.newer", folder=folder, found=str(newer)) from None
    except Older as older:
        raise Refusal("survey.older", folder=folder, found=str(older)) from None
    except Broken as broken:
        raise Refusal("survey.broken", folder=folder, reason=str(broken)) from None
    except Absent:
        is_grid = (folder / DESIGN).is_file()
        raise Refusal("survey.of_a_grid" if is_grid else "survey.none", folder=folder) from None


def put_into(folder: Path, files: Mapping[str, Content]) -> None:
    """Write files into a folder that is there, each whole or not at all.

    Raises
    ------
    OSError
    """
    from sim.runs.ledger import write_whole

    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        write_whole(folder / name, content)
