"""The catalogue of faults: whole, the same in both languages, and all of it used."""

from __future__ import annotations

import importlib
import inspect
import string
from pathlib import Path

import pytest

from sim.scenario.faults import Fault
from sim.scenario.nodes import dotted, undotted
from sim.words.faults import FAULT_WORDS, Phrase, clip, names
from sim.words.yaml_faults import PARSER_SAYS


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", FAULT_WORDS)
def test_both_languages_have_the_same_placeholders(key: str) -> None:
    english, chinese = FAULT_WORDS[key]
    assert placeholders(english) == placeholders(chinese)
    assert english or key == "frame.space"
    if not key.startswith("frame.") and key != "yaml.other":
        assert any("\u4e00" <= sign <= "\u9fff" for sign in chinese)
        assert not any("\u4e00" <= sign <= "\u9fff" for sign in english)


def test_machinery_uses_every_word_that_is_not_a_kind_of_the_schema() -> None:
    modules = (
        "faults", "read", "syntax", "field_types", "validate", "load", "sets", "nodes", "plain_data", "use",
        "design_file",
    )  # fmt: skip
    source = "".join(inspect.getsource(importlib.import_module(f"sim.scenario.{name}")) for name in modules)
    package = Path(inspect.getfile(Fault)).parents[1]
    elsewhere = ("scenario/consistency.py", "scenario/case.py", "scenario/oddities.py", "model/own.py")
    lessons = ("demo/lessons/lesson.py", "demo/lessons/load.py", "demo/lessons/text.py")
    for name in (*elsewhere, *lessons):
        # by text: here another check stands in for the real one
        source += (package / name).read_text("utf-8")
    source += inspect.getsource(importlib.import_module("sim.words.faults")).split("class Phrase")[1]
    parser_says = {key for _, key in PARSER_SAYS}
    for key in FAULT_WORDS:
        if "." not in key or key in parser_says:
            continue
        used = f'"{key}"' in source or f'"{key.removeprefix("frame.")}"' in source
        assert used or key.startswith("say.length"), key


def test_a_kind_that_is_not_in_the_catalogue_says_its_message() -> None:
    fault = Fault("a.yaml", 1, 2, "x", "brand_new", detail={"message": "odd {x}"})
    assert fault.message("en") == "a.yaml:1:2: x: this is not accepted: odd {x}."
    assert Fault("a.yaml", None, None, "", "brand_new").message("zh") == "a.yaml: 不被接受：brand_new。"


def test_a_missing_part_is_no_traceback() -> None:
    assert "…" in Fault("a.yaml", 1, 1, "x", "duplicate_key").message("zh")


def test_a_phrase_is_english_as_text_and_knows_chinese() -> None:
    phrase = Phrase("say.range", noun=Phrase("say.a_number"), low="0", high="1")
    assert phrase == "a number from 0 to 1"
    assert phrase.say("zh") == "0 到 1 之间的数字"
    assert Phrase("say.one_of", names=names(range(20), 2)).say("zh") == "以下之一：0、1 等（另有 18 个）"


def test_clipping() -> None:
    assert clip("a" * 100, 20) == "a" * 14 + "…" + "a" * 5
    assert clip("a\nb\u202e") == "a\\nb\\u202e"
    assert clip("徐汇") == "徐汇"


@pytest.mark.parametrize("text", ["a", "a.b", "a[0].b", "a[0][12]", "organisations[3].area", "甲.乙"])
def test_paths_there_and_back(text: str) -> None:
    path = undotted(text)
    assert path is not None
    assert dotted(path) == text


@pytest.mark.parametrize("text", ["", ".", "a.", "a b", "a[", "a[x]", "a[-1]", "[0]", 'a"b', "a=b", "a[0"])
def test_what_is_no_path(text: str) -> None:
    assert undotted(text) is None
