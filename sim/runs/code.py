"""A digest of code: of what it does, not of how it is written down, so that an edited comment voids nothing."""

from __future__ import annotations

import ast
import contextlib
import hashlib
import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
RUNS = tuple(
    f"sim/{name}.py"
    for name in (
        "mechanisms/**/*", "model/**/*", "runs/groups", "runs/outcome", "runs/quantities", "runs/replicate",
    )
)  # fmt: skip
"""What makes the numbers of a run, of a scenario whose settings are known."""
WORKS = (*RUNS, "sim/scenario/**/*.py", "sim/runs/run.py", "sim/runs/work.py")
"""What a worker makes numbers with, of a scenario that comes as data."""
_PACKAGES = ("numpy", "numba", "scipy", "pydantic")
_MOST_KEPT = 64  # digests


@dataclass(frozen=True)
class Makings:
    """What a process makes numbers with: sources and versions, by name."""

    parts: tuple[tuple[str, str], ...]

    def differences(self, other: Makings) -> list[str]:
        """Return what is otherwise here than there."""
        mine, theirs = dict(self.parts), dict(other.parts)
        return [f"{name} {mine.get(name)} ≠ {theirs.get(name)}" for name in theirs if mine.get(name) != theirs[name]]


@lru_cache(maxsize=1)
def makings() -> Makings:
    """Return what this process makes numbers with."""
    packages = {name: version(name) for name in _PACKAGES}
    parts = {"sim": digest_of(WORKS), "Python": platform.python_version(), **packages}
    return Makings(tuple(parts.items()))


@lru_cache(maxsize=4)
def digest_of(patterns: tuple[str, ...], root: Path = ROOT) -> str:
    """Return a digest of the files that patterns below a folder stand for.

    Parsing them takes a second, so it is kept by what the files hold, to the byte, and made anew where that is not so.
    """
    files = sorted({path for pattern in patterns for path in root.glob(pattern)})
    texts = {path.relative_to(root).as_posix(): path.read_bytes() for path in files}
    held = hashlib.sha256(Path(__file__).read_bytes())
    for name, text in texts.items():
        held.update(f"\0{name}\0{len(text)}\0".encode() + text)
    kept = _kept()
    key = held.hexdigest()
    if key not in kept:
        trees = (f"({name!r}, {_meaning_of(text)})" for name, text in texts.items())
        kept[key] = short(f"[{', '.join(trees)}]")
        _keep(kept)
    return kept[key]


@lru_cache(maxsize=256)
def _meaning_of(source: bytes) -> str:
    """Return what a file does, in print: the same file may be asked for by several digests."""
    return repr(meaning(ast.parse(source)))


def meaning(node: Any) -> Any:
    """Return a syntax tree without what says nothing to the machine, alike in all versions of Python."""
    if isinstance(node, list):
        return [meaning(child) for child in node if not _is_text(child)]
    if not isinstance(node, ast.AST):
        return node
    fields = [(name, meaning(value)) for name, value in ast.iter_fields(node) if name not in ("kind", "type_comment")]
    return type(node).__name__, [(name, value) for name, value in fields if value is not None and value != []]


def short(text: str) -> str:
    """Return a short digest of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _is_text(node: Any) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _file() -> Path:
    from sim.model.machine_code import folder_of_user  # late: it takes Numba with it

    return folder_of_user().with_name("digests.json")


def _kept() -> dict[str, str]:
    try:
        kept = json.loads(_file().read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in kept.items()} if isinstance(kept, dict) else {}


def _keep(kept: Mapping[str, str]) -> None:
    """Keep digests, the newest; a disk that takes none costs a second the next time."""
    from .ledger import write_whole

    with contextlib.suppress(OSError):
        _file().parent.mkdir(parents=True, exist_ok=True)
        write_whole(_file(), json.dumps(dict(list(kept.items())[-_MOST_KEPT:])).encode())
