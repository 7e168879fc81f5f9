"""Row by row: what a row of the article is, where it is in the code, which case shows it, which test fails without it.

``docs/concepts.md`` and ``docs/concepts.zh.md`` are made from ``docs/rows.py`` and ``docs/patterns.py``, the cases, the
table of knock-outs, and two files that are kept: ``docs/cases.csv``, what the last run of all cases showed, and
``docs/knock_outs.csv``, what else moves when a row is taken out. Each is made anew only when asked for:

    python -m studies.cases         # all cases; goes on where it was stopped
    python -m studies.knock_outs    # a minute
    python docs/generate.py         # the pages
"""

from __future__ import annotations

import csv
import importlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from markdown_table import table
from patterns import PATTERNS
from rows import ROWS, Piece

from sim.questions.interval import Interval
from sim.scenario import LoadedScenario, load, shipped_cases
from sim.scenario.loaded import Comparison
from sim.scenario.parameters import parameter_rows
from sim.show.cases.words import outcome
from sim.show.kit.numbers import short, signed
from sim.show.kit.text import FIXED
from sim.show.scenario.claims import held_against, margin, reading
from sim.words import say
from studies.cases import compared, digest
from studies.knock_outs import TABLE, KnockOut

DOCS = Path(__file__).resolve().parent
CASES, KNOCK_OUTS = DOCS / "cases.csv", DOCS / "knock_outs.csv"
ANSWERS = DOCS.parent / "tests" / "known_answers"
SHOWN = 8  # measures of a knock-out that the page names
TEXTS = {  # what the pages say besides what the catalogue has
    "head": (("row", "what it is", "in the code", "cases", "fails without it", "last run"),
             ("条目", "是什么", "代码位置", "案例", "去掉后不通过的测试", "最近一次运行")),
    "leaning": (("pattern", "what is reported", "leans on", "cases", "last run"),
                ("模式", "研究所见", "依托", "案例", "最近一次运行")),
    "claims": (("case", "what is claimed", "what is read", "without", "with", "difference", "interval", "margin",
                "found"),
               ("案例", "主张", "读取的指标", "对照", "案例情形", "差值", "区间", "界限", "结果")),
    "out": (("taken out", "what that means", "what must move", "with", "without", "moves", "also moves, most first"),
            ("去掉", "去掉的含义", "必须变动的指标", "有", "无", "变动项数", "其他变动（由大到小）")),
    "answer": ("known answer {}", "已知答案 {}"),
    "knock_out": ("knock-out {}", "去除试验 {}"),
    "no_case": ("none", "暂无"),
    "not_run": ("not run yet", "尚未运行"),
    "count": ("{count} {word}", "{word}{count}项"),
    "under": ("{word} under {under}", "{word}（条件：{under}）"),
    "second": ("beyond the sum of two, {}", "{}，超出两者之和的部分"),
}  # fmt: skip
Kept = tuple[str, Comparison, dict[str, str] | None]
"""A case, one of its comparisons, and the line that is kept of it."""
LINE = ("case", "measure", "per", "arm", "pair", "scale", "months", "against", "under", "direction", "margin")
"""What tells one comparison from another in the kept file."""


def in_words(key: str, lang: str, *given: object, **named: object) -> str:
    """Return one of the pages' own words."""
    text = TEXTS[key][lang == "zh"]
    assert isinstance(text, str)
    return text.format(*given, **named)


@lru_cache(maxsize=1)
def cases() -> dict[str, LoadedScenario]:
    """Return the cases that come with the program, name → scenario."""
    return {name: load(name) for name in shipped_cases()}


def cases_of(row: str) -> list[str]:
    """Return the names of the cases that show a row."""
    known = {name: scenario.case for name, scenario in cases().items()}
    return [name for name, case in known.items() if case is not None and row in case.stated.rows]


def comparisons() -> Iterator[Kept]:
    """Yield every comparison of every case, with the line that is kept of it, if there is one."""
    known = {tuple(row[part] for part in LINE): row for row in kept(CASES)}
    for name, comparison in compared(cases()):
        yield name, comparison, known.get(line(name, comparison))


def line(name: str, comparison: Comparison) -> tuple[str, ...]:
    """Return what the kept file says of a comparison before it is run."""
    stated, window = comparison.expectation, comparison.row.window
    parts = {
        "case": name,
        "measure": stated.measure,
        "per": stated.per or "",
        "arm": stated.arm,
        "pair": " × ".join(stated.pair or ()),
        "scale": stated.scale if stated.pair else "",
        "months": f"{window[0] + 1}-{window[1]}" if window else "",
        "against": comparison.against,
        "under": "; ".join(f"{path}={value}" for path, value in comparison.under.items()),
        "direction": stated.direction,
        "margin": str(stated.margin),
    }
    return tuple(parts[part] for part in LINE)


def kept(path: Path) -> list[dict[str, str]]:
    """Return the rows of a kept file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def faults() -> list[str]:
    """Return what a row lacks, and what is named and is not there."""
    lacks = []
    taken_out = {entry.row for entry in TABLE}
    known = {row.path for row in parameter_rows()}
    for name, piece in {**ROWS, **PATTERNS}.items():
        if not piece.code:
            lacks.append(f"{name} has no code")
        if not cases_of(name):
            lacks.append(f"{name} has no case")
        if name in ROWS and name not in taken_out:
            lacks.append(f"{name} has no knock-out")
        lacks += [f"{name}: there is no sim.{symbol}" for symbol in piece.code if not is_there(symbol)]
        lacks += [f"{name}: no parameter is called {path}" for path in piece.parameters if path not in known]
        lacks += [f"{name}: there is no known answer {n}" for n in piece.answers if not _answer_file(n)]
    unrun = sorted({name for name, _, row in comparisons() if row is None})
    gone = sorted({row["case"] for row in kept(CASES)} - set(cases()))
    lacks += [f"case {name} is not in docs/cases.csv as it stands: python -m studies.cases" for name in unrun]
    lacks += [f"docs/cases.csv holds {name}, which is no case: python -m studies.cases" for name in gone]
    return lacks


def stale() -> tuple[list[str], list[str]]:
    """Return which cases are no longer what their figures were made from, and for which only the code is not.

    Each is one sentence, or none. That code which moves no number is held by the golden files.
    """
    own, by_code = set(), set()
    for name, comparison, row in comparisons():
        made_from = ((row or {}).get("digest") or ":").split(":")
        now = digest(comparison).split(":")
        if row is not None and made_from[0] != now[0]:
            own.add(name)
        elif row is not None and made_from[1] != now[1]:
            by_code.add(name)
    since = {"the case": sorted(own), "the code that makes numbers": sorted(by_code - own)}
    changed, coded = (
        [f"stale in docs/cases.csv, as {what} has changed: {', '.join(names)}: python -m studies.cases"][: len(names)]
        for what, names in since.items()
    )
    return changed, coded


def is_there(symbol: str) -> bool:
    """Return whether ``sim.symbol`` can be imported; the last steps may be names in a module or fields of a class."""
    steps = ["sim", *symbol.split(".")]
    for cut in range(len(steps), 0, -1):
        try:
            here = importlib.import_module(".".join(steps[:cut]))
        except ModuleNotFoundError:
            continue
        for step in steps[cut:]:
            fields = getattr(here, "model_fields", {})
            if not (hasattr(here, step) or step in fields):
                return False
            here = getattr(here, step, None)
        return True
    return False


def _answer_file(n: int) -> str:
    files = sorted(ANSWERS.glob(f"test_answer_{n:02}_*.py"))
    return files[0].name if files else ""


def concepts(lang: str) -> str:
    """Return the rows of the article: what, where, which cases and tests, what came out."""
    between = say("list.comma", lang)
    every = list(comparisons())

    def cells(name: str, piece: Piece) -> list[str]:
        mine = [out.name for out in TABLE if out.row == name]
        tests = [in_words("knock_out", lang, f"[{out}]({_TESTS}test_knock_outs.py)") for out in mine]
        answers = [in_words("answer", lang, f"[{n}]({_KNOWN}{_answer_file(n)})") for n in piece.answers]
        return [_called(name, lang), _what(piece, lang), _where(piece), _cases(name, lang),
                between.join([*tests, *answers]), _outcome(name, every, lang)]  # fmt: skip

    return table(TEXTS["head"][lang == "zh"], (cells(name, piece) for name, piece in ROWS.items()))


def patterns(lang: str) -> str:
    """Return the patterns from the field and from critical studies."""
    every = list(comparisons())
    rows = ([_called(name, lang), _what(piece, lang), _where(piece), _cases(name, lang), _outcome(name, every, lang)]
            for name, piece in PATTERNS.items())  # fmt: skip
    return table(TEXTS["leaning"][lang == "zh"], rows)


_TESTS, _KNOWN = "../tests/studies/", "../tests/known_answers/"


def _called(row: str, lang: str) -> str:
    return f"**{row}** {say(f'row.{row}', lang)}"


def _what(piece: Piece, lang: str) -> str:
    return piece.zh if lang == "zh" else piece.en


def _where(piece: Piece) -> str:
    return ", ".join(f"`{name}`" for name in (*piece.code, *piece.parameters))


def _cases(row: str, lang: str) -> str:
    links = (f"[{name}](../scenarios/cases/{name}.yaml)" for name in cases_of(row))
    return say("list.comma", lang).join(links) or in_words("no_case", lang)


def _outcome(row: str, every: list[Kept], lang: str) -> str:
    """Count what came out; where the expectation sets something on both sides, say what."""
    mine = set(cases_of(row))
    counted: dict[str, int] = {}
    for name, comparison, kept_line in every:
        if name not in mine:
            continue
        word = say(f"case.{kept_line['found']}", lang) if kept_line else in_words("not_run", lang)
        if comparison.under:
            word = in_words("under", lang, word=word, under=line(name, comparison)[LINE.index("under")])
        counted[word] = counted.get(word, 0) + 1
    return say("list.and", lang).join(in_words("count", lang, count=n, word=word) for word, n in counted.items()) or "–"


def claims(lang: str) -> str:
    """Return every comparison: what the source claims, what is read, and what the last run showed."""

    def cells(name: str, comparison: Comparison, row: dict[str, str] | None) -> list[str]:
        stated = comparison.expectation
        claimed = stated.claim.said(lang)
        figures = ("–", "–", "–", "–", margin(stated.margin, None, lang), in_words("not_run", lang))
        if row is not None:
            parts = (float(row[f"difference_{end}"] or "nan") for end in ("estimate", "low", "high"))
            difference, _, limits = signed(Interval(*parts)).partition(FIXED)
            least = float(row["least_difference"]) if row["least_difference"] else None
            figures = (
                _figure(row["without_estimate"]), _figure(row["with_estimate"]), difference, limits,
                margin(stated.margin, least, lang), outcome(row["found"], row["why"], lang),
            )  # fmt: skip
        direction = say(f"case.{stated.direction}", lang)
        read = say("list.and", lang).join(
            [reading(comparison.row, comparison, lang), direction, *_worlds_of(comparison, lang)]
        )
        return [f"`{name}`", claimed, read, *figures]

    return table(TEXTS["claims"][lang == "zh"], (cells(*entry) for entry in comparisons()))


def _worlds_of(comparison: Comparison, lang: str) -> Iterator[str]:
    yield from held_against(comparison, lang)
    if comparison.under:
        settings = say("list.comma", lang).join(f"{name}={value}" for name, value in comparison.under.items())
        yield say("case.under", lang, settings=settings)


def _figure(text: str) -> str:
    return short(float(text), 4) if text else "–"


def knock_outs(lang: str) -> str:
    """Return what moves when a row is taken out."""
    rows = kept(KNOCK_OUTS)

    def cells(entry: KnockOut) -> list[str]:
        mine = [row for row in rows if row["knock_out"] == entry.name]
        own = [row for row in mine if row["measure"] == entry.measure]
        others = sorted((row for row in mine if row["measure"] != entry.measure), key=lambda row: -abs(float(row["t"])))
        also = ", ".join(f"`{row['measure']}` {_ARROW[row['moves']]}" for row in others[:SHOWN])
        measure = f"`{entry.measure}` {_ARROW[entry.moves]}"
        if isinstance(entry.out, tuple):
            measure = in_words("second", lang, measure)
        with_it, without = (_figure(own[0][side]) if own else "–" for side in ("with", "without"))
        return [entry.name, entry.zh if lang == "zh" else entry.en, measure, with_it, without, str(len(mine)), also]

    return table(TEXTS["out"][lang == "zh"], (cells(entry) for entry in TABLE))


_ARROW = {"up": "↑", "down": "↓"}

PARTS = {
    name if lang == "en" else f"{name}_zh": lambda part=part, lang=lang: part(lang)
    for name, part in {"concepts": concepts, "patterns": patterns, "claims": claims, "knock_outs": knock_outs}.items()
    for lang in ("en", "zh")
}
"""Generated parts of the two pages, by the name of their mark."""
