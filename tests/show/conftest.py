"""Reports made once for all tests that read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest

from sim.scenario import from_data
from sim.scenario.schema import Scenario
from sim.show.kit.files import Files
from sim.show.kit.shape import Making
from sim.show.verdict.faces import FACES
from tests.drawing import draw_once
from tests.show.fabricated import FOUR, fabricated

NOW = datetime(2024, 8, 12, 9, 30, tzinfo=UTC)
ROSTER: dict[str, Any] = {
    "months": 7,
    "world": "fixed",
    "title": {"zh": "名册 <b>一</b>", "en": "A roster & <script>alert(1)</script> $x$"},
    "areas": [
        {"name": name, "street": i // 3} for i, name in enumerate(["梅花里", "=1+1", "O'Hara & <Co>", "Ա", "$x^$"])
    ],
    "organisations": [
        {"name": "甲", "type": "street", "area": "梅花里"},
        {"name": "@sum<img src=x onerror=alert(1)>", "type": "agency", "ties": ["=cmd|' /C calc'!A0"]},
        {"name": "=cmd|' /C calc'!A0", "type": "two_new", "hours": 40.0},
    ],
}


@pytest.fixture(scope="session", autouse=True)
def _figures() -> Iterator[None]:
    with draw_once():
        yield


def roster(**more: Any) -> Scenario:
    """A scenario with areas of its own, some with names that mean something to HTML, Excel or TeX."""
    return from_data({**ROSTER, **more}, "mine.yaml", ["months", "areas"])


@cache
def make(what: str, lang: str, explain: bool = False) -> Files:
    """Everything that is written of a verdict made by hand: one of the four words, or the roster."""
    if what == "roster":
        scenario = roster()
        verdict = fabricated(scenario=scenario, months=7, replications=12, source="mine.yaml", explain=explain)
    else:
        verdict = fabricated(**FOUR[what], explain=explain)
    command = ["run", "mine.yaml", "--set", "title.en=two words"]
    return FACES.files(verdict, Making(lang, command, NOW, NOW), report=True)


@pytest.fixture(scope="session")
def made() -> Callable[..., Files]:
    """Everything that is written of a verdict made by hand."""
    return make
