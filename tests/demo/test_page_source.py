"""What the page is made of: nothing that a browser of the last three years lacks, and every letter that it shows."""

from __future__ import annotations

import base64
import io
import json
import re
from typing import Any, Final

import pytest
from fontTools.ttLib import TTFont

from sim.demo.file import FONT, PAGE, SPOKEN, page_file
from sim.demo.lessons.load import load_lesson, shipped_lessons
from sim.demo.lessons.packed import lesson_data
from sim.words.catalogue import CATALOGUE
from tests.demo.packed import packed

SOURCES: Final = sorted(file.name for file in PAGE.iterdir() if file.suffix in (".js", ".css", ".html"))
TOO_NEW: Final = {
    # what the last of Chrome, Firefox and Safari learnt after November 2023
    ":has()": r":has\(",
    "@starting-style": r"@starting-style",
    "@scope": r"@scope\b",
    "@property": r"@property\b",
    "text-wrap": r"text-wrap\s*:",
    "light-dark()": r"light-dark\(",
    "relative colours": r"\b(?:rgb|hsl|oklch|lab)\(from\b",
    "anchor positions": r"anchor-name|position-anchor|position-try",
    "view transitions": r"startViewTransition|view-transition-name",
    "scroll-driven animations": r"animation-timeline|scroll-timeline",
    "field-sizing, interpolate-size": r"field-sizing|interpolate-size|calc-size\(",
    "safe alignment": r"\bsafe (?:center|end|start)\b",
    "popover": r"popover|showPopover|togglePopover",
    "details that close one another": r"<details[^>]*\bname=",
    "Promise.try, Promise.withResolvers": r"Promise\.(?:try|withResolvers)\b",
    "methods of Set": r"\.(?:union|intersection|(?:symmetricD|d)ifference|is(?:Subset|Superset|Disjoint)(?:Of|From))\(",
    "helpers of iterators": r"\.(?:values|keys|entries)\(\)\s*\.(?:map|filter|take|drop|flatMap|reduce|toArray|some)\(",
    "groupBy": r"\b(?:Object|Map)\.groupBy\(",
    "Array.fromAsync": r"Array\.fromAsync\(",
    "bytes as text": r"\.(?:toBase64|fromBase64|toHex|fromHex)\(",
    "RegExp.escape": r"RegExp\.escape\(",
    "URL.parse": r"\bURL\.parse\(",
    "import attributes": r"\bwith\s*\{\s*type:",
    "Intl.DurationFormat, Intl.Segmenter": r"Intl\.(?:DurationFormat|Segmenter)",
    "Temporal": r"\bTemporal\.",
    "setHTML": r"\.setHTML\(|setHTMLUnsafe|parseHTMLUnsafe",
    "moveBefore": r"\.moveBefore\(",
}


@pytest.mark.parametrize("name", SOURCES)
def test_nothing_is_newer_than_a_browser_of_the_last_three_years(name: str) -> None:
    source = (PAGE / name).read_text(encoding="utf-8")
    assert [what for what, pattern in TOO_NEW.items() if re.search(pattern, source)] == []
    if name.endswith(".css"):
        assert nested(source) == []


def nested(style: str) -> list[str]:
    """Return what opens a rule inside a rule."""
    heads, nested_rules = [], []
    for head, sign in re.findall(r"([^{}]*)([{}])", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)):
        if sign == "}":
            heads.pop()
            continue
        if heads and not heads[-1].startswith("@media"):
            nested_rules.append(head.strip())
        heads.append(head.strip())
    return nested_rules


def test_a_rule_inside_a_rule_would_be_found() -> None:
    assert nested("@media print { a { b: c } } d { e: f }") == []
    assert nested("a { b: c; em { d: e } }") == ["b: c; em"]


def lettered(stage: dict[str, Any] | None) -> tuple[str, set[int]]:
    """Return a page, and the signs that the letters in it have."""
    page = page_file(stage, "zh")
    embedded = re.search(r"src: url\(data:font/\w+;base64,([^)]*)\)", page)
    assert embedded
    return page, set(TTFont(io.BytesIO(base64.b64decode(embedded[1]))).getBestCmap())


def lacking(text: str, letters: set[int]) -> set[str]:
    """Return what is to be read and has no letter; what marks a missing sentence is no letter of ours."""
    return {sign for sign in text if sign.isprintable() and not sign.isspace() and ord(sign) not in letters} - set("⟨⟩")


def test_a_file_brings_every_letter_that_it_shows() -> None:
    data = lesson_data(load_lesson("two_hands"))
    page, letters = lettered({"lesson": data, "title": {"zh": "𠮷", "en": "a name from elsewhere"}})
    assert packed(page)["lesson"] == data
    without_font = re.sub(r"base64,[^)]*", "", page)
    assert lacking(without_font, letters) == {"𠮷"}, "what no letters of ours have is found by this very test"
    assert re.search("[\u4e00-\u9fff━┄±−]", without_font)


def test_the_letters_of_the_program_have_every_sentence_of_page_and_lessons() -> None:
    letters = set(TTFont(FONT).getBestCmap())
    spoken = "".join(text for key, both in CATALOGUE.items() if key.startswith(SPOKEN) for text in both)
    lessons = json.dumps([lesson_data(load_lesson(name)) for name in shipped_lessons()], ensure_ascii=False)
    pages = "".join((PAGE / name).read_text(encoding="utf-8") for name in SOURCES)
    assert lacking(spoken + lessons + pages, letters) == set()


def test_a_file_asks_for_no_module_and_no_other_file() -> None:
    page = page_file({"lesson": lesson_data(load_lesson("two_hands"))}, "zh")
    assert 'type="module"' not in page
    assert not re.search(r"^\s*(?:import|export) ", page, re.MULTILINE), "browsers import no module from a file"
    assert not re.search(r"<(?:script|img|link)[^>]* src=|@import", page)
    assert re.findall(r'<link[^>]*href="([^"]*)"', page) == ["data:,"]
