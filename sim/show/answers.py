"""Every kind of answer with its faces: the folders here that have a ``faces.py``."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from .kit.folder import Folder, Ours
from .kit.shape import Faces, Making, spoken
from .verbs import folders


@cache
def answers() -> dict[str, Faces[Any]]:
    """Return the faces of every kind of answer, by the name of its folder."""
    return {name: faces_of(name) for name in folders("faces.py")}


def faces_of(name: str) -> Faces[Any]:
    """Return the faces of one kind of answer."""
    shown: Faces[Any] = import_module(f"{__package__}.{name}.faces").FACES
    return shown


def faces(answer: object) -> Faces[Any]:
    """Return the faces of an answer."""
    return next(shown for shown in answers().values() if isinstance(answer, shown.kind))


@cache
def ours() -> Ours:
    """Return what may be replaced in a folder: all files that any answer writes, where a manifest is one of theirs."""
    kinds = answers().values()
    files = dict.fromkeys(name for shown in kinds for name in shown.every_file())
    return Ours(tuple(files), tuple(shown.unnamed for shown in kinds if shown.unnamed))


def keep(answer: object, folder: str | Path, lang: str | None, *, overwrite: bool = False, report: bool = True) -> Path:
    """Write everything of an answer into a folder, whole or not at all, and return it."""
    shown, making = faces(answer), Making(spoken(lang))
    place = Folder(str(folder), shown.name, overwrite, ours=ours())
    try:
        return place.write(shown.files(answer, making, report=report).files)
    except BaseException:
        place.abandon()
        raise
