"""How kernels are compiled, and where the machine code is kept between processes.

Numba's cache does not notice that a *called* function has changed, and where it does notice that a file has, it gives
the old names to new code. So machine code lives in a folder named after a digest of all sources that it is made from
and of when they were written. And two processes that write the code of one kernel at once, for arguments of different
types, can each take the other's file for its own: such code runs, and computes something else. So one writes at a time.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numba
import numpy
from numba import njit
from platformdirs import user_cache_path

LOCK = "lock"


def _digest() -> str:
    """Return a digest of the sources that machine code is made from, and of what compiles them."""
    digest = hashlib.sha256(f"{sys.version} {numba.__version__} {numpy.__version__}".encode())
    package = Path(__file__).parents[1]
    for part in ("model", "mechanisms"):  # a kernel takes in the constants that it names, whichever module has them
        for path in sorted((package / part).rglob("*.py")):
            digest.update(f"{path.relative_to(package).as_posix()} {path.stat().st_mtime_ns} ".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _folder() -> Path | None:
    """Return the folder for these sources: one of this process where the user's cannot be written; None without any."""
    final = Path(os.environ.get("NUMBA_CACHE_DIR") or user_cache_path("quyuhua", appauthor=False)) / _digest()
    try:
        final.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=final):
            return final
    except OSError:
        pass
    try:
        own = Path(tempfile.mkdtemp(prefix="quyuhua-"))
    except OSError:
        return None
    atexit.register(_remove, own, os.getpid())
    with contextlib.suppress(OSError, shutil.Error):
        shutil.copytree(final, own, dirs_exist_ok=True)
    return own


def _remove(folder: Path, owner: int) -> None:
    if os.getpid() == owner:  # a forked child leaves the folder to its parent
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other process writes into the folder. A process that is killed lets go."""
    with (folder / LOCK).open("ab") as file:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _one_at_a_time(kernel: Any, folder: Path) -> Any:
    """Let a kernel's machine code be written by one process at a time, or not at all."""
    cache = getattr(kernel, "_cache", None)
    if cache is None:  # NUMBA_DISABLE_JIT
        return kernel
    save = cache.save_overload

    def alone(signature: Any, code: Any) -> None:
        with contextlib.suppress(OSError), _alone(folder):  # a full disk, or one that knows no locks: compiled again
            save(signature, code)

    cache.save_overload = alone
    return kernel


def _compiling(**more: Any) -> Callable[[Callable[..., Any]], Any]:
    made = njit(**more, **OPTIONS)
    return made if FOLDER is None else lambda function: _one_at_a_time(made(function), FOLDER)


FOLDER = _folder()
is_kept = FOLDER is not None and any(FOLDER.glob("*/*.nbi"))  # whether there is machine code already
if FOLDER is not None:
    numba.config.CACHE_DIR = str(FOLDER)
OPTIONS = {"cache": FOLDER is not None, "nogil": True, "error_model": "numpy"}
compiled = _compiling()

# A kernel that makes no array of its own needs no reference counts: an atomic operation for every array it touches.
leaf = _compiling(_nrt=False)
