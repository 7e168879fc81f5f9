"""What is done with folders that have a store: `status`, `export`, `plot`, `merge`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.show.growing import put_into, refused_in_words
from sim.words import Refusal, reason, say

from .options import Typed
from .scenarios import as_json
from .streams import places, put, put_data

if TYPE_CHECKING:
    from sim.runs.store import Store
    from sim.show.kit.files import Content
    from sim.show.kit.shape import Faces

FORMATS = ("csv", "xlsx", "parquet")


def status(typed: Typed, lang: str) -> int:
    """Say how far the sweep in a folder is."""
    from sim.runs.store import Store
    from sim.show.survey.words import status as in_words
    from sim.show.survey.words import status_data

    folder = Path(typed.words[0])
    with refused_in_words(folder, lang), Store(folder) as store:
        if "json" in typed.switches:
            put_data(as_json(status_data(store)))
        else:
            put(in_words(store, lang) + "\n")
    return 0


def export(typed: Typed, lang: str) -> int:
    """Write everything that a folder holds as tables."""
    form = typed.values.get("to", "csv")
    if form not in FORMATS:
        raise Refusal("typed.bad_value", option="--to", found=form, allowed=Refusal("allowed.formats"))
    left_out: list[str] = []
    with _reopened(Path(typed.words[0]), lang) as (faces, answer, folder):
        files = _book(faces, answer, lang, left_out) if form == "xlsx" else _tables(faces, answer, form)
        with _writing(folder):
            put_into(folder, files)
    put(say("store.exported", lang, folder=folder, files=say("list.comma", lang).join(files)) + "\n")
    if left_out:
        put(say("store.left_out", lang, tables=say("list.comma", lang).join(left_out)) + "\n")
    return 0


def plot(typed: Typed, lang: str) -> int:
    """Draw the picture of what a folder holds so far."""
    with _reopened(Path(typed.words[0]), lang) as (faces, answer, folder):
        pictures = faces.pictures(answer, lang)
        if pictures.none is not None:
            raise pictures.none
        files = pictures.files(lang)
        with _writing(folder):
            put_into(folder, dict(files))
    put(say("store.exported", lang, folder=folder, files=say("list.comma", lang).join(files)) + "\n")
    return 0


def merge(typed: Typed, lang: str) -> int:
    """Put the shards of one sweep together, and write what a sweep writes."""
    from sim.runs.merging import merged
    from sim.runs.store import FILE, WrittenStore
    from sim.show.kit.shape import Making

    if "out" not in typed.values:
        raise Refusal("merge.needs_out")
    out, started = Path(typed.values["out"]), datetime.now().astimezone()
    parts = [Path(word) for word in typed.words]
    if any(part.resolve() == out.resolve() for part in parts):
        raise Refusal("merge.into_itself", folder=out)
    try:
        if out.exists() and not (out / FILE).is_file() and any(out.iterdir()):
            raise Refusal("store.not_ours", folder=out)
        with ExitStack() as stack:
            stores = [_opened(part, lang, stack) for part in parts]
            _alike(parts, stores, lang)
            with refused_in_words(out, lang):
                whole = WrittenStore(out, _without_shard(stores[0].design), stores[0].columns,
                                     _without_shard(stores[0].asked))  # fmt: skip
            try:
                merged(stores, whole)
            finally:
                whole.close()
        with _reopened(out, lang) as (faces, answer, _):
            left_out = frozenset(name.removeprefix("no-") for name in typed.switches if name.startswith("no-"))
            making = Making(lang, typed.argv, started, without=left_out, folder=out)
            put_into(out, faces.files(answer, making, report="report" not in left_out).files)
            put(faces.text(answer, lang, places(sys.stdout), False))
            put(say("kept.folder", lang, folder=out) + "\n")
    except OSError as error:
        raise Refusal("output.cannot", folder=out, reason=reason(error)) from None
    return 0


def _tables(faces: Faces[Any], answer: Any, form: str) -> dict[str, Content]:
    """Return every table as a file of its own."""
    from sim.show.kit.files import Lines
    from sim.show.kit.tables import csv_lines
    from sim.show.kit.workbook import ABOUT

    files: dict[str, Content] = {}
    for table in faces.tables:
        if table.name == ABOUT:
            continue
        if form == "csv":
            files[table.file] = Lines(partial(csv_lines, table.head(answer), table.body, answer))
        else:
            from sim.show.kit.parquet import parquet

            assert faces.kinds is not None
            files[f"{table.name}.parquet"] = parquet(faces.kinds(answer, table), partial(table.body, answer))
    return files


def _book(faces: Faces[Any], answer: Any, lang: str, left_out: list[str]) -> dict[str, Content]:
    """Return the workbook; the tables that no sheet can hold are named in ``left_out``."""
    from sim.show.kit.files import Lines
    from sim.show.kit.workbook import MOST_ROWS, workbook_pieces

    left_out += [table.name for table in faces.tables if table.count and table.count(answer) >= MOST_ROWS]

    def pieces() -> Iterator[bytes]:
        tables = {table.name: chain([table.head(answer)], table.body(answer)) for table in faces.tables}
        return workbook_pieces(tables, faces.cell(answer, lang), left_out)

    return {faces.workbook: Lines(pieces)}


@contextmanager
def _reopened(folder: Path, lang: str) -> Iterator[tuple[Faces[Any], Any, Path]]:
    """Yield the faces and the answer of a folder that has a store."""
    from sim.scenario import ScenarioError
    from sim.show.answers import answers

    faces = next(faces for faces in answers().values() if faces.reopened is not None)
    assert faces.reopened is not None
    try:
        with refused_in_words(folder, lang):
            answer = faces.reopened(folder)
    except ScenarioError as error:
        raise Refusal("store.broken", folder=folder, reason=error.faults[0].message(lang)) from None
    try:
        yield faces, answer, folder
    finally:
        answer.store.close()


def _opened(folder: Path, lang: str, stack: ExitStack) -> Store:
    from sim.runs.store import Store

    with refused_in_words(folder, lang):
        store = stack.enter_context(Store(folder))
        store.sound()
    return store


def _alike(parts: Iterable[Path], stores: Iterable[Store], lang: str) -> None:
    """Refuse what belongs to another sweep than the first, and say in what it differs."""
    from sim.runs.ledger import Different

    (first, *others), (whole, *rest) = parts, stores
    mine = _without_shard(whole.design)
    for part, store in zip(others, rest, strict=True):
        theirs = _without_shard(store.design)
        if mine != theirs:
            differ = say("list.comma", lang).join(Different.between(mine, theirs).parts)
            raise Refusal("merge.differ", folder=part, first=first, parts=differ)


def _without_shard(stated: Any) -> dict[str, Any]:
    return {name: value for name, value in stated.items() if name != "shard"}


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Say in a sentence what the system has against writing."""
    try:
        yield
    except OSError as error:
        raise Refusal("output.cannot", folder=folder, reason=reason(error)) from None
