"""Every way in which a file can fail to be one YAML section, and the scalars of YAML 1.2."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from sim.scenario import ScenarioError, load, read
from sim.scenario.nodes import dotted, plain
from sim.scenario.nodes import places as walk

EXPLOSION = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize(
    ("content", "kind", "line"),
    [
        ("", "empty", 1),
        ("# only a comment\n", "empty", 1),
        ("---\n", "empty", 1),
        ("null\n", "null", 1),
        ("~", "null", 1),
        ("60\n", "scalar", 1),
        ("months 60\n", "scalar", 1),
        ("- months: 60\n", "list_at_top", 1),
        ("[]", "list_at_top", 1),
        ("months: 6\n---\nmonths: 7\n", "several_documents", 2),
        ("months: [1, 2\n", "not_yaml", 1),
        ("months: 6\nseed: {a: 1\n", "not_yaml", 2),
        ("months: 6\ntitle: 'open\n", "not_yaml", 2),
        ("months: 6\n  seed: 7\n", "not_yaml", 2),
        ("months: 6\n\tseed: 7\n", "not_yaml", 2),
        ("months: 6\nseed\ntitle: x\n", "not_yaml", 2),
        ("title: @home\n", "not_yaml", 1),
        ('title: "\\q"\n', "not_yaml", 1),
        ("%YAML 3.0\n---\nmonths: 6\n", "not_yaml", 1),
        (b"months: 6\nseed: \x00\n", "nul_byte", 2),
        (b"months: 6\n\x00\x00\x00\x00", "nul_byte", 2),
        (b"months: 6\nseed: \x01\n", "control_character", 2),
        ('months: 6\ntitle: "\\0"\n', "control_character", 2),
        ('months: 6\ntitle: "\\u202e\\x07"\n', "control_character", 2),
        ("months: 6\ntitle: !!python/object/apply:os.system [ls]\n", "unknown_tag", 2),
        ("months: !mine 6\n", "unknown_tag", 1),
        ("months: !!int many\n", "unknown_tag", 1),
        ("months: !!binary aGVsbG8=\n", "unknown_tag", 1),
        ("title: 北京\n".encode("gb18030"), "not_utf8", 1),
        (b"months: 6\ntitle: caf\xe9\n", "not_utf8", 2),
        (b"months: 6\n\xff\xff\n", "not_utf8", 2),
        ("months: 6\ntitle: 北京\n".encode("utf-16"), "utf16", 1),
        ("months: 6\ntitle: 北京\n".encode("utf-16-le"), "utf16", 1),
        ("months: 6\ntitle: 北京\n".encode("utf-16-be"), "utf16", 1),
        ("months: 6\n".encode("utf-32"), "utf16", 1),
        ("months: 6\nmonths: 7\n", "duplicate_key", 2),
        ("months: 6\n'months': 7\n", "duplicate_key", 2),
        ("months: 6\n1: 7\n", "key_not_string", 2),
        ("months: 6\ntrue: 7\n", "key_not_string", 2),
        ("months: 6\n010: 7\n", "key_not_string", 2),
        ("months: 6\n~: 7\n", "key_not_string", 2),
        ("months: 6\n? [a, b]\n: 7\n", "key_not_string", 2),
        ("months: 6\n? {a: b}\n: 7\n", "key_not_string", 2),
        ("title: &a [x]\nareas: [*a]\n*a : 3\n", "key_not_string", 3),
        ("months: 6\n<<: {seed: 7}\n", "merge_key", 2),
        ("months: *nowhere\n", "unknown_alias", 1),
        ("areas: &a [*a]\n", "alias_circle", 1),
        ("months: 010\n", "leading_zero", 1),
        ("seed: 6\nmonths: -007.5\n", "leading_zero", 2),
        ("mechanisms: {pairing: .nan}\n", "not_finite", 1),
        ("mechanisms: {pairing: -.inf}\n", "not_finite", 1),
        ("mechanisms: {pairing: 1e999}\n", "not_finite", 1),
        ("seed: " + "9" * 41, "long_number", 1),
        (EXPLOSION, "alias_explosion", 5),
        ("areas:\n" + "- a\n" * 250_001, "too_many_values", 250_001),
        ("areas: " + "[" * 10_000, "too_deep", 1),
        ("areas: " + "[" * 10_000 + "]" * 10_000, "too_deep", 1),
        ("- " * 10_000, "too_deep", 1),
        ("\n".join(" " * depth + "a:" for depth in range(1000)), "too_deep", 51),
    ],
)
def test_a_file_that_is_no_section(content: str | bytes, kind: str, line: int, refusal: Any) -> None:
    fault = next(fault for fault in refusal(content) if fault.kind == kind)
    assert fault.line == line


def test_the_pure_python_scanner_refuses_the_same(refusal: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "_LOADER", yaml.SafeLoader)
    for content, kind in (
        ("areas: [1", "not_yaml"),
        ('title: "\\Uffffffff"', "not_yaml"),
        ("areas: " + "[" * 10_000, "too_deep"),
        (EXPLOSION, "alias_explosion"),
        ("months: 6\n---\na: 1", "several_documents"),
        ("months: 1:30", "wrong_type"),
    ):
        assert kind in {fault.kind for fault in refusal(content)}


def test_gbk_is_named_as_the_likely_cause(refusal: Any) -> None:
    (fault,) = refusal("months: 6\ntitle: 徐汇\n".encode("gbk"))
    assert (fault.kind, fault.line, fault.column, fault.detail["hint"]) == ("not_utf8", 2, 8, "hint.gbk")
    assert "GBK" in fault.message("en")
    assert "GBK" in fault.message("zh")


def test_a_full_width_colon_is_pointed_out(refusal: Any) -> None:
    (fault,) = refusal("seed: 1\nmonths：60\ntitle: x\n")
    assert fault.kind == "not_yaml"
    assert "Line 2" in fault.message("en")
    (fault,) = refusal("months：60\n")
    assert fault.kind == "scalar"
    assert "全角" in fault.message("zh")


def test_an_entry_of_a_list_among_fields_is_called_so(refusal: Any) -> None:
    (fault,) = refusal("months: 6\nmechanisms:\n  liaison: {}\n  - 4\n")
    assert (fault.kind, fault.line) == ("not_yaml", 4)
    assert "an entry of a list" in fault.message("en")
    (fault,) = refusal("mechanisms:\n    liaison: {}\n  other: 1\n")
    assert "an entry of a list" not in fault.message("en")


def test_a_duplicate_says_where_the_first_is(refusal: Any) -> None:
    (fault,) = refusal("mechanisms:\n  liaison:\n    exchange: 0.1\n    meetings: 1\n    exchange: 0.2\n")
    assert (fault.field, fault.line, fault.column) == ("mechanisms.liaison.exchange", 5, 5)
    assert "line 3" in fault.message("en")


def test_a_byte_order_mark_is_fine(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbfmonths: 6\n")
    assert load(path).months == 6


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    def kind(path: Path) -> str:
        with pytest.raises(ScenarioError) as caught:
            load(path)
        assert caught.value.text("zh")
        return caught.value.faults[0].kind

    assert kind(tmp_path) == "is_directory"
    assert kind(tmp_path / "missing.yaml") == "missing_file"
    assert kind(tmp_path / "a\0b.yaml") in ("missing_file", "unreadable")
    assert kind(tmp_path / ("x" * 5000)) in ("missing_file", "unreadable")
    (tmp_path / "file.yaml").write_text("months: 6")
    assert kind(tmp_path / "file.yaml" / "below.yaml") == "missing_file"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert kind(tmp_path / "pipe") == "not_a_file"


def test_an_unreadable_file(refusal: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", deny)  # chmod does not stop root
    (fault,) = read.read_file(Path(__file__)).faults
    assert fault.kind == "unreadable"
    assert "Permission denied" in fault.message("zh")


def test_a_big_file_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)

    def opened(*_: Any, **__: Any) -> None:
        raise AssertionError("it was opened")

    monkeypatch.setattr(Path, "open", opened)
    (fault,) = read.read_file(path).faults
    assert fault.kind == "too_big"
    assert "50,000,000" in fault.message("en")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1e-3", 0.001), ("1e3", 1000.0), ("-.5", -0.5), ("5.", 5.0), ("0.5", 0.5),
        ("+7", 7), ("0", 0), ("-0", 0), ("0x1F", 31), ("0o17", 15),
        ("true", True), ("False", False), ("null", None), ("~", None),
        ("yes", "yes"), ("no", "no"), ("on", "on"), ("off", "off"), ("y", "y"), ("tRue", "tRue"),
        ("1:30", "1:30"), ("1_000", "1_000"), ("2020-12-31", "2020-12-31"), ("nan", "nan"),
        (".5.", ".5."), ("1e", "1e"), ("-", "-"), ("0b1", "0b1"), ("１２", "１２"), ("1.5.2", "1.5.2"),
    ],
)  # fmt: skip
def test_scalars_are_those_of_yaml_1_2(text: str, value: object) -> None:
    result = read.scalar(text)
    assert result == value
    assert type(result) is type(value)


def test_names_that_yaml_1_1_takes_for_booleans_are_names(tmp_path: Path) -> None:
    document = read.read_text("on: {yes: no, n: off}\n=: 1\n", "x.yaml")
    assert document.tree is not None
    assert plain(document.tree) == {"on": {"yes": "no", "n": "off"}, "=": 1}


def test_tags_that_only_say_what_is_so() -> None:
    text = "a: !!str 5\nb: !!float 5\nc: !!int 5\nd: ! 5\ne: !!map {f: !!seq [!!bool true, !!null ~]}\n"
    document = read.read_text(text, "x.yaml")
    assert document.tree is not None
    assert plain(document.tree) == {"a": "5", "b": 5.0, "c": 5, "d": "5", "e": {"f": [True, None]}}


def test_an_alias_repeats_its_value_and_keeps_its_place() -> None:
    document = read.read_text("a: &x\n  b: 1\nc: *x\n", "x.yaml")
    assert document.tree is not None
    assert plain(document.tree) == {"a": {"b": 1}, "c": {"b": 1}}
    places = {dotted(path): (entry.key, entry.place) for path, entry in walk(document.tree)}
    assert [(place.line, place.column) for place in places["c.b"] if place] == [(2, 3), (2, 6)]
    key, _ = places["c"]
    assert key is not None
    assert (key.line, key.column) == (3, 1)


def test_faults_before_a_syntax_error_are_reported_with_it(refusal: Any) -> None:
    kinds = [fault.kind for fault in refusal("months: 010\nmonths: 5\nareas: [1\n")]
    assert kinds == ["leading_zero", "duplicate_key", "not_yaml"]
