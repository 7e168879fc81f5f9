"""Trees laid over one another: what stands in files, in defaults and in settings is merged here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any, TypeVar

T = TypeVar("T")


def laid_over(
    base: T, over: T, sections: Callable[[T], Mapping[str, T] | None], made: Callable[[T, dict[str, T]], T]
) -> T:
    """Lay one tree over another: sections merge, all else replaces.

    Parameters
    ----------
    base, over : tree
        Neither is changed; the result shares what it takes from them whole.
    sections : callable
        Returns what stands in a section by name; of anything else None.
    made : callable
        Makes a section of the one laid over and of what stands in it now.
    """
    below, above = sections(base), sections(over)
    if below is None or above is None:
        return over
    inside = {name: laid_over(below[name], node, sections, made) if name in below else node
              for name, node in above.items()}  # fmt: skip
    return made(over, {**below, **inside})


def merged(*trees: Mapping[str, Any]) -> dict[str, Any]:
    """Return plain trees laid over one another, the last on top."""
    return dict(reduce(_plain_over, trees, {}))


def _plain_over(base: Any, over: Any) -> Any:
    return laid_over(base, over, lambda tree: tree if isinstance(tree, Mapping) else None, lambda _, inside: inside)
