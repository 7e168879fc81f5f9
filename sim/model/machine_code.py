"""Where machine code is kept between processes: by what a kernel is made of, never by when its file was written.

Numba's own cache goes by the time and place of a source file, and does not notice that a *called* function has
changed. Here a kernel's code is kept under a digest of its bytecode, of the constants it names, and of the same of
every kernel that it calls. So a checkout that was copied, moved or touched compiles nothing again, and one kernel that
changed compiles itself and its callers.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import inspect
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import numba
import numpy
from numba.core.caching import FunctionCache, IndexDataCacheFile
from platformdirs import user_cache_path

from .compilation import COMPILATION

LOCK = "lock"
UNUSED_DAYS = 60  # after which code that nobody loaded is cleared away
_OLD = "[0-9a-f]" * 16  # how a folder was called that held the code of all sources together


class KernelCache(FunctionCache):
    """The machine code of one kernel, in a folder; one process at a time writes it.

    Two processes that write the code of one kernel at once, for arguments of different types, can each take the
    other's file for its own: such code runs, and computes something else.
    """

    def __init__(self, kernel: Any, options: dict[str, Any], folder: Path) -> None:
        function = kernel.py_func
        super().__init__(function)
        self._kernel, self._options, self._folder = kernel, options, folder
        self._file: IndexDataCacheFile | None = None
        self.weight = sum(len(code.co_code) for code in _codes(function.__code__))
        COMPILATION.add(self)

    def is_kept(self) -> bool:
        """Return whether there is machine code of this kernel."""
        return os.path.exists(self._cache_file._index_path)  # noqa: PTH110 - Numba's name for it is text

    @property
    def _cache_file(self) -> IndexDataCacheFile:
        """The file of this kernel as it is: named when first asked for, since it may call kernels yet to be made."""
        if self._file is None:
            digest = _digest(self._kernel, self._options)
            function = self._py_func
            name = f"{function.__module__.rpartition('.')[2]}.{function.__qualname__}".replace("<", "").replace(">", "")
            self._file = IndexDataCacheFile(str(self._folder), f"{name}-{digest}", digest)
        return self._file

    @_cache_file.setter
    def _cache_file(self, _: IndexDataCacheFile) -> None:
        """Numba's own, which goes by the time of a source file, is not taken."""

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Return what is kept for a signature, or None; mark it as in use."""
        code = super().load_overload(sig, target_context)
        if code is not None:
            with contextlib.suppress(OSError):
                os.utime(self._cache_file._index_path)
            COMPILATION.loaded()
        else:
            COMPILATION.begin(self)
        return code

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep what was compiled; on a full disk, or one that knows no locks, it will be compiled again."""
        with contextlib.suppress(OSError), _alone(self._folder):
            super().save_overload(sig, data)
        COMPILATION.end(self)


def _digest(kernel: Any, options: dict[str, Any]) -> str:
    """Return a digest of all that a kernel's machine code is made from."""
    digest = hashlib.sha256(f"{sys.version} {numba.__version__} {numpy.__version__} {sorted(options.items())}".encode())
    pending, met = [kernel.py_func], {kernel.py_func}
    while pending:
        function = pending.pop()
        digest.update(f"\n{function.__module__}.{function.__qualname__} {function.__defaults__}".encode())
        for name, value in _named_in(function):
            callee = getattr(value, "py_func", None)
            if callee is None:
                digest.update(f" {name}={_in_words(value)}".encode())
            else:
                digest.update(f" {name}:{callee.__module__}.{callee.__qualname__} {value.targetoptions}".encode())
                if callee not in met:
                    met.add(callee)
                    pending.append(callee)
        for code in _codes(function.__code__):
            plain = [constant for constant in code.co_consts if not isinstance(constant, CodeType)]
            digest.update(code.co_code + repr((plain, code.co_names, code.co_varnames)).encode())
    return digest.hexdigest()[:24]


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _named_in(function: Any) -> Iterator[tuple[str, Any]]:
    """Yield the names that a function looks up outside itself, and what they mean; those of modules by attribute.

    A module itself is nothing that code is made of: it says where it lies.
    """
    enclosed = inspect.getclosurevars(function).nonlocals
    names = sorted({name for code in _codes(function.__code__) for name in code.co_names})
    for name in names:
        value = enclosed.get(name, function.__globals__.get(name, ...))
        if isinstance(value, ModuleType):
            yield from _of_module(name, value, names, (value,))
        elif value is not ...:
            yield name, value
    yield from sorted((name, value) for name, value in enclosed.items() if name not in names)


def _of_module(
    path: str, module: ModuleType, names: list[str], above: tuple[ModuleType, ...]
) -> Iterator[tuple[str, Any]]:
    """Yield what these names mean in a module, and in modules that they mean there."""
    for name in names:
        value = getattr(module, name, ...)
        if not isinstance(value, ModuleType):
            if value is not ...:
                yield f"{path}.{name}", value
        elif value not in above:
            yield from _of_module(f"{path}.{name}", value, names, (*above, value))


def _in_words(value: Any) -> str:
    if isinstance(value, numpy.ndarray):
        return f"{value.dtype} {value.shape} {hashlib.sha256(value.tobytes()).hexdigest()}"
    return f"{type(value).__name__} {getattr(value, '__qualname__', value)!r}"


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


def folder_of_user() -> Path:
    """Return where machine code is kept, if that can be written."""
    return Path(os.environ.get("NUMBA_CACHE_DIR") or user_cache_path("quyuhua", appauthor=False)) / "kernels"


def folder_of_code() -> Path | None:
    """Return the folder of machine code: one of this process where the user's cannot be written; None without any."""
    shared = folder_of_user()
    try:
        shared.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=shared):
            pass
    except OSError:
        return _folder_of_process(shared)
    clear(shared)
    return shared


def _folder_of_process(shared: Path) -> Path | None:
    try:
        own = Path(tempfile.mkdtemp(prefix="quyuhua-"))
    except OSError:
        return None
    atexit.register(_remove, own, os.getpid())
    with contextlib.suppress(OSError, shutil.Error):
        shutil.copytree(shared, own, dirs_exist_ok=True)
    return own


def clear(shared: Path) -> None:
    """Clear away code that was not loaded for long, and what earlier versions left beside this folder."""
    long_ago = time.time() - UNUSED_DAYS * 86400
    with contextlib.suppress(OSError):
        for old in shared.parent.glob(_OLD):
            shutil.rmtree(old, ignore_errors=True)
        for index in shared.glob("*.nbi"):
            if index.stat().st_mtime < long_ago:
                for code in shared.glob(f"{index.stem}.*.nbc"):
                    code.unlink(missing_ok=True)
                index.unlink(missing_ok=True)


def _remove(folder: Path, owner: int) -> None:
    if os.getpid() == owner:  # a forked child leaves the folder to its parent
        shutil.rmtree(folder, ignore_errors=True)
