"""What a lesson says in one language: a Markdown file with fixed headings, and nothing in it that a page could run."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sim.scenario.faults import Fault, nearest
from sim.scenario.nodes import Place
from sim.scenario.read import text_of
from sim.words import CATALOGUE, LANGUAGES
from sim.words.faults import Phrase, clip

PARTS = ("guess", "watch", "result", "right", "wrong", "why", "questions")
NEEDED = PARTS[:-1]
MOST_BYTES = 600_000
_PLAIN = {"text", "softbreak", "hardbreak"}
_BLOCKS = {
    f"{name}_{end}" for name in ("paragraph", "heading", "ordered_list", "bullet_list", "list_item")
    for end in ("open", "close")
} | {"inline"}  # fmt: skip
_NOTHING = ("–", "-", "—", "——", "")
_LISTS = ("guess", "wrong", "questions")
"""Parts that hold lists."""
_SLIPS = (
    ("lesson_heading_space", re.compile(r"\s{0,3}([#＃]{1,6})[ \u3000]*(?=[^\s#＃])"), re.compile(r" {0,3}#{1,6} ")),
    ("lesson_item_space", re.compile(r"\s{0,3}(\d{1,2})(?:[．。、）]|[.)](?=[^\s\d]))\s*"), re.compile(r"$^")),
    ("lesson_item_space", re.compile(r"\s{0,3}()[·•●]\s*"), re.compile(r"$^")),
)
"""What looks like a heading or an item and is none to Markdown, and what is one after all."""
_WIDE_BRACES = re.compile(r"｛\s*(\w*)\s*｝")


@dataclass
class Question:
    """A question of the questionnaire, with its options."""

    text: str
    options: list[str]


@dataclass
class Text:
    """What a lesson says in one language; figures stand in it as ``{name}``.

    Attributes
    ----------
    wrong : list of str
        What is said to who guessed each option; empty for the right one.
    lines : dict of str to int
        Where each figure is first spoken of, and where each of `wrong` stands (by its number from 1).
    """

    title: str = ""
    before: list[str] = field(default_factory=list)
    question: str = ""
    options: list[str] = field(default_factory=list)
    watch: str = ""
    result: str = ""
    right: str = ""
    wrong: list[str] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)


@dataclass
class _Block:
    """A paragraph, a heading or an item of a list, with its line."""

    kind: str
    text: str
    line: int
    level: int = 0


def heading(part: str, lang: str) -> str:
    """Return how a part is headed in a language."""
    return CATALOGUE[f"lesson.heading.{part}"][LANGUAGES.index(lang)]


def read(path: Path, lang: str) -> tuple[Text, list[Fault]]:
    """Read what a lesson says in one language.

    Returns
    -------
    text : Text
        What could be understood.
    faults : list of Fault
        All that is wrong with it by itself.
    """
    source = text_of(path, str(path), MOST_BYTES)
    if isinstance(source, Fault):
        return Text(), [source]
    if not source.strip():
        return Text(), [Fault.at(Place(str(path), 1), (), "empty", "", Phrase("say.lesson_blocks"))]
    reading = _Reading(str(path), lang)
    blocks = reading.blocks(MarkdownIt("commonmark").parse(reading.straightened(source)))
    text = reading.text(blocks)
    return text, reading.faults


class _Reading:
    """One file being read."""

    def __init__(self, file: str, lang: str) -> None:
        self.file, self.lang = file, lang
        self.faults: list[Fault] = []
        self._titled = {heading(part, lang): part for part in PARTS}
        self._in_other = {heading(part, other): part for other in LANGUAGES if other != lang for part in PARTS}

    def _fault(self, line: int, kind: str, found: str = "", allowed: str = "", guess: str | None = None) -> None:
        if not any(fault.line == line and fault.kind == kind for fault in self.faults):  # the first in a line says it
            self.faults.append(Fault.at(Place(self.file, line), (), kind, clip(found), allowed, guess))

    def straightened(self, source: str) -> str:
        """Return the text as it was meant where a slip is plain, so that one slip makes one fault."""
        part = ""
        lines = source.splitlines()
        for n, line in enumerate(lines):
            for kind, looks, is_right in _SLIPS:
                sign = looks.match(line)
                if sign is None or is_right.match(line) or (kind == "lesson_item_space" and part not in _LISTS):
                    continue
                mark = "#" * len(sign[1]) if kind == "lesson_heading_space" else f"{sign[1]}." if sign[1] else "-"
                self._fault(n + 1, kind, line.strip(), f"{mark} {line[sign.end() :].strip()}")
                lines[n] = f"{mark} {line[sign.end() :]}"
                break
            if line.lstrip().startswith("|") and not (n and lines[n - 1].lstrip().startswith("|")):
                self._fault(n + 1, "lesson_markup", line.strip(), Phrase("say.lesson_blocks"))
            wide = _WIDE_BRACES.search(line)
            if wide:
                self._fault(n + 1, "lesson_wide_braces", wide[0], f"{{{wide[1]}}}")
            if lines[n].startswith("## "):
                part = self._titled.get(lines[n][3:].strip(), "")
        return "\n".join(lines)

    def blocks(self, tokens: list[Token]) -> list[_Block]:
        """Return what stands in the file, block by block; note what is not accepted."""
        blocks: list[_Block] = []
        kind, level, depth = "", 0, 0
        for token, following in zip_longest(tokens, tokens[1:]):
            line = token.map[0] + 1 if token.map else (blocks[-1].line if blocks else 1)
            if token.type == "list_item_open" and following is not None and following.type == "list_item_close":
                blocks.append(_Block("item", "", line))
            if token.type not in _BLOCKS:
                sort = "lesson_html" if token.type == "html_block" else "lesson_markup"
                self._fault(line, sort, token.content.strip() or token.markup, Phrase("say.lesson_blocks"))
            elif token.type == "heading_open":
                kind, level = "heading", int(token.tag[1])
            elif token.type in ("ordered_list_open", "bullet_list_open"):
                depth += 1
            elif token.type in ("ordered_list_close", "bullet_list_close"):
                depth -= 1
            elif token.type == "paragraph_open":
                kind, level = ("item" if depth else "paragraph"), 0
            elif token.type == "inline":
                blocks.append(_Block(kind, self._plain(token, line), line, level))
        return blocks

    def _plain(self, token: Token, line: int) -> str:
        """Return the text of a block, without any markup."""
        text = ""
        for child in token.children or ():
            if child.type == "html_inline":
                self._fault(line, "lesson_html", child.content, Phrase("say.lesson_blocks"))
            elif child.type not in _PLAIN:
                self._fault(line, "lesson_markup", child.content or child.markup, Phrase("say.lesson_blocks"))
            else:
                text += self._break(text) if child.type.endswith("break") else child.content
        return text.strip()

    def _break(self, before: str) -> str:
        """Return what joins two lines: nothing between Chinese signs, a space between words."""
        return "" if re.search(r"[\u3000-\u9fff\uff00-\uffef]$", before) else " "

    def text(self, blocks: list[_Block]) -> Text:
        """Put the blocks in their places."""
        parts: dict[str, list[_Block]] = {"": []}
        at = ""
        title: str | None = None
        for block in blocks:
            if block.kind == "heading" and block.level == 1:
                if title is not None:
                    self._fault(block.line, "lesson_heading_twice", block.text)
                title = block.text
            elif block.kind == "heading" and block.level == 2:
                at = self._part(block, parts)
                parts.setdefault(at, [])
            else:
                parts[at].append(block)
        if title is None:
            self._fault(1, "lesson_no_title")
        unknown = sum(part.startswith("?") for part in parts)  # each is taken for one that is missing
        for part in [part for part in NEEDED if part not in parts][unknown:]:
            self._fault(blocks[-1].line if blocks else 1, "lesson_heading_missing", "", heading(part, self.lang))
        text = self._text(title or "", parts)
        text.lines |= self._figures(blocks)
        return text

    def _part(self, block: _Block, parts: Mapping[str, list[_Block]]) -> str:
        part = self._titled.get(block.text)
        if part is None:
            meant = self._in_other.get(block.text) or self._titled.get(nearest(block.text, list(self._titled)) or "")
            guess = heading(meant, self.lang) if meant else None
            self._fault(block.line, "lesson_heading", block.text, ", ".join(self._titled), guess)
            return meant if meant and meant not in parts else f"? {block.line}"
        if part in parts:
            self._fault(block.line, "lesson_heading_twice", block.text)
        return part

    def _text(self, title: str, parts: dict[str, list[_Block]]) -> Text:
        guess = parts.get("guess", [])
        items = [block for block in parts.get("wrong", []) if block.kind == "item"]
        wrong = [block.text for block in items]
        text = Text(
            title=title,
            before=self._paragraphs(parts.get("", [])),
            question=" ".join(block.text for block in guess if block.kind == "paragraph"),
            options=[block.text for block in guess if block.kind == "item"],
            watch=self._one("watch", parts),
            result=self._one("result", parts),
            right=self._one("right", parts),
            wrong=["" if answer in _NOTHING else answer for answer in wrong],
            why=self._paragraphs(parts.get("why", [])),
            questions=self._questions(parts.get("questions", [])),
            lines={str(number): block.line for number, block in enumerate(items, 1)},
        )
        self._without_words(guess)
        self._without_words(parts.get("questions", []))
        if "guess" in parts and (len(text.options) < 2 or not text.question):
            self._fault(_line(guess), "lesson_options", str(len(text.options)))
        elif "guess" in parts and "wrong" in parts and len(wrong) != len(text.options):
            self._fault(_line(parts["wrong"]), "lesson_wrong", str(len(wrong)), str(len(text.options)))
        first: dict[str, int] = {}
        for number, block in enumerate(items, 1):
            if block.text not in _NOTHING and first.setdefault(block.text, number) != number:
                self._fault(block.line, "lesson_same_words", block.text)
        return text

    def _without_words(self, blocks: list[_Block]) -> None:
        for block in blocks:
            if block.kind == "item" and not block.text:
                self._fault(block.line, "lesson_item_empty")

    def _figures(self, blocks: list[_Block]) -> dict[str, int]:
        """Return where each figure is first spoken of; note braces that hold none."""
        lines: dict[str, int] = {}
        for block in blocks:
            try:
                for _, name, form, conversion in string.Formatter().parse(block.text):
                    if name is not None and (not name or form or conversion):
                        self._fault(block.line, "lesson_braces", block.text)
                    elif name is not None:
                        lines.setdefault(f"{{{name}}}", block.line)
            except ValueError:
                self._fault(block.line, "lesson_braces", block.text)
        return lines

    def _paragraphs(self, blocks: list[_Block]) -> list[str]:
        for block in blocks:
            if block.kind != "paragraph":
                self._fault(block.line, "lesson_only_paragraphs", block.text)
        return [block.text for block in blocks if block.kind == "paragraph"]

    def _one(self, part: str, parts: dict[str, list[_Block]]) -> str:
        paragraphs = self._paragraphs(parts.get(part, []))
        if part in parts and not paragraphs:
            self._fault(_line(parts[part]), "lesson_part_empty", heading(part, self.lang))
        return " ".join(paragraphs) if self.lang == "en" else "".join(paragraphs)

    def _questions(self, blocks: list[_Block]) -> list[Question]:
        questions: list[Question] = []
        for block in blocks:
            if block.kind == "heading":
                questions.append(Question(block.text, []))
            elif block.kind == "item" and questions:
                questions[-1].options.append(block.text)
            else:
                self._fault(block.line, "lesson_question", block.text)
        for question in questions:
            if len(question.options) < 2:
                self._fault(_line(blocks), "lesson_options", question.text)
        return questions


def _line(blocks: list[_Block]) -> int:
    return blocks[0].line if blocks else 1
