"""What the model refuses, in words: place, found, allowed, nearest name, all at once."""

from __future__ import annotations

from typing import Any

import pytest

from sim.scenario.faults import Fault

ORGS = "organisations:\n- "


@pytest.mark.parametrize(
    ("content", "field", "kind", "line", "column", "nearest"),
    [
        ("monhts: 6\n", "monhts", "unknown_key", 1, 1, "months"),
        ("seed: 1\nmechanisms:\n  liasion: {}\n", "mechanisms.liasion", "unknown_key", 3, 3, "liaison"),
        ("mechanisms:\n  Liaison: {}\n", "mechanisms.Liaison", "unknown_key", 2, 3, "liaison"),
        ("exchange: 1\n", "exchange", "unknown_key", 1, 1, "mechanisms.liaison.exchange"),
        ("area: north\n", "area", "unknown_key", 1, 1, "areas"),
        ("zzzz: 1\n", "zzzz", "unknown_key", 1, 1, None),
        ("zzzz: null\n", "zzzz", "unknown_key", 1, 1, None),
        ("'a.b': 1\n", '"a.b"', "unknown_key", 1, 1, None),
        ("months: 0\n", "months", "out_of_range", 1, 9, None),
        ("months: -5\n", "months", "out_of_range", 1, 9, None),
        ("mechanisms: {pairing: 1.5}\n", "mechanisms.pairing", "out_of_range", 1, 23, None),
        ("weights: {a: 1, b: 2}\n", "weights.b", "out_of_range", 1, 20, None),
        ("bounds: [0, 1, 2]\n", "bounds", "wrong_length", 1, 9, None),
        ("bounds: [0]\n", "bounds", "wrong_length", 1, 9, None),
        ("bounds: [0, x]\n", "bounds[1]", "wrong_type", 1, 13, None),
        ("months: true\n", "months", "wrong_type", 1, 9, None),
        ("months: '5'\n", "months", "wrong_type", 1, 9, None),
        ("months: 5.0\n", "months", "wrong_type", 1, 9, None),
        ("months: 1e1\n", "months", "wrong_type", 1, 9, None),
        ("months: 1:30\n", "months", "wrong_type", 1, 9, None),
        ("months: 1_000\n", "months", "wrong_type", 1, 9, None),
        ("months: [5]\n", "months", "wrong_type", 1, 9, None),
        ("months: {}\n", "months", "wrong_type", 1, 9, None),
        ("mechanisms: {pairing: 50%}\n", "mechanisms.pairing", "wrong_type", 1, 23, None),
        ("mechanisms: {pairing: nan}\n", "mechanisms.pairing", "not_finite", 1, 23, None),
        ("mechanisms: {pairing: true}\n", "mechanisms.pairing", "wrong_type", 1, 23, None),
        ("mechanisms: {liaison: {on: on}}\n", "mechanisms.liaison.on", "wrong_type", 1, 28, None),
        ("mechanisms: {liaison: {on: 1}}\n", "mechanisms.liaison.on", "wrong_type", 1, 28, None),
        ("mechanisms: 5\n", "mechanisms", "wrong_type", 1, 13, None),
        ("mechanisms: [5]\n", "mechanisms", "wrong_type", 1, 13, None),
        ("title: 5\n", "title", "wrong_type", 1, 8, None),
        ("areas: north\n", "areas", "wrong_type", 1, 8, None),
        ("areas:\n- north\n- 5\n", "areas[1]", "wrong_type", 3, 3, None),
        ("areas:\n- north\n-\n", "areas[1]", "wrong_type", 3, 2, None),
        ("world: fixd\n", "world", "not_a_choice", 1, 8, "fixed"),
        ("world: true\n", "world", "not_a_choice", 1, 8, None),
        ("replications: 1\n", "replications", "out_of_range", 1, 15, None),
        ("replications: atuo\n", "replications", "not_a_choice", 1, 15, "auto"),
        ("replications: 2.5\n", "replications", "not_a_choice", 1, 15, None),
        (ORGS + "{kind: lin, area: north}\n", "organisations[0].kind", "not_a_choice", 2, 10, "line"),
        (ORGS + "{area: north}\n", "organisations[0].kind", "missing", 2, 3, None),
        (ORGS + "{kind: line}\n", "organisations[0].area", "missing", 2, 3, None),
        (ORGS + "{kind: line, area: }\n", "organisations[0].area", "missing", 2, 16, None),
        (ORGS + "{kind: block, name: ''}\n", "organisations[0].name", "wrong_length", 2, 23, None),
        (ORGS + "{kind: block, name: a, area: x}\n", "organisations[0].area", "unknown_key", 2, 26, None),
        (ORGS + "{kind: line, area: north, huors: 3}\n", "organisations[0].huors", "unknown_key", 2, 29, "hours"),
        (ORGS + "{kind: line, area: nroth}\n", "organisations[0].area", "unknown_area", 2, 22, "north"),
        (ORGS + "5\n", "organisations[0]", "wrong_type", 2, 3, None),
        ("organisations: []\n", "organisations", "no_organisations", 1, 1, None),
        ("organisations: {}\n", "organisations", "wrong_type", 1, 16, None),
        ("seed: 1\nmix: {agency: 0.5, university: 0.4}\n", "mix", "shares_sum", 2, 1, None),
        ("seed: 1\nmix: {agency: 0.9}\n", "mix", "shares_sum", 2, 1, None),
        ("bounds: [3, 1]\n", "bounds", "backwards", 1, 1, None),
        ("extends: 5\n", "extends", "wrong_type", 1, 10, None),
    ],
)  # fmt: skip
def test_one_fault(
    content: str, field: str, kind: str, line: int, column: int, nearest: str | None, refusal: Any
) -> None:
    (fault,) = refusal(content)
    assert (fault.field, fault.kind, fault.line, fault.column) == (field, kind, line, column)
    assert fault.nearest == nearest
    assert field in fault.message("en")
    assert field in fault.message("zh")


@pytest.mark.parametrize(
    ("content", "faults", "allowed", "faults_zh", "allowed_zh"),
    [
        ("months: 0", "0", "a whole number from 1 to 600", "0", "1 到 600 之间的整数"),
        ("months: '5'", 'text "5"', "a whole number from 1 to 600", "文字“5”", "1 到 600 之间的整数"),
        ("seed: -1", "-1", "a whole number of at least 0", "-1", "不小于 0 的整数"),
        ("mechanisms: {liaison: {delay: 0}}", "0", "a number above 0", "0", "大于 0 的数字"),
        ("mechanisms: {pairing: 0.2}\nworld: x", 'text "x"', "one of: drawn, fixed", "文字“x”",
         "以下之一：drawn、fixed"),
        ("replications: 1", "1", "a whole number from 2 to 1024 or one of: auto", "1",
         "2 到 1024 之间的整数，或以下之一：auto"),
        ("areas: 3", "3", "a list, each entry text", "3", "列表，各项：文字"),
        ("weights: [1, 2]", "a list of length 2", "a section of names, each with a number from 0 to 1",
         "含 2 项的列表", "以名称为键的一节，各项：0 到 1 之间的数字"),
        ("mechanisms: {liaison: {on: 1}}", "1", "true or false", "1", "true 或 false"),
        ("mechanisms: true", "true", "a section with fields", "true", "含字段的一节"),
    ],
)  # fmt: skip
def test_found_and_allowed_in_both_languages(
    content: str, faults: str, allowed: str, faults_zh: str, allowed_zh: str, refusal: Any
) -> None:
    (fault,) = refusal(content)
    assert (fault.found, fault.allowed) == (faults, allowed)
    assert f"Found {faults}; allowed: {allowed}" in fault.message("en")
    assert f"实际为：{faults_zh}；允许：{allowed_zh}" in fault.message("zh")


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("'5'", "hint.quotes"), ("1:30", "hint.colon"), ("50%", "hint.percent"), ("1_000", "hint.separators"),
        ("'1,000'", "hint.separators"), ("5.0", "hint.whole"), ("many", None),
    ],
)  # fmt: skip
def test_what_looks_like_a_number_is_explained(value: str, hint: str | None, refusal: Any) -> None:
    (fault,) = refusal(f"months: {value}\n")
    assert fault.detail.get("hint") == hint


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        ("mix:\n  agency：0.5\n", "Line 2 has a full-width colon"),
        ("mix:\n  agency:0.5\n  university:0.5\n", "Line 2 has no space after its colon"),
        ("seed: 1\nmonths:6\n", "Line 2 has no space after its colon"),
        ("months:6\n", "Line 1 has no space after its colon"),
        ("mix: none\n", None),
    ],
)
def test_a_field_that_became_text_is_explained(content: str, hint: str | None, refusal: Any) -> None:
    (fault,) = refusal(content)
    assert ("Line" in fault.message("en")) is (hint is not None)
    assert (hint or "") in fault.message("en")


def test_the_message_is_one_line_in_a_fixed_order(refusal: Any) -> None:
    (fault,) = refusal("seed: 1\nworld: fixd\n")
    assert fault.message("en") == (
        f"{fault.file}:2:8: world: this is not one of the values that can be chosen. "
        'Found text "fixd"; allowed: one of: drawn, fixed; did you mean fixed?'
    )
    assert fault.message("zh") == (
        f"{fault.file}:2:8: world：不在可选值之列。"
        "实际为：文字“fixd”；允许：以下之一：drawn、fixed；您是不是想写 fixed？"
    )


def kinds(faults: tuple[Fault, ...]) -> list[tuple[int | None, str, str]]:
    return [(fault.line, fault.field, fault.kind) for fault in faults]


def test_everything_wrong_is_reported_at_once_by_line(refusal: Any) -> None:
    text = """\
organisations:
- {kind: line, area: nowhere}
- {kind: block, name: a, hours: -1}
months: 010
mix: {agency: 0.9}
seed: true
mechanisms:
  pairing: .nan
  liaison: {exchange: 2, exchange: 3, oficers: 1}
1: 2
"""
    assert kinds(refusal(text)) == [
        (2, "organisations[0].area", "unknown_area"),
        (3, "organisations[1].hours", "out_of_range"),
        (4, "months", "leading_zero"),
        (5, "mix", "shares_sum"),
        (6, "seed", "wrong_type"),
        (8, "mechanisms.pairing", "not_finite"),
        (9, "mechanisms.liaison.exchange", "out_of_range"),
        (9, "mechanisms.liaison.exchange", "duplicate_key"),
        (9, "mechanisms.liaison.oficers", "unknown_key"),
        (10, "", "key_not_string"),
    ]


def test_a_fault_does_not_drag_others_behind_it(refusal: Any) -> None:
    # with agency refused, the sum is not known to be wrong; with areas mistyped, no area is known to lack
    assert kinds(refusal("mix: {agency: 2}\n")) == [(1, "mix.agency", "out_of_range")]
    assert kinds(refusal("mix: {agency: 010}\n")) == [(1, "mix.agency", "leading_zero")]
    text = "araes: [east]\norganisations:\n- {kind: line, area: east}\n"
    assert kinds(refusal(text)) == [(1, "araes", "unknown_key")]
    assert kinds(refusal("organisations: [{kind: line, area: .nan}]")) == [(1, "organisations[0].area", "not_finite")]


def test_what_is_wrong_beside_a_fault_in_the_same_entry_is_said_too(refusal: Any) -> None:
    """Found in a later look only: the model refuses the entry, and then nothing between fields is checked."""
    text = "organisations:\n- {kind: line, name: a, area: x, hours: -1}\n- {kind: line, area: y, name: 5}\n"
    assert kinds(refusal(text)) == [
        (2, "organisations[0].area", "unknown_area"),
        (2, "organisations[0].hours", "out_of_range"),
        (3, "organisations[1].area", "unknown_area"),
        (3, "organisations[1].name", "wrong_type"),
    ]
    text = "organisations:\n- {kind: line, area: 3}\n- {kind: line, area: nowhere}\n"
    assert kinds(refusal(text)) == [
        (2, "organisations[0].area", "wrong_type"),
        (3, "organisations[1].area", "unknown_area"),
    ]


@pytest.mark.parametrize(
    ("name", "guess"),
    [
        ("monthts", "months"), ("sed", "seed"), ("wrold", "world"), ("org", "organisations"), ("Months", "months"),
        ("pairing", "mechanisms.pairing"), ("exchnage", "mechanisms.liaison.exchange"),
        ("precision", None), ("replication", "replications"), ("motivation", None), ("x", None),
        ("hours", "organisations[…].hours"),
        ("bonds", "bounds"), ("nmae", None), ("date", None),
    ],
)  # fmt: skip
def test_the_nearest_name_is_near_or_there_is_none(name: str, guess: str | None, refusal: Any) -> None:
    """A guess that is no slip of the keyboard away misleads, and so does one place of several."""
    (fault,) = refusal(f"{name}: 1\n")
    assert fault.nearest == guess


@pytest.mark.parametrize("space", ["\u3000", "\u00a0", "\u2003", " \u3000"])
def test_an_indentation_of_wide_spaces_is_named(space: str, refusal: Any) -> None:
    faults = refusal(f"mechanisms:\n{space}pairing: 0.2\n{space}liaison:\n{space}{space}exchange: 1\n")
    assert [(fault.line, fault.kind, fault.found) for fault in faults] == [
        (2, "wide_indent", "pairing"), (3, "wide_indent", "liaison"), (4, "wide_indent", "exchange"),
    ]  # fmt: skip
    assert "第 2 行用全角空格缩进" in faults[0].message("zh")


def test_very_long_names_and_values_are_clipped(refusal: Any) -> None:
    for content in (
        f"{'k' * 900}: 1\n",
        f"title: [{'v' * 100_000}]\n",
        f"world: {'界' * 100_000}\n",
        f"? {'k' * 5000}\n: 1\n",
        f"months: {'9' * 30}\n",
    ):
        (fault,) = refusal(content)
        assert len(fault.message("en")) < 700


def test_what_does_not_print_is_escaped(refusal: Any) -> None:
    for sign in ("\u202e", "\u2028", "\x85", "\u200b"):
        (fault,) = refusal(f"world: 'a{sign}b'\n")
        assert sign not in fault.message("en")


@pytest.mark.gate
def test_thousands_of_faults_are_cut_short(refusal: Any) -> None:
    faults = refusal("".join(f"month{i}: 1\n" for i in range(20_000)))
    assert len(faults) == 201
    assert faults[-1].kind == "more_faults"
    faults = refusal("areas:\n" + "- 1\n" * 50_000)
    assert len(faults) == 201


def test_braces_in_what_is_written_do_no_harm(refusal: Any) -> None:
    (fault,) = refusal("world: '{0} {found} %s'\n")
    assert "{0} {found} %s" in fault.message("zh")
