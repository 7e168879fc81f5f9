"""Figures that are drawn once for all tests: drawing them is most of the time that a report takes."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import pytest

from sim.show.answers import answers
from sim.show.kit.picture import Pictures

Draw = Callable[[Any, str], Pictures]
_KEPT: dict[str, Pictures] = {}


@contextmanager
def draw_once() -> Iterator[None]:
    """Let a process draw all figures of the same answer in the same language once."""
    with pytest.MonkeyPatch.context() as replaced:
        for name in answers():
            try:
                module = import_module(f"sim.show.{name}.pictures")
            except ModuleNotFoundError:  # which the contract of answers says of this answer alone
                continue
            replaced.setattr(module, "pictures", _kept(module.pictures))
        yield


def _kept(draw: Draw) -> Draw:
    def pictures(answer: Any, lang: str) -> Pictures:
        try:
            key = hashlib.sha256(pickle.dumps((answer, lang))).hexdigest()
        except TypeError:  # it holds something open: a store
            return draw(answer, lang)
        if key not in _KEPT:
            _KEPT[key] = draw(answer, lang)
        return _KEPT[key]

    pictures.__wrapped__ = draw  # type: ignore[attr-defined]
    return pictures
