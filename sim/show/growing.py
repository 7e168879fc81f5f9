"""Folders that grow: opened, or refused in a sentence, and filled step by step or as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import sim
from sim.words import Refusal, reason, say

from .asked import Asked, AskedInParts, AskedInStore

if TYPE_CHECKING:
    from sim.runs.engine import Engine
    from sim.runs.ledger import Ledger
    from sim.runs.store import WrittenStore

    from .kit.files import Content

Answer = TypeVar("Answer")


def ledger_of(asked: AskedInParts[Any, Any], out: str | None, lang: str) -> Ledger:
    """Open the folder of a long piece of work: a new one, or the one in which it was begun.

    Parameters
    ----------
    out : str or None
        The folder; None for a new numbered one.

    Raises
    ------
    Refusal
        Where it holds something else, or the system does not let it.
    """
    from sim.runs.ledger import Ledger, may_be_filled, sources

    from .kit.folder import new_numbered
    from .kit.manifest import versions

    design = {**asked.design, "versions": versions(), "sources": sources()}
    try:
        folder = new_numbered(asked.title) if out is None else Path(out)
        if not may_be_filled(folder, asked.design_file):
            raise Refusal("parts.not_ours", folder=folder)
        with refused_in_words(folder, lang):
            return Ledger(folder, design, asked.design_file)
    except OSError as error:
        raise Refusal("folder.cannot", folder=out or "results", reason=reason(error)) from None


def store_of(asked: AskedInStore[Any], out: str | None, lang: str) -> WrittenStore:
    """Open the folder of work that is kept replicate by replicate; parameters and refusals are those of `ledger_of`."""
    from sim.runs.store import FILE, WrittenStore

    from .kit.folder import new_numbered
    from .kit.manifest import versions

    stated = {**asked.design, "versions": versions()}
    try:
        folder = new_numbered(asked.title) if out is None else Path(out)
        if folder.exists() and not (folder / FILE).is_file() and any(folder.iterdir()):
            raise Refusal("store.not_ours", folder=folder)
        with refused_in_words(folder, lang):
            return WrittenStore(folder, stated, asked.columns, asked.again)
    except OSError as error:
        raise Refusal("folder.cannot", folder=out or "results", reason=reason(error)) from None


@contextmanager
def refused_in_words(folder: Path, lang: str) -> Iterator[None]:
    """Say in a sentence why what a folder keeps cannot be read or filled."""
    from sim.runs.ledger import DESIGN, Different
    from sim.runs.store import Absent, Broken, Newer, Occupied, Older

    try:
        yield
    except Different as other:
        differ = say("list.comma", lang).join(other.parts)
        raise Refusal("parts.other", folder=folder, parts=differ) from None
    except Occupied:
        raise Refusal("store.occupied", folder=folder) from None
    except Newer as newer:
        raise Refusal("store.newer", folder=folder, found=str(newer)) from None
    except Older as older:
        raise Refusal("store.older", folder=folder, found=str(older)) from None
    except Broken as broken:
        raise Refusal("store.broken", folder=folder, reason=str(broken)) from None
    except Absent:
        if not folder.exists():
            raise Refusal("store.no_folder", folder=folder) from None
        is_grid = (folder / DESIGN).is_file()
        raise Refusal("store.of_a_grid" if is_grid else "store.none", folder=folder) from None


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


def answered_into(asked: Asked[Answer], out: str | Path, workers: int | None, engine: Engine | None) -> Answer:
    """Have a long piece of work answered in a folder, in which it goes on where it was stopped, and write its files.

    Raises
    ------
    Refusal
        Where it is no such work, or the folder holds something else.
    """
    from sim.runs.ledger import unfinished_files
    from sim.runs.runner import answer
    from sim.runs.store import Store

    from .kit.shape import Making, spoken

    lang = spoken()
    folder, left = Path(out), unfinished_files(Path(out))
    made: Answer
    if isinstance(asked, AskedInStore):
        store = store_of(asked, str(out), lang)
        try:
            question = asked.into(store, lambda point: f"point={point.number + 1}")
            answer(question, workers=workers, engine=engine, run_limit=asked.run_limit)
        finally:
            store.close()
        made = asked.answer(Store(folder))
    else:
        assert isinstance(asked, AskedInParts)
        ledger = ledger_of(asked, str(out), lang)
        made = asked.answer(answer(asked.by_part(ledger), workers=workers, engine=engine))
    put_into(folder, sim.faces(made).files(made, Making(lang, folder=folder), report=True).files)
    for file in left:
        file.unlink(missing_ok=True)
    return made
