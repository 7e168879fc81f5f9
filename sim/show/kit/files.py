"""What goes into a folder, before it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sim.words import Refusal


@dataclass(frozen=True)
class Lines:
    """The content of a file that is made as it is written, and made anew whenever it is read."""

    make: Callable[[], Iterator[bytes]]

    def __iter__(self) -> Iterator[bytes]:
        return self.make()


Content = bytes | Lines


def pieces(content: Content) -> Iterator[bytes]:
    """Yield the content of a file piece by piece."""
    yield from (content,) if isinstance(content, bytes) else content


@dataclass(frozen=True)
class Files:
    """Files, name → content, the characters of the figures that no font here has, and why there is no figure."""

    files: dict[str, Content]
    missing: str = ""
    no_figure: Refusal | None = None
