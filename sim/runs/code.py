"""A digest of code: of what it does, not of how it is written down, so that an edited comment voids nothing."""

from __future__ import annotations

import ast
import hashlib
from functools import lru_cache
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


@lru_cache(maxsize=4)
def digest_of(patterns: tuple[str, ...], root: Path = ROOT) -> str:
    """Return a digest of the files that patterns below a folder stand for."""
    files = sorted({path for pattern in patterns for path in root.glob(pattern)})
    trees = (
        f"({path.relative_to(root).as_posix()!r}, {_meaning_of(path.read_text(encoding='utf-8'))})" for path in files
    )
    return short(f"[{', '.join(trees)}]")


@lru_cache(maxsize=256)
def _meaning_of(source: str) -> str:
    """Return what a file does, in print: the same file may be asked for by several digests."""
    return repr(meaning(ast.parse(source)))


def meaning(node: Any) -> Any:
    """Return a syntax tree without what says nothing to the machine, alike in all versions of Python."""
    if isinstance(node, list):
        return [meaning(entry) for entry in node if not _is_text(entry)]
    if not isinstance(node, ast.AST):
        return node
    fields = [(name, meaning(value)) for name, value in ast.iter_fields(node) if name not in ("kind", "type_comment")]
    return type(node).__name__, [(name, value) for name, value in fields if value is not None and value != []]


def short(text: str) -> str:
    """Return a short digest of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _is_text(node: Any) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
