"""The output folder: found out to be possible before anything is computed, and there whole or not at all.

A new folder is filled under another name and renamed when it is complete. In a folder that is there already
(``--overwrite``) each file is written aside and moved into place; the manifest goes first and comes last, so
a folder without one was left in between.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.words import Refusal, reason

from .files import Content, pieces
from .manifest import NAME as MANIFEST
from .manifest import is_ours

RESULTS = "results"
FIGURES = "figures"
_NUMBERED = re.compile(r"\.?([0-9]{3,9})(-.+|\.unfinished)")
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True)
class Ours:
    """What may be replaced in a folder that is there.

    Attributes
    ----------
    files : sequence of str
        Names of all files that any answer writes.
    unnamed : sequence of frozenset of str
        By which fields a manifest is told that does not yet name its question.
    """

    files: Sequence[str]
    unnamed: Sequence[frozenset[str]]


class Folder:
    """Where results will go.

    Parameters
    ----------
    out : str or None
        The folder asked for; None for a new numbered one under ``results/`` in the current folder.
    title : str
        What a numbered folder is called after its number.
    overwrite : bool
        Whether our files may be replaced in a folder that exists and is empty or holds the manifest of a run.
    ours : Ours
        Which these are.

    Raises
    ------
    Refusal
        Where the folder exists or cannot be made.
    """

    def __init__(self, out: str | None, title: str, overwrite: bool = False, *, ours: Ours) -> None:
        if out is not None and not out.strip():
            raise Refusal("folder.no_name")
        self._made: list[Path] = []
        self._ours = ours
        self._unfinished: list[Path] = []
        self._title = _UNSAFE.sub("-", title).strip("-.")[:40] or "run"
        self.path = Path(RESULTS) if out is None else Path(os.path.normpath(out))
        self._numbered = out is None
        try:
            self._replacing = self._look(overwrite)
            self._try()
        except (OSError, ValueError) as error:
            self.abandon()
            raise Refusal("folder.cannot", folder=self.path, reason=_why(error)) from None

    def write(self, files: Mapping[str, Content]) -> Path:
        """Write the files, all or none as far as a reader can see, and return the folder.

        Raises
        ------
        OSError
            Where the disk is full, say, or somebody else has made the folder meanwhile.
        """
        if self._replacing:
            self._replace(files)
        elif self._numbered:
            self._number(files)
        else:
            aside = _aside(self.path.parent)
            with _gone_unless_done(aside):
                _fill(aside, files)
                _rename(aside, self.path)
        self._made.clear()
        return self.path

    def abandon(self) -> None:
        """Take away the empty folders that were made on the way to this one."""
        for made in reversed(self._made):
            with contextlib.suppress(OSError):
                made.rmdir()
        self._made.clear()

    def _look(self, overwrite: bool) -> bool:
        """Return whether there is a folder whose files are to be replaced; refuse one that is in the way."""
        if self._numbered or not os.path.lexists(self.path):
            return False
        if not self.path.is_dir():
            raise Refusal("folder.not_a_folder", folder=self.path)
        if not overwrite:
            raise Refusal("folder.exists", folder=self.path)
        self._unfinished = list(self.path.glob(_aside_name("*")))  # of one that was killed the manifest is still there
        if any(self.path.iterdir()) and not any(
            is_ours(at / MANIFEST, self._ours.unnamed) for at in (self.path, *self._unfinished)
        ):
            raise Refusal("folder.not_ours", folder=self.path)
        for name in self._ours.files:
            if (self.path / name).is_dir():
                raise Refusal("folder.in_the_way", path=self.path / name)
        if (self.path / FIGURES).is_file():
            raise Refusal("folder.not_a_folder", folder=self.path / FIGURES)
        return True

    def _try(self) -> None:
        """Make the folders above, and see whether one can write there."""
        inside = self.path if self._replacing or self._numbered else self.path.parent
        for path in [*reversed(inside.parents), inside]:
            if not path.is_dir():
                path.mkdir()
                self._made.append(path)
        _aside(inside).rmdir()
        if not self._numbered and not self._replacing:  # whether its very name is possible
            self.path.mkdir()
            self.path.rmdir()

    def _replace(self, files: Mapping[str, Content]) -> None:
        aside = _aside(self.path)
        with _gone_unless_done(aside):
            _fill(aside, files)
            for name in (MANIFEST, *self._ours.files):
                if name == MANIFEST or name not in files:
                    (self.path / name).unlink(missing_ok=True)
            for name in sorted(files, key=lambda file: file == MANIFEST):
                (self.path / name).parent.mkdir(exist_ok=True)
                (aside / name).replace(self.path / name)
            for folder in (self.path / FIGURES, aside / FIGURES):
                with contextlib.suppress(OSError):  # it is not there, or holds something else
                    folder.rmdir()
        aside.rmdir()
        for left in self._unfinished:  # by one that was killed: whoever is still at work has moved his own meanwhile
            shutil.rmtree(left, ignore_errors=True)
        _settle(self.path)

    def _number(self, files: Mapping[str, Content]) -> None:
        """Take the next free number. Whoever makes ``.007.unfinished`` first has it."""
        results = self.path
        results.mkdir(exist_ok=True)  # another run may have taken its own, empty, away
        number = 1 + max(_numbers(results), default=0)
        while True:
            aside = results / f".{number:03d}.unfinished"
            try:
                aside.mkdir()
            except FileExistsError:
                number += 1
                continue
            with _gone_unless_done(aside):
                if number in _numbers(results, without=aside.name):  # given away between our look and our claim
                    aside.rmdir()
                    number += 1
                    continue
                _fill(aside, files)
                self.path = results / f"{number:03d}-{self._title}"
                _rename(aside, self.path)
                return


def new_numbered(title: str) -> Path:
    """Make the next numbered folder under ``results/``, for work that fills it step by step."""
    results = Path(RESULTS)
    results.mkdir(exist_ok=True)
    number = 1 + max(_numbers(results), default=0)
    while True:
        folder = results / f"{number:03d}-{_UNSAFE.sub('-', title).strip('-.')[:40] or 'run'}"
        try:
            folder.mkdir()
        except FileExistsError:
            number += 1
            continue
        return folder


def _numbers(results: Path, without: str = "") -> set[int]:
    names = [file.name for file in results.iterdir()]
    numbered = (_NUMBERED.fullmatch(name) for name in names if name != without)
    return {int(match[1]) for match in numbered if match}


def _aside(folder: Path) -> Path:
    """Make a folder to fill before it, or what is in it, gets its name."""
    aside = folder / _aside_name(secrets.token_hex(4))
    aside.mkdir(parents=True)
    return aside


def _aside_name(some: str) -> str:
    return f".quyuhua-{some}.unfinished"


@contextlib.contextmanager
def _gone_unless_done(aside: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise


def _fill(folder: Path, files: Mapping[str, Content]) -> None:
    """Write files and see them onto the disk."""
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        with (folder / name).open("xb") as file:
            for piece in pieces(content):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
    for inner in {(folder / name).parent for name in files} | {folder}:
        _settle(inner)


def _rename(aside: Path, final: Path) -> None:
    """Give a complete folder its name; a name taken meanwhile is an error, even by an empty folder."""
    if os.path.lexists(final):
        raise FileExistsError(17, os.strerror(17), str(final))
    aside.rename(final)
    _settle(final.parent)


def _settle(folder: Path) -> None:
    """See a folder's entries onto the disk, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # some file systems cannot, and lose nothing by it
        pass
    finally:
        os.close(handle)


def _why(error: Exception) -> object:
    """Say what was wrong, naming the file where a folder should be."""
    named = getattr(error, "filename", None)
    if named is not None:
        for above in (Path(named), *Path(named).parents):
            with contextlib.suppress(OSError, ValueError):
                if above.is_file():
                    return Refusal("folder.below_file", path=above)
    return reason(error)
