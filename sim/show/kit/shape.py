"""The faces of an answer: data, tables, words, pictures, a page, and the folder in which they are kept.

What is done with faces is written here, once, and knows no question; what they are, each answer's folder says in its
``faces.py``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic

from sim.words import CATALOGUE, LANGUAGES, Refusal, language

from . import manifest as manifests
from .files import Content, Files, Lines
from .schema import Schema
from .tables import Answer, DataTable, Entry, Row, as_csv, csv_lines, entry

if TYPE_CHECKING:
    from pandas import DataFrame

    from .picture import Chart, Pictures

PLACES = 80
_EMPTY = dict.fromkeys(("title", "headline", "top", "facts", "texts", "parts", "tables"), ())


@dataclass(frozen=True)
class Making:
    """How an answer came about: what nothing but its manifest and its page tell.

    Attributes
    ----------
    lang : {"en", "zh"}
        Language of page and figures; no other file depends on it.
    command : sequence of str
        The words typed; none from Python.
    started, finished : datetime.datetime
        With their offset from universal time.
    without : frozenset of str
        Parts of the page that are left out.
    folder : pathlib.Path, optional
        The one that was filled while the answer was worked on; none where all is written at the end.
    """

    lang: str
    command: Sequence[str] = ()
    started: datetime = field(default_factory=lambda: datetime.now().astimezone())
    finished: datetime = field(default_factory=lambda: datetime.now().astimezone())
    without: frozenset[str] = frozenset()
    folder: Path | None = None


@dataclass(frozen=True)
class Page(Generic[Answer]):
    """The page of an answer.

    Attributes
    ----------
    file : str
        Its name.
    make : callable
        From the answer, its pictures, how it came about, its manifest, and the names of the files beside it.
    """

    file: str
    make: Callable[[Answer, Pictures, Making, Mapping[str, Any], Sequence[str]], bytes]


def later(module: str, name: str) -> Callable[..., Any]:
    """Return a function that is looked up when it is called: whoever wants data only waits for no Matplotlib."""

    def call(*given: Any) -> Any:
        return getattr(import_module(module), name)(*given)

    return call


@dataclass(frozen=True)
class Faces(Generic[Answer]):
    """The faces of one kind of answer.

    Attributes
    ----------
    name : str
        Of its folder under ``sim/show``, and of the question in a manifest.
    kind : type
        The class of the answers.
    command : str
        The command, and the function of `sim`, that asks.
    schema : str
        Of its data: a file in ``docs/``.
    data : callable
        From an answer to JSON-able data.
    shape : dict
        What the data look like, declared with `sim.show.kit.schema`; the file is made of it.
    tables : tuple of DataTable
    line, text, cell : callable
        In words: one line; a whole screen, for a number of places; what a notebook and the workbook's first sheet
        show.
    manifest : callable
        From an answer to what a manifest must keep to have it made again.
    figures : tuple of str
        Names of all figures there can be.
    pictures : callable
        From an answer and a language to all figures that it has.
    chart : callable
        From an answer, a name and a language to one figure; refuses one that it has not.
    page : Page
    data_file, workbook : str
        Names of files; empty where there is none.
    escaped : bool
        Whether the data file escapes what is not ASCII.
    beside : tuple of str
        Files in its folder that its command writes while it goes on, as patterns; in the manifest they are ``kept``.
    family : str
        Of the catalogue's keys that explain its files: ``output.FAMILY.…``.
    is_large : callable
        Whether an answer has too many rows for a workbook that nobody has asked for; its tables are written row by row.
    row_names : callable
        To what rows are called, a list for each column that holds names and is explained with them.
    unnamed : frozenset of str
        Fields by which its manifest is told where it does not yet name the question; none where all do.
    kinds : callable, optional
        Of what is kept in a store: from an answer and a table to what each column holds, for files that must know.
    reopened : callable, optional
        Of the same: from a folder to the answer that it holds.
    """

    name: str
    kind: type[Answer]
    command: str
    schema: str
    data: Callable[[Answer], dict[str, Any]]
    shape: Schema
    tables: tuple[DataTable[Answer], ...]
    line: Callable[[Answer, str], str]
    text: Callable[[Answer, str, int, bool], str]
    cell: Callable[[Answer, str], dict[str, Any]]
    manifest: Callable[[Answer], dict[str, Any]]
    figures: tuple[str, ...]
    pictures: Callable[[Answer, str], Pictures]
    chart: Callable[[Answer, str, str], Chart]
    page: Page[Answer]
    data_file: str = ""
    workbook: str = ""
    escaped: bool = True
    beside: tuple[str, ...] = ()
    family: str = ""
    is_large: Callable[[Answer], bool] = lambda _: False
    row_names: Callable[[], dict[str, list[Entry]]] = dict
    unnamed: frozenset[str] = frozenset()
    kinds: Callable[[Answer, DataTable[Answer]], Mapping[str, str]] | None = None
    reopened: Callable[[Path], Answer] | None = None

    def csv(self, answer: Answer) -> dict[str, Content]:
        """Return the tables that are files, name → content; of a large answer made as they are written."""
        there = [table for table in self.tables if table.is_file and table.there(answer)]
        if self.is_large(answer):
            return {table.file: Lines(partial(csv_lines, table.head(answer), table.body, answer)) for table in there}
        return {table.file: as_csv(table.rows(answer)) for table in there}

    def rows(self, answer: Answer) -> dict[str, list[Row]]:
        """Return every table that the answer has, head first."""
        return {table.name: table.rows(answer) for table in self.tables if table.there(answer)}

    def files(self, answer: Answer, making: Making, *, report: bool) -> Files:
        """Return all files of the folder.

        Parameters
        ----------
        answer
            The answer.
        making : Making
            How it came about.
        report : bool
            Whether to make page, figures and workbook too; nothing heavy is imported without them.
        """
        data: dict[str, Content] = {}
        if self.data_file:
            text = json.dumps(self.data(answer), indent=2, allow_nan=False, ensure_ascii=self.escaped) + "\n"
            data[self.data_file] = text.encode("utf-8", "backslashreplace")
        data |= self.csv(answer)
        described = {
            "format": manifests.FORMAT,
            "question": self.name,
            **self.manifest(answer),
            **manifests.of_making(making.lang, making.command, making.started, making.finished),
        }
        if not report:
            return Files(self._with_manifest(described, data, making.folder))
        pictures = self.pictures(answer, making.lang)
        book: dict[str, bytes] = {}
        if self.workbook and not self.is_large(answer):
            from .workbook import workbook

            book[self.workbook] = workbook(self.rows(answer), self.cell(answer, making.lang))
        drawings = pictures.files(making.lang)
        beside = self._with_manifest(described, {**book, **data, **drawings}, making.folder, [self.page.file])
        page = self.page.make(answer, pictures, making, described, list(beside))
        return Files({self.page.file: page, **beside}, pictures.missing, pictures.none)

    def _with_manifest(
        self, described: Mapping[str, Any], files: Mapping[str, Content], folder: Path | None, first: Sequence[str] = ()
    ) -> dict[str, Content]:
        """Return the files with the manifest, which names them all, and what else its folder has of the work."""
        named = {**described, "files": [*first, *files, manifests.NAME]}
        kept = [pattern for pattern in self.beside if folder is not None and any(folder.glob(pattern))]
        if kept:
            named["kept"] = kept
        return {**files, manifests.NAME: (json.dumps(named, ensure_ascii=False, indent=2) + "\n").encode()}

    def every_file(self) -> list[str]:
        """Return the name of every file that there can be, but for those written while it goes on."""
        figures = [f"figures/{name}.{kind}" for name in self.figures for kind in ("png", "svg")]
        tables = [table.file for table in self.tables if table.is_file]
        listed = [self.page.file, self.workbook, self.data_file, *tables, *figures, manifests.NAME]
        return [name for name in listed if name]

    def documented(self) -> Iterator[Entry]:
        """Yield every file with its meaning, in the order in which a reader meets them."""
        figure = self.figures[0] if len(self.figures) == 1 else "*"
        figures = [f"figures/{figure}.{kind}" for kind in ("png", "svg")] if self.figures else []
        files = [name for name in self.every_file() if "/" not in name and name != manifests.NAME]
        for name in (*files, *figures, *self.beside, manifests.NAME):
            kind = name.replace("/*", "").replace(".", "_").replace("/", "_")
            keys = (f"output.{self.family}.{kind}", f"output.{kind}", f"output.{kind.rpartition('_')[0]}")
            yield entry(name, "", next((key for key in keys if key in CATALOGUE), keys[0]))

    def frames(self, answer: Answer) -> dict[str, DataFrame]:
        """Return the tables as data frames; what is undefined is NaN, a text is as it was written."""
        from pandas import DataFrame

        return {name: DataFrame(rows[1:], columns=list(rows[0])) for name, rows in self.rows(answer).items()}

    def plot(self, answer: Answer, name: str | None, lang: str | None) -> Chart:
        """Return one figure, the first unless one is named."""
        if not self.figures:
            raise Refusal("figure.none", found=name or self.name, allowed="–")
        return self.chart(answer, name or self.figures[0], spoken(lang))

    def html(self, answer: Answer) -> str:
        """Return what a notebook and the first sheet of the workbook show."""
        lang = spoken()
        return cell_page(self.cell(answer, lang), lang)

    def pretty(self, answer: Answer) -> str:
        """Return what a shell of IPython shows."""
        return self.text(answer, spoken(), PLACES, False)


def cell_page(parts: Mapping[str, Any], lang: str) -> str:
    """Return what stands below a notebook's cell."""
    from .page import fill_page, style

    return fill_page("cell.html", lang, style=style("cell.css"), **{**_EMPTY, **parts})


def spoken(lang: str | None = None) -> str:
    """Return the language that is asked for, else the one that the locale asks for; refuse any other."""
    if lang is not None and lang not in LANGUAGES:
        raise Refusal("typed.bad_value", option="lang", found=ascii(lang)[:60], allowed=Refusal("allowed.language"))
    return language(lang, os.environ)
