"""What is wrong in the settings of a case is said where it stands, all at once, under the name of the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario import ScenarioError, load

CASE = """\
extends: even
months: 4
rows: [F3]
counterfactual:
  - name: blind
    settings: {matching: {mode: blind}}
  - name: none
    settings: {convening: {block_hours: 0.0}}
expect:
  - {measure: value, direction: up, against: blind}
  - {measure: listed, direction: down, against: none, under: {months: 3}}
  - {measure: value, direction: up, pair: [planning, liaison]}
"""
BLIND = "settings: {matching: {mode: blind}}"
FIRST, SECOND = "counterfactual[0].settings", "counterfactual[1].settings"


def faults(tmp_path: Path, text: str) -> list[tuple[int | None, str, str]]:
    """Return line, field and kind of what is wrong with a file."""
    file = tmp_path / "case.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(file)
    return [(fault.line, fault.field, fault.kind) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("was", "replacement", "fault"),
    [
        ("mode: blind", "mode: blnd", (6, f"{FIRST}.matching.mode", "not_a_choice")),
        ("mode: blind", "mdoe: blind", (6, f"{FIRST}.matching.mdoe", "unknown_key")),
        ("months: 3", "months: 0", (11, "expect[1].under.months", "out_of_range")),
        (BLIND, "settings: [1]", (6, FIRST, "wrong_type")),
        (BLIND, "settings: much", (6, FIRST, "wrong_type")),
        (BLIND, "settings: {rows: [F3]}", (6, f"{FIRST}.rows", "unknown_key")),
        (BLIND, "settings: {extends: above}", (6, f"{FIRST}.extends", "not_in_settings")),
        (BLIND, "settings: {use: [x.py]}", (6, f"{FIRST}.use", "not_in_settings")),
        ("[planning, liaison]", "[planning, liaisno]", (12, "expect[2].pair[1]", "not_a_choice")),
        # wrong only together with what the scenario says elsewhere: put where the settings bring it about
        (BLIND, "settings: {interval: {limit: 32}}", (6, f"{FIRST}.interval.first_look", "above_limit")),
        # nobody speaks of the counterfactual any more, and it is looked at all the same
        ("against: none", "against: blind", None),
        ("0.0}}", "-1.0}}", (8, f"{SECOND}.convening.block_hours", "out_of_range")),
    ],
)
def test_a_fault_in_settings_names_them_and_its_line(
    tmp_path: Path, was: str, replacement: str, fault: tuple[int, str, str] | None
) -> None:
    assert was in CASE
    text = CASE.replace(was, replacement)
    if fault is None:
        text, fault = text.replace("0.0}}", "-1.0}}"), (8, f"{SECOND}.convening.block_hours", "out_of_range")
    assert faults(tmp_path, text) == [fault]


def test_everything_is_said_at_once(tmp_path: Path) -> None:
    text = CASE.replace("months: 4", "months: 0").replace("mode: blind", "mode: blnd").replace("0.0}}", "2e9, x: 1}}")
    assert faults(tmp_path, text) == [
        (2, "months", "out_of_range"),
        (6, f"{FIRST}.matching.mode", "not_a_choice"),
        (8, f"{SECOND}.convening.block_hours", "out_of_range"),
        (8, f"{SECOND}.convening.x", "unknown_key"),
    ]


def test_settings_that_are_left_empty_set_nothing(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(CASE.replace(BLIND, "settings:"), encoding="utf-8")
    case = load(file).case
    assert case is not None
    assert case.changed["blind"] == {}
