"""The report: one file that stands alone, can be read by everybody, and shows every number with its interval."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from sim.questions.answers import Verdict
from sim.questions.interval import Interval
from sim.scenario import LoadedScenario
from sim.show.kit.files import Files
from sim.show.kit.picture import Pictures
from sim.show.kit.shape import Making
from sim.show.verdict import pictures
from sim.show.verdict.page import report
from sim.words import LANGUAGES
from tests.show.conftest import make
from tests.show.fabricated import FOUR, fabricated

Maker = Callable[..., Files]
KINDS = [("above", True), ("undefined", True), ("roster", False)]
CHINESE = re.compile(r"[\u3400-\u9fff]")
VOID = {"meta", "link", "br", "img", "input", "hr"}


class Page(HTMLParser):
    """The elements of a page, each with its attributes, its parents and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], tuple[str, ...]]] = []
        self.text: dict[int, str] = {}
        self._open: list[tuple[str, int]] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}, tuple(t for t, _ in self._open)))
        if tag not in VOID:
            self._open.append((tag, len(self.elements) - 1))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}, tuple(t for t, _ in self._open)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1][0] == tag, (tag, self._open[-5:])
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for _, at in self._open:
            self.text[at] = self.text.get(at, "") + data

    def all(self, tag: str) -> Iterator[tuple[dict[str, str], str]]:
        for at, (name, attributes, _) in enumerate(self.elements):
            if name == tag:
                yield attributes, self.text.get(at, "")


@cache
def page(what: str, lang: str, explain: bool = True) -> tuple[str, Page]:
    text = make(what, lang, explain).files["report.html"].decode("utf-8")
    return text, Page(text)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("what", "explain"), KINDS)
def test_it_stands_alone(what: str, explain: bool, lang: str) -> None:
    text, read = page(what, lang, explain)
    assert len(text.encode()) < 1_500_000
    assert re.search(r"https?:|//[a-z]|@import|javascript:|data:", text) is None
    assert re.findall(r"url\((?!#)", text) == []
    assert not {"script", "link", "img", "iframe", "object", "base", "form"} & {tag for tag, _, _ in read.elements}
    for _, attributes, _ in read.elements:
        assert "src" not in attributes
        assert attributes.get("href", "#").startswith("#")
        assert not any(name.startswith("on") for name in attributes)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("what", "explain"), KINDS)
def test_it_can_be_read_by_everybody(what: str, explain: bool, lang: str) -> None:
    _, read = page(what, lang, explain)
    assert next(read.all("html"))[0]["lang"] == lang
    assert next(read.all("title"))[1].strip()
    ids = [attributes["id"] for _, attributes, _ in read.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes, _ in read.elements:
        named = attributes.get("aria-labelledby", "").split()
        target = attributes.get("href", "")[1:]
        assert set(named) | ({target} if target else set()) <= set(ids)
    attributes, _ = next(read.all("a"))
    assert (attributes["class"], attributes["href"]) == ("skip", "#verdict")
    levels = [int(tag[1]) for tag, _, _ in read.elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for name in ("header", "nav", "main", "footer"):
        assert [tag for tag, _, _ in read.elements].count(name) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("what", "explain"), KINDS)
def test_figures_have_their_text_and_tables_their_heads(what: str, explain: bool, lang: str) -> None:
    _, read = page(what, lang, explain)
    pictures = list(read.all("svg"))
    assert len(pictures) == (6 if explain else 5)
    assert all(attributes["role"] == "img" and attributes["aria-labelledby"] for attributes, _ in pictures)
    inside = [tag for tag, _, parents in read.elements if parents[-1:] == ("svg",)]
    assert inside.count("title") == inside.count("desc") == len(pictures)
    assert all(text.strip() for tag in ("desc", "caption") for _, text in read.all(tag))
    assert "text" not in {tag for tag, _, parents in read.elements if "svg" in parents}
    tables = list(read.all("table"))
    assert len(list(read.all("caption"))) == len(tables) > 30
    assert {attributes.get("scope") for attributes, _ in read.all("th")} == {"col", "row"}
    regions = [attributes for attributes, _ in read.all("div")]
    assert all(region["tabindex"] == "0" and region["role"] == "region" and region["aria-label"] for region in regions)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("what", ["above", "undefined"])
def test_every_number_has_its_interval(what: str, lang: str) -> None:
    _, read = page(what, lang)
    rows: list[list[str]] = []
    for at, (tag, _, parents) in enumerate(read.elements):
        if tag == "tr" and "tbody" in parents:
            rows.append([])
        if tag in ("th", "td") and "tbody" in parents:
            rows[-1].append(read.text.get(at, ""))
    nothing = "undefined" if lang == "en" else "无定义"
    cells = [cell for row in rows for cell in row[1:] if re.match(r"-?[\d,]+\.\d", cell) or "[" in cell]
    shown = [cell for cell in cells if "[" in cell]
    assert len(shown) > 100
    assert all(re.search(r"-?[\d.,]+\s\[-?[\d.,]+,\s-?[\d.,]+\]", cell) for cell in shown)
    (verdict,) = [row for row in rows if row[0].startswith("S, synergy" if lang == "en" else "协同系数")]
    assert (verdict[1] == nothing) == (what == "undefined")


def test_the_english_one_holds_chinese_only_for_the_articles_terms() -> None:
    text, read = page("above", "en")
    visible = re.sub(r"<style>.*?</style>|<svg.*?</svg>", "", text, flags=re.DOTALL)
    assert 0 < len(CHINESE.findall(text)) < 400
    marked = "".join(text for attributes, text in read.all("span") if attributes.get("lang") == "zh")
    captions = "".join(text for _, text in read.all("caption"))
    assert len(CHINESE.findall(visible)) - len(CHINESE.findall(marked)) <= 2 * len(CHINESE.findall(captions))


def test_the_chinese_one_says_in_chinese_what_a_section_of_parameters_is() -> None:
    _, read = page("above", "zh")
    captions = [text for _, text in read.all("caption")]
    assert "顶层：一次运行的全部设定（重复次数除外）。" in captions
    assert [caption for caption in captions if not CHINESE.search(caption)] == []


def test_words_of_a_scenario_are_words_and_no_markup() -> None:
    text, read = page("roster", "en", explain=False)
    assert "<script>" not in text
    assert next(read.all("h1"))[1] == "A roster & <script>alert(1)</script> $x$"
    assert "O'Hara & <Co>" in "".join(text for _, text in read.all("th"))
    assert "梅花里" in text
    assert "<img src=x" not in text
    organisations = [text for _, text in read.all("th")]
    assert "@sum<img src=x onerror=alert(1)>" in organisations


def test_it_says_what_the_screen_says(made: Maker) -> None:
    for word, words in (("above", "above 2"), ("below", "below 2"), ("undefined", "undefined")):
        read = Page(plain(fabricated(**FOUR[word]), "en"))
        (headline,) = [text for attributes, text in read.all("p") if attributes.get("class") == "headline"]
        assert words in headline
    of_few = made("roster", "en").files["report.html"].decode()
    assert "--from manifest.json --explain" in of_few
    assert "title.en=two words" in of_few
    assert "Only 12 replicates" in of_few


def test_it_prints_on_a4(made: Maker) -> None:
    text = made("above", "zh", True).files["report.html"].decode()
    for rule in ("size: A4", "table-header-group", "break-inside: avoid", "@media print"):
        assert rule in text


def test_the_same_verdict_gives_the_same_files(monkeypatch: pytest.MonkeyPatch) -> None:
    first = make("above", "zh", True)
    monkeypatch.setattr(pictures, "pictures", pictures.pictures.__wrapped__)  # drawn anew
    second = make.__wrapped__("above", "zh", True)
    assert first.files.keys() == second.files.keys()
    assert [name for name in first.files if first.files[name] != second.files[name]] == []


def test_only_report_figures_and_workbook_depend_on_the_language(made: Maker) -> None:
    english, chinese = (made("above", lang, True).files for lang in ("en", "zh"))
    assert english.keys() == chinese.keys()
    differ = {name for name in english if english[name] != chinese[name]}
    texts = {name for name in differ if not name.startswith("figures/")}
    assert texts == {"report.html", "results.xlsx", "manifest.json"}


def plain(verdict: Verdict, lang: str, all_parameters: bool = True) -> str:
    making = Making(lang, without=frozenset() if all_parameters else frozenset({"parameters"}))
    made_with = {"command": ["run"], "versions": {"sim": "0"}}
    return report(verdict, Pictures({}, ""), making, made_with, ["results.json"]).decode()


@pytest.mark.parametrize(
    ("lang", "appendix", "instead"),
    [
        ("en", "Appendix B: parameters", "All parameters stand in the sheet"),
        ("zh", "附录二：参数", "全部参数见 results"),
    ],
)
def test_the_appendix_of_parameters_can_be_left_out_and_what_differs_stays(
    lang: str, appendix: str, instead: str
) -> None:
    verdict = fabricated(scenario=LoadedScenario(needs={"two_sided": 0.25}), stated=frozenset({"needs.two_sided"}))  # type: ignore[arg-type]
    whole, without = plain(verdict, lang), plain(verdict, lang, all_parameters=False)
    assert appendix in whole
    assert instead not in whole
    assert appendix not in without
    assert 'id="parameters"' not in without
    assert 'href="#parameters"' not in without
    assert instead in without
    assert "needs.two_sided" in without
    assert len(without) < len(whole)


@pytest.mark.parametrize(("lang", "sentence"), [("en", "computed beyond"), ("zh", "有些界限算出来超出此范围")])
def test_shares_are_printed_within_0_and_100_per_cent_and_that_is_said_only_then(lang: str, sentence: str) -> None:
    verdict = fabricated(replications=12)
    assert sentence not in plain(verdict, lang)
    first = next(iter(verdict.groups["nature"].values()))
    first["met.joint"] = Interval(0.98, 0.91, 1.05)
    text = plain(verdict, lang)
    assert text.count(sentence) == 1
    assert "105" not in "".join(re.findall(r"98\S* \[[^\]]*\]", text.replace("\u00a0", " ")))
    assert re.search(r"98(\.\d+)?\s?%?\s\[91(\.\d+)?\s?%?,\s100", text.replace("\u00a0", " "))
    assert first["met.joint"] == Interval(0.98, 0.91, 1.05)  # the data keep what was computed
    verdict.measures["participation"]["joint"] = Interval(0.005, -0.0013, 0.016)
    text = plain(verdict, lang)
    assert text.count(sentence) == 2
    assert re.search(r"0\.005\d* \[0(\.0+)?, 0\.016", text.replace("\u00a0", " "))
