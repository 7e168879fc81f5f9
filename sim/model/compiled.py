"""How kernels are compiled: `compiled` for those that make arrays, `leaf` for those that do not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import njit

from .machine_code import KernelCache, folder_of_code

OPTIONS = {"nogil": True, "error_model": "numpy"}
FOLDER = folder_of_code()


def compiling(signature: Any = None, **more: Any) -> Callable[[Callable[..., Any]], Any]:
    """Return a decorator that makes a kernel; with a ``signature`` compiled at once, and for no other."""
    options = {**OPTIONS, **more}

    def make(function: Callable[..., Any]) -> Any:
        kernel = njit(**options)(function)
        if FOLDER is not None and hasattr(kernel, "py_func"):  # it has not where NUMBA_DISABLE_JIT is set
            kernel._cache = KernelCache(kernel, options, FOLDER)
        if signature is not None and hasattr(kernel, "py_func"):
            kernel.compile(signature)
            kernel.disable_compile()
        return kernel

    return make


compiled = compiling()

# A kernel that makes no array of its own needs no reference counts: an atomic operation for every array it touches.
leaf = compiling(_nrt=False)
