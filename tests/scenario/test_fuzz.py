"""Whatever stands in a file, loading it gives a scenario or says what is wrong: never anything else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.scenario import Fault, ScenarioError, dump, from_data, load

VALID = """\
# a comment
title: "a: b"
extends: default
months: 24
seed: 0x10
world: fixed
replications: auto
bounds: [0, 1.5]
weights: {a: 0.5, "b c": 1}
mechanisms:
  pairing: 1e-3
  liaison: &l
    exchange: 0.5
    meetings: 2
    on: true
mix: {agency: 0.25, university: 0.75}
areas:
- north
- &s south
organisations:
- kind: block
  name: 街道
- {kind: line, area: *s, hours: 12}
"""

PIECES = st.sampled_from(
    [
        *"abno01279.-+:,[]{}&*!|>'\"%@`#?~= \n\t",
        "\n  ", "\n- ", ": ", "- ", "? ", "<<: ", "*a ", "&a ", "!!int ", "---\n", "...\n", "%YAML 1.1\n",
        "null", "true", ".nan", "1:30", "010", "9" * 50, "街", "：",
        "\u2028", "\x85", "\x00", "\\x00", "\ufeff",
        "months", "mechanisms", "liaison", "organisations", "kind: line",
        "extends: ", "default", "../x", "mine.yaml",
    ]
)  # fmt: skip
fuzz = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def attempt(path: Path, content: bytes, sets: list[str] | None = None) -> None:
    path.write_bytes(content)
    held_against(lambda: load(path, sets or []))


def held_against(make: Callable[[], Any]) -> None:
    """Make a scenario: it goes out and comes back the same, or its faults can be said."""
    faults: tuple[Fault, ...] = ()
    try:
        scenario = make()
    except ScenarioError as error:
        faults = error.faults
    if not faults:
        assert dump(from_data(dump(scenario), "again")) == dump(scenario)
    for lang in ("en", "zh"):
        for fault in faults:
            message = fault.message(lang)
            assert message.isprintable()
            assert len(message) < 3000


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return tmp_path / "mine.yaml"


def test_the_valid_file_is_valid(mine: Path) -> None:
    mine.write_text(VALID, encoding="utf-8")
    assert load(mine).organisations[1].hours == 12


@fuzz
@given(content=st.binary(max_size=300))
def test_bytes(content: bytes, mine: Path) -> None:
    attempt(mine, content)


@fuzz
@given(content=st.text(max_size=200))
def test_text(content: str, mine: Path) -> None:
    attempt(mine, content.encode("utf-8", "surrogatepass"))


@fuzz
@given(pieces=st.lists(PIECES, max_size=40))
def test_pieces_of_yaml(pieces: list[str], mine: Path) -> None:
    attempt(mine, "".join(pieces).encode())


@fuzz
@given(data=st.data())
def test_mutations_of_a_valid_file(data: st.DataObject, mine: Path) -> None:
    text = VALID
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 8)))
        text = text[:start] + "".join(data.draw(st.lists(PIECES, max_size=3))) + text[end:]
    attempt(mine, text.encode())


@fuzz
@given(lines=st.lists(st.sampled_from(VALID.splitlines()), max_size=30))
def test_lines_of_a_valid_file_in_any_order(lines: list[str], mine: Path) -> None:
    attempt(mine, "\n".join(lines).encode())


NAMES = (
    "months",
    "mechanisms.pairing",
    "organisations[0].hours",
    "organisations[0]",
    "mix",
    "title",
    "weights.a",
    "x",
)


@fuzz
@given(
    sets=st.lists(
        st.one_of(
            st.text(max_size=20),
            st.builds(lambda name, value: f"{name}={''.join(value)}", st.sampled_from(NAMES),
                      st.lists(PIECES, max_size=8)),
        ),
        max_size=4,
    )
)  # fmt: skip
def test_sets(sets: list[str], mine: Path) -> None:
    attempt(mine, VALID.encode(), sets)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["months", "kind", "liaison", "area", "x"]) | st.text(max_size=3), inner),
    ),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    [
        "months",
        "title",
        "mechanisms",
        "mix",
        "organisations",
        "weights",
        "bounds",
        "areas",
        "world",
        "replications",
    ]
)


@fuzz
@given(data=st.dictionaries(FIELDS, JSON))
def test_data(data: dict[str, object]) -> None:
    held_against(lambda: from_data(data, "manifest.json"))
