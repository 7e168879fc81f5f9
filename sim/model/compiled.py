"""How kernels are compiled, and where the machine code is kept between processes.

Numba's cache does not notice that a *called* function has changed, and two processes that fill one folder at once
can mix up their files. So machine code lives in a folder named after a digest of all sources of the model; a
process that finds none fills a folder of its own and moves it into place, whole, when it ends.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import os
import shutil
import sys
import time
from pathlib import Path

import numba
import numpy
from numba import njit
from platformdirs import user_cache_path

ABANDONED = 24 * 3600.0  # seconds after which an unfinished folder of another process is taken away


def _digest() -> str:
    """Return a digest of the model's sources and of what compiles them."""
    digest = hashlib.sha256(f"{sys.version} {numba.__version__} {numpy.__version__}".encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _keep_code() -> bool:
    """Point Numba at the folder for these sources, or at a private one until it is complete; return whether it was."""
    if "NUMBA_CACHE_DIR" in os.environ:
        return True
    home = user_cache_path("quyuhua", appauthor=False)
    final = home / _digest()
    if final.is_dir():
        numba.config.CACHE_DIR = str(final)
        return True
    private = home / f"{final.name}-{os.getpid()}"
    try:
        private.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False  # Numba then falls back on its own places
    numba.config.CACHE_DIR = str(private)
    atexit.register(_settle, private, final, os.getpid())
    return False


def _settle(private: Path, final: Path, owner: int) -> None:
    if os.getpid() != owner:  # a forked child leaves the folder to its parent
        return
    with contextlib.suppress(OSError):
        if any(private.iterdir()):
            private.rename(final)  # fails where another process was first
    shutil.rmtree(private, ignore_errors=True)
    for other in final.parent.glob("*-*"):
        with contextlib.suppress(OSError):
            if time.time() - other.stat().st_mtime > ABANDONED:
                shutil.rmtree(other, ignore_errors=True)


is_kept = _keep_code()  # whether there is machine code for these sources already
OPTIONS = {"cache": True, "nogil": True, "error_model": "numpy"}
compiled = njit(**OPTIONS)

# A kernel that makes no array of its own needs no reference counts: an atomic operation for every array it touches.
leaf = njit(_nrt=False, **OPTIONS)
