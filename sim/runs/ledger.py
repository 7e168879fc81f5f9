"""The ledger of a long piece of work: what is done lies in files of its own, each there whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

DESIGN = "sweep.json"
POINTS = "points"
_UNFINISHED = ".*.unfinished"
_MOST_NAMED = 4  # differences within one part of a design


class Different(Exception):  # noqa: N818 - as one says it
    """The folder holds the points of another piece of work; ``parts`` names what differs."""

    def __init__(self, parts: list[str]) -> None:
        super().__init__(", ".join(parts))
        self.parts = parts

    @classmethod
    def between(cls, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Different:
        """Return what says in which parts two designs differ: down to what differs where that is little."""
        return cls([part for name in {**mine, **theirs} for part in _apart(name, mine.get(name), theirs.get(name))])


def _apart(name: str, mine: Any, theirs: Any) -> list[str]:
    """Return in which parts two values differ, by dotted path; only the name of what differs in many."""
    if mine == theirs:
        return []
    if not (isinstance(mine, dict) and isinstance(theirs, dict)):
        return [name]
    parts = [part for key in {**mine, **theirs} for part in _apart(f"{name}.{key}", mine.get(key), theirs.get(key))]
    are_names = all(re.fullmatch(r"[\w.]+", part) for part in parts)  # and not paths of files
    return parts if are_names and len(parts) <= _MOST_NAMED else [name]


class Ledger:
    """The finished points of one design, in a folder.

    Parameters
    ----------
    folder : pathlib.Path
        Made where there is none. Several processes may fill one folder: a point is the same whoever made it.
    design : mapping
        All that the points depend on, as JSON-able data.
    name : str
        File in which the design stands.

    Raises
    ------
    Different
        Where the folder was begun with another design.
    OSError
        Where it cannot be read or written.
    """

    def __init__(self, folder: Path, design: Mapping[str, Any], name: str = DESIGN) -> None:
        self.folder = folder
        self._unfinished_files = unfinished_files(folder)
        (folder / POINTS).mkdir(parents=True, exist_ok=True)
        stated = as_bytes(design)
        try:
            if not (folder / name).exists():
                self._begin(name, stated)
            begun = json.loads((folder / name).read_bytes())
        except ValueError:
            raise Different([name]) from None
        mine = json.loads(stated)
        if begun != mine:
            raise Different.between(mine, begun if isinstance(begun, dict) else {})

    def _begin(self, name: str, stated: bytes) -> None:
        """Write the design down; where that cannot be, leave no folder that would be in the way of the next call."""
        try:
            write_whole(self.folder / name, stated, replace=False)
        except OSError:
            with contextlib.suppress(OSError):
                (self.folder / POINTS).rmdir()
                self.folder.rmdir()
            raise

    def get(self, number: int) -> dict[str, Any] | None:
        """Return a finished point, or None."""
        try:
            point = json.loads(self._file(number).read_bytes())
        except (FileNotFoundError, ValueError):
            return None
        return point if isinstance(point, dict) else None

    def numbers(self) -> list[int]:
        """Return which points are finished, in order, whoever finished them."""
        return sorted(int(file.stem) for file in (self.folder / POINTS).glob("[0-9]*.json"))

    def keep(self, number: int, point: Mapping[str, Any]) -> None:
        """Write a finished point down."""
        write_whole(self._file(number), as_bytes(point))

    def tidy(self) -> None:
        """Take away what lay half written when the folder was opened, and still does: its writer was killed."""
        for file in self._unfinished_files:
            with contextlib.suppress(OSError):
                file.unlink()

    def _file(self, number: int) -> Path:
        return self.folder / POINTS / f"{number:05d}.json"


def unfinished_files(folder: Path) -> list[Path]:
    """Return the files that somebody who was killed, or is still at work, has not given their names."""
    return list(folder.rglob(_UNFINISHED))


def may_be_filled(folder: Path, name: str = DESIGN) -> bool:
    """Return whether a folder is not there, is empty, or was begun, be it that its maker was killed before the design.

    Parameters
    ----------
    name : str
        File in which the design stands.

    Raises
    ------
    OSError
        Where it is no folder, or cannot be read.
    """
    if not folder.exists() or (folder / name).is_file():
        return True
    return all(
        not any(file.iterdir()) if file.name == POINTS and file.is_dir() else file.match(f".{name}-*.unfinished")
        for file in folder.iterdir()
    )


def sources() -> str:
    """Return a digest of the program's own sources: points of an edited program are not those of the one before."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def as_bytes(data: Mapping[str, Any]) -> bytes:
    """Return data as JSON that loses nothing of a number."""
    return (json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def write_whole(path: Path, content: bytes | Iterable[bytes], *, replace: bool = True) -> None:
    """Put a file in its place in one step, so that a reader, or a kill, finds the old one or the new one.

    Content may come in pieces. With ``replace=False`` a file that is there stays: of several processes the first
    has it.
    """
    aside = path.with_name(f".{path.name}-{secrets.token_hex(4)}.unfinished")
    try:
        with aside.open("xb") as file:
            for piece in (content,) if isinstance(content, bytes) else content:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            aside.replace(path)
        else:
            with contextlib.suppress(FileExistsError):
                _move_unless_there(aside, path)
            aside.unlink(missing_ok=True)
    except BaseException:
        with contextlib.suppress(OSError):
            aside.unlink()
        raise


def _move_unless_there(aside: Path, path: Path) -> None:
    if os.name == "nt":  # where renaming never replaces
        aside.rename(path)
        return
    try:
        path.hardlink_to(aside)
    except FileExistsError:
        raise
    except OSError:  # a disk without links
        aside.replace(path)
