"""What a lesson says in one language: a Markdown file with fixed headings, and nothing in it that a page could run."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sim.scenario.faults import Fault, nearest
from sim.scenario.nodes import Place
from sim.words import CATALOGUE, LANGUAGES
from sim.words.faults import Phrase, clip

PARTS = ("guess", "watch", "result", "right", "wrong", "why", "questions")
NEEDED = PARTS[:-1]
MOST_SIGNS = 200_000
_PLAIN = {"text", "softbreak", "hardbreak"}
_BLOCKS = {
    f"{name}_{end}" for name in ("paragraph", "heading", "ordered_list", "bullet_list", "list_item")
    for end in ("open", "close")
} | {"inline"}  # fmt: skip
_NOTHING = ("–", "-", "—")


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
    try:
        source = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Text(), [Fault.at(Place(str(path)), (), "missing_file")]
    except UnicodeDecodeError:
        return Text(), [Fault.at(Place(str(path)), (), "not_utf8", "", Phrase("say.utf8"), hint="hint.save_utf8")]
    except OSError as error:
        return Text(), [Fault.at(Place(str(path)), (), "unreadable", reason=error.strerror or str(error))]
    if len(source) > MOST_SIGNS:
        return Text(), [Fault.at(Place(str(path)), (), "too_big")]
    reading = _Reading(str(path), lang)
    blocks = reading.blocks(MarkdownIt("commonmark").parse(source))
    return reading.text(blocks), reading.faults


class _Reading:
    """One file being read."""

    def __init__(self, file: str, lang: str) -> None:
        self.file, self.lang = file, lang
        self.faults: list[Fault] = []

    def _fault(self, line: int, kind: str, found: str = "", allowed: str = "", guess: str | None = None) -> None:
        self.faults.append(Fault.at(Place(self.file, line), (), kind, clip(found), allowed, guess))

    def blocks(self, tokens: list[Token]) -> list[_Block]:
        """Return what stands in the file, block by block; note what is not accepted."""
        blocks: list[_Block] = []
        kind, level, depth = "", 0, 0
        for token in tokens:
            line = token.map[0] + 1 if token.map else (blocks[-1].line if blocks else 1)
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
        titled = {heading(part, self.lang): part for part in PARTS}
        parts: dict[str, list[_Block]] = {"": []}
        at = ""
        title: str | None = None
        for block in blocks:
            if block.kind == "heading" and block.level == 1:
                if title is not None:
                    self._fault(block.line, "lesson_heading_twice", block.text)
                title = block.text
            elif block.kind == "heading" and block.level == 2:
                at = self._part(block, titled, parts)
                parts.setdefault(at, [])
            else:
                parts[at].append(block)
        if title is None:
            self._fault(1, "lesson_no_title")
        for part in NEEDED:
            if part not in parts:
                self._fault(blocks[-1].line if blocks else 1, "lesson_heading_missing", "", heading(part, self.lang))
        return self._filled(title or "", parts)

    def _part(self, block: _Block, titled: Mapping[str, str], parts: Mapping[str, list[_Block]]) -> str:
        part = titled.get(block.text)
        if part is None:
            self._fault(block.line, "lesson_heading", block.text, ", ".join(titled), nearest(block.text, list(titled)))
            return f"? {block.line}"
        if part in parts:
            self._fault(block.line, "lesson_heading_twice", block.text)
        return part

    def _filled(self, title: str, parts: dict[str, list[_Block]]) -> Text:
        guess = parts.get("guess", [])
        wrong = [block.text for block in parts.get("wrong", []) if block.kind == "item"]
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
        )
        if "guess" in parts and (len(text.options) < 2 or not text.question):
            self._fault(_line(guess), "lesson_options", str(len(text.options)))
        if "wrong" in parts and len(wrong) != len(text.options):
            self._fault(_line(parts["wrong"]), "lesson_wrong", str(len(wrong)), str(len(text.options)))
        return text

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


def figures_in(text: Text) -> set[str]:
    """Return the names of the figures that a text speaks of.

    Raises
    ------
    ValueError
        Where braces are not closed.
    """
    texts = [text.title, *text.before, text.question, *text.options, text.watch, text.result, text.right, *text.wrong,
            *text.why]  # fmt: skip
    return {name for passage in texts for _, name, _, _ in string.Formatter().parse(passage) if name is not None}
