"""The tree as a whole: what no file in it may be or hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MADE = {".git", ".hypothesis", ".venv", "venv", "results", "build", "dist", "__pycache__"}
TEXT = {"", ".cff", ".csv", ".html", ".ipynb", ".json", ".md", ".py", ".sh", ".toml", ".txt", ".yaml", ".yml"}
LONGEST = 400
VAGUE = re.compile(r"(^|_)(utils?|helpers?|managers?|handlers?|misc|common)(_|$)")

# Where one person's or one machine's files lie, and the hosts of package registries.
MACHINE = re.compile(
    r"(?<![\w.~-])/(?:home|Users|root|work|workspace|mnt|srv|farm)/[\w.]"
    r"|[A-Z]:\\\\?Users\\"
    r"|\b(?:pypi\.org|pythonhosted\.org|anaconda\.org|pypi\.tuna\.|mirrors?\.[a-z]+\.(?:com|cn|org|edu))",
)


def tracked() -> list[Path]:
    """Every file that git has or would take; without git, every file that nothing makes."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
        files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        files = [p for p in ROOT.rglob("*") if MADE.isdisjoint(part for part in p.relative_to(ROOT).parts)]
        files = [p for p in files if not any(part.endswith(("_cache", ".egg-info")) for part in p.parts)]
    return sorted(p for p in files if p.is_file())


FILES = tracked()
MODULES = [p for p in FILES if p.suffix == ".py" and p.relative_to(ROOT).parts[0] == "sim"]
FLOORS = ("benchmarks/", "docs/", "sim/", "studies/")
ON_FLOORS = [p for p in FILES if p.suffix == ".py" and p.relative_to(ROOT).as_posix().startswith(FLOORS)]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def walked(tree: ast.AST) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree))


@pytest.fixture(scope="module", autouse=True)
def _trees_are_for_these_tests_alone() -> Iterator[None]:
    yield
    parsed.cache_clear()
    walked.cache_clear()


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_tree_is_seen() -> None:
    assert {"run.py", "pyproject.toml", "sim/__init__.py", "tests/test_tree.py"} <= {name(p) for p in FILES}


def test_no_module_is_longer_than_400_lines() -> None:
    lengths = {name(p): len(p.read_text(encoding="utf-8").splitlines()) for p in MODULES}
    assert {n: length for n, length in lengths.items() if length > LONGEST} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [name(p) for p in MODULES if any(VAGUE.search(part) for part in (p.stem, p.parent.name))] == []


def test_nobody_outside_reads_what_a_scenario_keeps_to_itself() -> None:
    from sim.scenario import LoadedScenario, Scenario

    assert not Scenario.__private_attributes__, "the typed scenario holds settings and nothing else"
    kept = set(LoadedScenario.__private_attributes__)
    assert kept
    read = [
        f"{name(p)}:{node.lineno}: {node.attr}"
        for p in MODULES
        if "sim/scenario/" not in name(p)
        for node in walked(parsed(p))
        if isinstance(node, ast.Attribute) and node.attr in kept
        and not (isinstance(node.value, ast.Name) and node.value.id == "self")
    ]  # fmt: skip
    assert read == []


def floor(path: str) -> str:
    """The floor that a file stands on: a folder under ``sim/``, or one at the top."""
    first, _, rest = path.partition("/")
    return rest.split("/")[0] if first == "sim" else first


def test_no_floor_takes_a_private_name_from_another() -> None:
    taken = []
    for p in ON_FLOORS:
        here = name(p)
        for node in walked(parsed(p)):
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                private = [n.name for n in node.names if n.name.startswith("_") and not n.name.startswith("__")]
                there = node.module.replace(".", "/")
                if private and f"{there.split('/')[0]}/" in FLOORS and floor(there) != floor(here):
                    taken.append((here, node.module, private))
    assert taken == []


def named(tree: ast.AST) -> set[str]:
    """What a file makes: functions, classes, variables, attributes of its own objects."""
    made = {n.name for n in walked(tree) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))}
    stored = (n for n in walked(tree) if isinstance(n, (ast.Name, ast.Attribute)) and isinstance(n.ctx, ast.Store))
    return made | {n.id if isinstance(n, ast.Name) else n.attr for n in stored}


NOTHING = set("told said found got drawn written filled".split())  # what was done says nothing of what there is now
NO_NAMES = NOTHING | {"one", "each"}  # of data
NO_FUNCTIONS = set("told drawn written filled tabulated strokes conduct grow spots".split())
YES_OR_NO = ("is_", "may_be_")
COLUMNS = {"got_score"}  # in files that are kept
FAULT = {"found": {"allowed", "because", "kind"}}  # of a fault: what was found, beside what is allowed or what is wrong


def data_of(tree: ast.AST) -> set[str]:
    """The names of data in a file: variables, parameters, and attributes of its own objects."""
    stored = [n for n in walked(tree) if isinstance(n, (ast.Name, ast.Attribute)) and isinstance(n.ctx, ast.Store)]
    names, in_a_fault = [n.id if isinstance(n, ast.Name) else n.attr for n in stored], []
    for n in walked(tree):
        beside: set[str] = set()
        if isinstance(n, ast.ClassDef):
            fields = (line.target for line in n.body if isinstance(line, ast.AnnAssign))
            beside = {field.id for field in fields if isinstance(field, ast.Name)}
        elif isinstance(n, ast.arguments):
            beside = {argument.arg for argument in walked(n) if isinstance(argument, ast.arg)}
            names += beside
        in_a_fault += [word for word in beside if FAULT.get(word, set()) & beside]
    return set((Counter(names) - Counter(in_a_fault)).keys())


def vague(names: set[str], words: set[str]) -> set[str]:
    """Which names are one of the words, or have one that says nothing as a part."""
    parts = {name: set(name.lower().split("_")) for name in names - COLUMNS if not name.startswith(YES_OR_NO)}
    return {name for name in parts if name.strip("_") in words or parts[name] & NOTHING & words}


def test_data_have_names_that_say_what_they_are() -> None:
    rooms = ("benchmarks/", "docs/", "sim/", "studies/", "tests/")
    python = [p for p in FILES if p.suffix == ".py" and name(p).startswith(rooms)]
    data = {name(p): vague(data_of(parsed(p)), NO_NAMES) for p in python}
    assert {path: names for path, names in data.items() if names} == {}
    made = {name(p): {n.name for n in walked(parsed(p)) if isinstance(n, ast.FunctionDef)} for p in python}
    functions = {
        path: vague({n for n in names if not n.startswith("test_")}, NO_FUNCTIONS) for path, names in made.items()
    }
    assert {path: names for path, names in functions.items() if names} == {}


def test_such_names_are_noticed() -> None:
    tree = ast.parse("def told(one, found):\n    for each in one:\n        said = each\n    return said")
    assert vague(data_of(tree), NO_NAMES) == {"each", "found", "one", "said"}
    assert vague(data_of(ast.parse("class Line:\n    found: str\n    why: str")), NO_NAMES) == {"found"}
    fault = "class Fault:\n    found: str\n    allowed: str\n    def f(self, kind, found): return kind"
    assert not vague(data_of(ast.parse(fault)), NO_NAMES)
    assert vague(data_of(ast.parse(f"{fault}\nfound = 1")), NO_NAMES) == {"found"}
    names = {"_told", "told_of", "DRAWN", "is_told", "one_way", "got_score", "_each", "unwritten", "grow_up"}
    assert vague(names, NO_NAMES) == {"_told", "told_of", "DRAWN", "_each"}
    assert vague({"drawn_text", "_told", "_grow", "grow_up", "may_be_filled"}, NO_FUNCTIONS) == {
        "drawn_text",
        "_told",
        "_grow",
    }


ROUNDS = re.compile(r"[.\d]*[efg%]$")
COUNTS = re.compile(r",d?$")
PRINTERS = {
    "sim/show/kit/numbers.py",
    "sim/show/scenario/parameters.py",  # bounds as they stand in a file: 1e6
}


def formats(tree: ast.AST, of_a_kind: re.Pattern[str]) -> list[int]:
    """The lines of a file in which a string prints a number in a format of some kind."""
    fields = (n for n in walked(tree) if isinstance(n, ast.FormattedValue) and isinstance(n.format_spec, ast.JoinedStr))
    specs = ((n.lineno, [v.value for v in n.format_spec.values if isinstance(v, ast.Constant)]) for n in fields)
    return [line for line, parts in specs if of_a_kind.search("".join(map(str, parts)))]


def test_what_is_measured_is_rounded_in_one_place() -> None:
    floors = ("sim/show/", "sim/cli/", "sim/demo/")
    shown = [p for p in MODULES if name(p).startswith(floors) and name(p) not in PRINTERS]
    assert [f"{name(p)}:{line}" for p in shown for line in formats(parsed(p), ROUNDS)] == []


def test_counts_are_printed_in_one_place() -> None:
    printed = [f"{name(p)}:{line}" for p in MODULES for line in formats(parsed(p), COUNTS)]
    assert [place.rpartition(":")[0] for place in printed] == ["sim/words/numbers.py"], printed


def test_a_number_that_a_string_prints_is_noticed() -> None:
    lines = ['f"{a:.2f}"', 'f"{a:,.0f}%"', 'f"{a:+g}"', 'f"{a:.0%}"', 'f"{n:,}"', 'f"{n:,d}"', 'f"{n:03d}"',
             'f"{t:>{n}}"']  # fmt: skip
    tree = ast.parse("\n".join(lines))
    assert formats(tree, ROUNDS) == [1, 2, 3, 4]
    assert formats(tree, COUNTS) == [5, 6]


def private_reads(trees: dict[str, ast.AST]) -> list[str]:
    """Where ``object._name`` is read and only files of other floors make such a name."""
    makers: dict[str, set[str]] = {}
    for path, tree in trees.items():
        for made in named(tree):
            makers.setdefault(made, set()).add(floor(path))
    return [
        f"{path}:{n.lineno}: {n.attr}"
        for path, tree in trees.items()
        for n in walked(tree)
        if isinstance(n, ast.Attribute) and n.attr.startswith("_") and not n.attr.startswith("__")
        and n.attr in makers and floor(path) not in makers[n.attr]
    ]  # fmt: skip


def test_no_floor_reads_what_objects_of_another_keep_to_themselves() -> None:
    trees: dict[str, ast.AST] = {name(p): parsed(p) for p in ON_FLOORS}
    assert {"benchmarks", "docs", "model", "studies"} <= {floor(path) for path in trees}
    assert private_reads(trees) == []


def test_such_reading_is_noticed() -> None:
    below = ast.parse("class A:\n    _seen: int = 0\n\n    def f(self):\n        return self._seen")
    above = ast.parse("from sim.runs.a import A\n\n\ndef g(a: A):\n    return a._seen + a.__len__() + a._none_of_ours")
    assert private_reads({"sim/runs/a.py": below, "sim/show/b.py": above}) == ["sim/show/b.py:5: _seen"]
    assert private_reads({"sim/runs/a.py": below, "sim/runs/b.py": above}) == []
    assert private_reads({"sim/runs/a.py": below, "studies/b.py": above}) == ["studies/b.py:5: _seen"]


@pytest.mark.parametrize("word", ["utils", "helper", "manager", "case_helpers", "util_text"])
def test_names_that_say_nothing_are_recognised(word: str) -> None:
    assert VAGUE.search(word)


def test_no_file_names_one_machine_or_a_registry() -> None:
    values = [
        f"{name(p)}:{number}: {line.strip()[:100]}"
        for p in FILES
        if p.suffix in TEXT
        for number, line in enumerate(p.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if MACHINE.search(line)
    ]
    assert values == []


@pytest.mark.parametrize(
    "parts",
    [
        ("/ho", "me/li/x.yaml"),
        ("see /Us", "ers/li/x"),
        ("C:", "\\Users\\li"),
        ("https://py", "pi.org/simple"),
    ],
)
def test_machines_and_registries_are_recognised(parts: tuple[str, str]) -> None:
    assert MACHINE.search("".join(parts))


@pytest.mark.parametrize(
    "parts",
    [
        ("tests/wo", "rk/x.py"),
        ("a/ho", "me/page"),
        ("https://docs.py", "test.org/en/"),
        ("~/wo", "rk/x"),
    ],
)
def test_other_paths_are_left_alone(parts: tuple[str, str]) -> None:
    assert not MACHINE.search("".join(parts))


def test_one_version_everywhere() -> None:
    import sim

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["hatch"]["version"]["path"] == "sim/__init__.py"
    cited = re.search(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    assert cited
    assert cited[1] == sim.__version__


def packages(paths: list[Path]) -> set[str]:
    """The packages that modules import."""
    nodes = [n for p in paths for n in walked(parsed(p))]
    names = {a.name for n in nodes if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module or "" for n in nodes if isinstance(n, ast.ImportFrom) and not n.level}
    return {n.split(".")[0] for n in names}


def imported(nodes: list[ast.stmt], package: str) -> set[str]:
    """The modules that statements import, those for type checkers alone left out; a package's names count as well."""
    kept = [n for n in nodes if not (isinstance(n, ast.If) and ast.unparse(n.test) == "TYPE_CHECKING")]
    modules = set()
    for n in (inner for node in kept for inner in walked(node)):
        if isinstance(n, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - n.level + 1] if n.level else []
            module = ".".join([*above, *filter(None, [n.module])])
            modules |= {module, *(f"{module}.{alias.name}" for alias in n.names)}
    return modules


LATE = {"sim.show.sweep.asking"}  # imports what an exception lets it import when a function is called


def test_a_circle_of_files_is_one_of_types_or_closed_late() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (c for c in project["tool"]["importlinter"]["contracts"] if c["type"] == "acyclic_siblings")
    assert {p.parent.name for p in MODULES if p.parent.parent == ROOT / "sim"} - {"sim"} <= {
        ancestor.removeprefix("sim.") for ancestor in contract["ancestors"]
    }
    for exception in contract["ignore_imports"]:
        importer, module = exception.split(" -> ")
        tree = parsed(ROOT / f"{importer.replace('.', '/')}.py")
        body = [n for n in tree.body if importer not in LATE or not isinstance(n, ast.FunctionDef)]
        assert module not in imported(body, importer.rpartition(".")[0]), exception


def test_such_imports_are_noticed() -> None:
    late = "if TYPE_CHECKING:\n    from .district import District\ndef f():\n    from . import kinds"
    modules = imported(ast.parse(f"from ..survey import asking\n{late}").body, "sim.model")
    assert {"sim.survey.asking", "sim.model.kinds"} <= modules
    assert "sim.model.district" not in modules


def test_nothing_but_tests_imports_from_tests() -> None:
    others = [p for p in FILES if p.suffix == ".py" and p.relative_to(ROOT).parts[0] != "tests"]
    assert {"docs", "sim", "studies"} <= {p.relative_to(ROOT).parts[0] for p in others}
    assert [name(p) for p in others if "tests" in packages([p])] == []


def test_what_the_program_imports_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for name, lines in project["optional-dependencies"].items() if name != "dev" for line in lines]
    declared = {re.split("[>=<]", line)[0] for line in (*project["dependencies"], *extras)}
    distribution = {
        "yaml": "pyyaml",
        "pydantic_core": "pydantic",
        "mpl_toolkits": "matplotlib",
        "fontTools": "fonttools",
        "markdown_it": "markdown-it-py",
        "dask": "distributed",  # which takes its own with it
    }
    with_mesa = {"pandas"}  # whose data collector gives frames of it
    asked = packages(MODULES) - sys.stdlib_module_names - {"sim"} - with_mesa
    assert "numpy" in asked
    assert {distribution.get(n, n) for n in asked} <= declared


def outline(text: str) -> tuple[list[str], list[str]]:
    """The levels of the headings, and the contents of the fenced blocks."""
    headings, blocks = [], []
    inside: list[str] | None = None
    for line in text.splitlines():
        if line.lstrip().startswith("```"):
            if inside is None:
                inside = []
            else:
                blocks.append("\n".join(inside))
                inside = None
        elif inside is not None:
            inside.append(line)
        elif match := re.match(r"(#{1,6}) ", line):
            headings.append(match[1])
    assert inside is None, "a fenced block is never closed"
    return headings, blocks


def test_both_readmes_have_the_same_outline() -> None:
    files = [ROOT / "README.md", ROOT / "README.zh.md"]
    if not all(p.exists() for p in files):
        pytest.skip("README.md and README.zh.md are not both there")
    english, chinese = (outline(p.read_text(encoding="utf-8")) for p in files)
    assert english[0] == chinese[0], "headings"
    assert len(english[1]) == len(chinese[1]), "code blocks"


def test_the_two_commands_stand_at_the_top_of_both_readmes() -> None:
    for file in (ROOT / "README.md", ROOT / "README.zh.md"):
        _, blocks = outline(file.read_text(encoding="utf-8"))
        assert "python3 run.py" in blocks[0]
        assert "python3 run.py test" in "\n".join(blocks[:2])
