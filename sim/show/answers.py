"""Every kind of answer with its faces: the folders here that have a ``faces.py``."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from .kit.folder import Folder
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
def every_file() -> tuple[str, ...]:
    """Return the names of all files that any answer writes: what may be replaced in a folder of ours."""
    return tuple(dict.fromkeys(name for shown in answers().values() for name in shown.every_file()))


def keep(answer: object, folder: str | Path, lang: str | None, *, overwrite: bool = False, report: bool = True) -> Path:
    """Write everything of an answer into a folder, whole or not at all, and return it."""
    shown, making = faces(answer), Making(spoken(lang))
    place = Folder(str(folder), shown.name, overwrite, ours=every_file())
    try:
        return place.write(shown.files(answer, making, report=report).files)
    except BaseException:
        place.abandon()
        raise
