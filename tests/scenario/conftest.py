"""A small schema of the tests' own, so that they say what the machinery does and not what the model is."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from sim.scenario.faults import Fault, Problem, Refused, ScenarioError
from sim.scenario.load import load

Strength = Annotated[float, Field(ge=0, le=1)]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Liaison(Section):
    exchange: Strength = 0.5
    meetings: int = Field(1, ge=0, le=4)
    delay: float = Field(3.0, gt=0)
    on: bool = True


class Mechanisms(Section):
    liaison: Liaison = Liaison()
    pairing: Strength = 0.3


class Mix(Section):
    agency: Strength = 0.5
    university: Strength = 0.5

    @model_validator(mode="after")
    def adds_up(self) -> Mix:
        total = self.agency + self.university
        if abs(total - 1) > 1e-9:
            raise PydanticCustomError("shares_sum", "do not sum", {"found": total, "allowed": "1", "field": ""})
        return self


class Block(Section):
    kind: Literal["block"]
    name: str = Field(min_length=1, max_length=20)
    hours: float = Field(10.0, ge=0)


class Line(Section):
    kind: Literal["line"]
    name: str = "line"
    area: str
    hours: float = Field(10.0, ge=0)


Organisation = Annotated[Block | Line, Field(discriminator="kind")]


class Scenario(Section):
    title: str = ""
    extends: str | None = None
    months: int = Field(12, ge=1, le=600)
    seed: int = Field(1, ge=0)
    world: Literal["drawn", "fixed"] = "drawn"
    replications: Annotated[int, Field(ge=2, le=1024)] | Literal["auto"] = "auto"
    bounds: tuple[float, float] = (0.0, 1.0)
    weights: dict[str, Strength] = {}
    mechanisms: Mechanisms = Mechanisms()
    mix: Mix = Mix()
    areas: list[str] = ["north", "south"]
    organisations: list[Organisation] = [Block(kind="block", name="street")]

    _source: str = PrivateAttr(default="")
    _stated: frozenset[str] = PrivateAttr(default_factory=frozenset)

    @property
    def source(self) -> str:
        return self._source

    @property
    def stated(self) -> frozenset[str]:
        return self._stated

    def with_origin(self, source: str, stated: Iterable[str], own: object) -> Scenario:
        scenario = self.model_copy()
        scenario._source, scenario._stated = source, frozenset(stated)
        return scenario

    @model_validator(mode="after")
    def bounds_in_order(self) -> Scenario:
        if self.bounds[0] > self.bounds[1]:
            raise Refused([Problem("bounds", "backwards", message="the first bound is above the second")])
        return self


def check(scenario: Scenario) -> list[Problem]:
    """Say what no field can tell by itself."""
    if not scenario.organisations:
        return [Problem("organisations", "no_organisations", allowed="at least one")]
    return [
        Problem(f"organisations[{i}].area", "unknown_area", choices=tuple(scenario.areas), needs=("areas",))
        for i, organisation in enumerate(scenario.organisations)
        if isinstance(organisation, Line) and organisation.area not in scenario.areas
    ]


SHIPPED = {
    "default": "title: the default\nmonths: 24\nmechanisms:\n  pairing: 0.4\n",
    "hongqiao": "extends: default\nmonths: 36\n",
}


@pytest.fixture(autouse=True)
def schema(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the small schema and two shipped scenarios in place of the real ones."""
    folder = tmp_path_factory.mktemp("shipped")
    for name, text in SHIPPED.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    # by import_module, as the package's attribute `load` is the function
    loading = importlib.import_module("sim.scenario.load")
    monkeypatch.setattr(loading, "LoadedScenario", Scenario)
    monkeypatch.setattr(loading, "consistency", SimpleNamespace(check=check))
    monkeypatch.setattr(loading, "shipped_folder", lambda: folder)
    return folder


Refusal = Callable[..., tuple[Fault, ...]]


def spoken(error: ScenarioError) -> tuple[Fault, ...]:
    """Return an error's faults, having said each of them in both languages."""
    assert error.faults
    for lang in ("en", "zh"):
        for fault in error.faults:
            message = fault.message(lang)
            assert message.isprintable(), message
            assert len(message) < 1500
            assert "Traceback" not in message
            assert "…：" not in message
        assert len(error.text(lang).split("\n")) == len(error.faults)
    return error.faults


@pytest.fixture
def refusal(tmp_path: Path) -> Refusal:
    """Write a file, load it, and return what is wrong with it."""

    def refuse(content: str | bytes, sets: Sequence[str] = ()) -> tuple[Fault, ...]:
        path = tmp_path / "mine.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with pytest.raises(ScenarioError) as caught:
            load(path, sets)
        for fault in spoken(caught.value):
            assert fault.file in (str(path), "--set")
        return caught.value.faults

    return refuse
