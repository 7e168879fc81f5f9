"""What is written by hand in docs/model.md and must agree with the code: tables, names, sections, tests."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sim.mechanisms.levers import LEVERS
from sim.model import chance
from sim.model.columns import MONTH
from sim.model.month import SCHEDULE
from sim.scenario.parameters import parameter_rows
from sim.scenario.schema import arrangements

ROOT = Path(__file__).resolve().parent.parent
HEADING = re.compile(r"^#{2,3} (\d+(?:\.\d+)?) (.+)$", re.MULTILINE)
IN_CODE = re.compile(r"docs(?:/model\.md`{0,2})?, (?:section )?(\d+(?:\.\d+)?(?: and \d+(?:\.\d+)?)*)")
IN_TEXT = re.compile(r"\((\d{1,2}\.\d{1,2}(?:(?:, |–)\d{1,2}\.\d{1,2})*)[);]")
STANDS_FOR = {"T": "agency", "N": "social", "r": "talent", "f": "social_integration"}


def disagreements(text: str) -> list[str]:
    """Return what docs/model.md says that the code does not."""
    faults = [fault for check in (_levers, _decisions, _record, _instruments, _names) for fault in check(text)]
    return [f"docs/model.md: {fault}" for fault in [*faults, *_equations(text)]] + _references(text)


def rows(text: str, head: str) -> list[list[str]]:
    """Return the cells of the table whose first line begins with ``head``."""
    block = re.search(rf"^\| {re.escape(head)}.*\n\|[-|]+\|\n((?:\|.*\n)+)", text, re.MULTILINE)
    lines = block[1].splitlines() if block else []
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def _levers(text: str) -> Iterator[str]:
    stated = {row[0]: row[1:3] for row in rows(text, "lever | extent |")}
    yield from _same_names("the table of levers", set(stated), set(LEVERS))
    for name in stated.keys() & LEVERS.keys():
        lever = LEVERS[name]
        most = "" if lever.ceiling == float("inf") else f", at most {lever.ceiling:g}"
        real = [lever.extent, lever.combine + most]
        if stated[name] != real:
            yield f"lever {name} is {', '.join(real)}; the table says {', '.join(stated[name])}"


def _decisions(text: str) -> Iterator[str]:
    stated: dict[str, int] = {}
    for row in rows(text, "decision | code |"):
        names = re.sub(r"\([^)]*\)", "", row[0]).split(",")
        codes = [int(code) for code in row[1].split(",")]
        if len(names) != len(codes):
            yield f"the table of decisions: {row[0]} has {len(codes)} codes"
        stated |= {name.strip(): code for name, code in zip(names, codes, strict=False)}
    numbers = {n: v for n, v in vars(chance).items() if n.isupper() and type(v) is int}
    real = {n: code for n, code in numbers.items() if not n.startswith("_") and n != "MONTHS"}
    yield from _same_names("the table of decisions", set(stated), set(real))
    for name in stated.keys() & real.keys():
        if stated[name] != real[name]:
            yield f"decision {name} has code {real[name]}; the table says {stated[name]}"


def _record(text: str) -> Iterator[str]:
    stated = {name.strip() for row in rows(text, "entry | what is counted |") for name in row[0].split(",")}
    yield from _same_names("the record of a month", stated, set(MONTH.names or ()))


def _instruments(text: str) -> Iterator[str]:
    for name, kind in arrangements().items():
        block = re.search(rf"^\*\*{name}\*\*\n\n((?:[-  ].*\n)+)", text, re.MULTILINE)
        stated = {name for line in (block[1] if block else "").splitlines() for name in _at_start(line)}
        yield from _same_names(f"the instruments of {name}", stated, set(kind.model_fields) - {"strength"})


def _at_start(line: str) -> list[str]:
    """Return the names with which an item of a list begins: ``- `a`, `b` (…): …``."""
    match = re.match(r"- (`\w+`(?:, `\w+`)*)", line)
    return re.findall(r"`(\w+)`", match[1]) if match else []


def _same_names(where: str, stated: set[str], real: set[str]) -> Iterator[str]:
    if real - stated:
        yield f"{where} lacks {', '.join(sorted(real - stated))}"
    if stated - real:
        yield f"{where} names what there is not: {', '.join(sorted(stated - real))}"


def _names(text: str) -> Iterator[str]:
    """Parameters named in the text exist."""
    paths = [row.path.split(".") for row in parameter_rows()]
    known = {".".join(path[:end]) for path in paths for end in range(1, len(path) + 1)}
    first = {path[0] for path in paths}
    prose = re.sub(r"<!-- generated: .*?<!-- end -->", "", text, flags=re.DOTALL)
    for name in sorted(set(re.findall(r"`([a-z_]+(?:\.[A-Za-z_]+)+)`", prose))):
        parts = name.split(".")
        meant = ".".join(STANDS_FOR.get(part, part) for part in parts)
        if parts[0] in first and meant not in known:
            yield f"no parameter is called {name}"


def _equations(text: str) -> Iterator[str]:
    """Every submodel names the functions that hold its equations, and tests that watch them; all exist."""
    sections = _sections(text)
    for n, phase in enumerate(SCHEDULE, 1):
        if (f"7.{n}", phase.name) not in sections:
            yield f"there is no section 7.{n} {phase.name}"
    for (number, title), body in sections.items():
        named = re.search(r"^Code: (.+?)\s·\sTest:\s(.+?)\n\n", body, re.DOTALL | re.MULTILINE)
        if number.startswith("7.") and not named:
            yield f"section {number} {title} names no code and test"
        if named:
            for place in re.findall(r"`([^`]+)`", named[1]):
                file, _, symbol = place.partition(":")
                if symbol not in _defined(file):
                    yield f"section {number} {title}: there is no {place}"
            for place in re.findall(r"`([^`]+)`", named[2]):
                file, _, symbol = place.partition("::")
                if symbol not in _defined(file) or not symbol.startswith("test_"):
                    yield f"section {number} {title}: there is no test {place}"


def _sections(text: str) -> dict[tuple[str, str], str]:
    """Return the text below each numbered heading."""
    heads = list(HEADING.finditer(text))
    ends = [following.start() for following in heads[1:]] + [len(text)]
    return {(head[1], head[2]): text[head.end() : end] for head, end in zip(heads, ends, strict=True)}


@cache
def _defined(file: str) -> frozenset[str]:
    """Return the functions and classes of a module, methods as ``Class.method``."""
    path = ROOT / file
    if not path.is_file():
        return frozenset()
    names = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
            names |= {f"{node.name}.{member.name}" for member in ast.walk(node) if isinstance(member, ast.FunctionDef)}
    return frozenset(names)


def _references(text: str) -> list[str]:
    """Return references, in the text and in the code, to sections that there are not."""
    known = {number for number, _ in _sections(text)}
    stated = [("docs/model.md", match[1]) for match in IN_TEXT.finditer(text)]
    for path in sorted([*(ROOT / "sim").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]):
        name = path.relative_to(ROOT).as_posix()
        stated += [(name, match[1]) for match in IN_CODE.finditer(path.read_text(encoding="utf-8"))]
    return [
        f"{name}: docs/model.md has no section {number}"
        for name, numbers in stated
        for number in re.split(r", |–| and ", numbers)
        if number not in known
    ]
