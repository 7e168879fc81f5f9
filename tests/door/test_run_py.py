"""run.py: from nothing but Python to the program, and one clear sentence wherever that cannot be."""

from __future__ import annotations

import ast
import importlib.util
import locale
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from sim.words.language import language

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LINES = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
posix = pytest.mark.skipif(os.name == "nt", reason="signals to a group of processes, and the lock, are POSIX")

# Stands in for pip: no network. It does what FAKE_PIP says, and leaves the metadata of what was asked for.
FAKE_PIP = """
import os, pathlib, sys, sysconfig, time
tree = pathlib.Path(os.environ["FAKE_TREE"])
def note(what):
    with open(tree / "pip.log", "a") as log:
        log.write(what + "\\n")
note("start " + " ".join(sys.argv[1:]))
for part in os.environ["FAKE_PIP"].split():
    if part == "fail":
        sys.stderr.write("WARNING: Retrying\\n      ERROR: No matching distribution found for hatchling\\n")
        sys.stderr.write("error: subprocess-exited-with-error\\n")
        sys.exit(1)
    if part.startswith("sleep="):
        time.sleep(float(part[6:]))
    if part == "install":
        for name in [word.split(">")[0] for word in sys.argv if word.startswith("wanted")]:
            there = pathlib.Path(sysconfig.get_path("purelib"), name.replace("-", "_") + "-2.1.dist-info")
            there.mkdir(exist_ok=True)
            (there / "METADATA").write_text("Metadata-Version: 2.1\\nName: " + name + "\\nVersion: 2.1\\n")
note("end")
"""
# The environment itself is made in earnest, but for the pip that FAKE_PIP stands in for: it takes two seconds each.
VENV_WITHOUT_PIP = """
import pathlib, sys
fakes = str(pathlib.Path(__file__).parents[1])
sys.path[:] = [path for path in sys.path if path != fakes]
del sys.modules["venv"]
import venv
venv.main(["--without-pip", *sys.argv[1:]])
"""
ASKED = "install --no-input --no-user --target= --prefix={}"
FAKE_PYTEST = "import os, sys; print('pytest', sys.argv[1:], os.getcwd()); sys.exit(5)"
PROGRAM = """
import sys
def process(argv=None):
    print("程序", argv)
    sys.exit(7)
"""
WANTS = """
[project]
dependencies = ["wanted>=1,<3"]
optional-dependencies = { dev = ["wanted-dev>=2.1,<3"] }
"""


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("door", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """run.py as a module, with a folder of its own that wants a package nobody has."""
    module = load()
    (tmp_path / "pyproject.toml").write_text(WANTS)
    monkeypatch.setattr(module, "ROOT", str(tmp_path))
    monkeypatch.setattr(module, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(module, "PYTHON", str(tmp_path / ".venv" / "python"))
    monkeypatch.setattr(module, "UNFINISHED", str(tmp_path / ".venv-unfinished"))
    monkeypatch.setattr(sys, "argv", ["run.py", "--lang", "en"])
    return module


class Clone:
    """A fresh clone with a program of two lines, a fake pip and a fake pytest."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.venv = folder / ".venv"
        self.unfinished = folder / ".venv-unfinished"
        shutil.copy(ROOT / "run.py", folder)
        for name, text in {
            "pyproject.toml": WANTS,
            "sim/__init__.py": "",
            "sim/cli/__init__.py": PROGRAM,
            "fakes/pip/__init__.py": "",
            "fakes/pip/__main__.py": FAKE_PIP,
            "fakes/pytest/__init__.py": "",
            "fakes/venv/__init__.py": "",
            "fakes/venv/__main__.py": VENV_WITHOUT_PIP,
            "fakes/pytest/__main__.py": FAKE_PYTEST,
        }.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")

    def start(self, *args: str, pip: str = "install", **environment: str) -> subprocess.Popen[str]:
        env = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
        env |= {"PYTHONPATH": str(self.folder / "fakes"), "FAKE_TREE": str(self.folder), "FAKE_PIP": pip}
        env |= {"LC_ALL": "en_US.UTF-8", "PYTHONUTF8": "1"} | environment
        return subprocess.Popen(
            [sys.executable, str(self.folder / "run.py"), *args],
            cwd=self.folder.parent,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(self, *args: str, pip: str = "install", **environment: str) -> tuple[int, str, str]:
        with self.start(*args, pip=pip, **environment) as child:
            out, err = child.communicate(timeout=120)
        assert "Traceback" not in err
        return child.returncode, out, err

    def pip_log(self) -> list[str]:
        log = self.folder / "pip.log"
        return log.read_text().splitlines() if log.exists() else []

    def wait_for_pip(self, starts: int = 1) -> None:
        until = time.monotonic() + 60
        while sum(line.startswith("start") for line in self.pip_log()) < starts:
            assert time.monotonic() < until, "pip never began"
            time.sleep(0.05)


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    folder = tmp_path / "a clone"  # with a space, as people have it
    folder.mkdir()
    return Clone(folder)


# what it may be written in


def test_an_old_python_can_read_it() -> None:
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_it_imports_the_standard_library_only() -> None:
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    asked = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    asked |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in asked} - sys.stdlib_module_names == {"sim"}
    assert [name for name in asked if name.startswith("sim")] == ["sim.cli"]


@pytest.mark.parametrize("line", LINES)
def test_the_dependencies_are_written_as_the_door_reads_them(line: str) -> None:
    match = re.fullmatch(r"([\w-]+)>=([\d.]+),<([\d.]+)", line)
    assert match, f"run.py cannot read {line!r}"
    low, high = ([int(n) for n in bound.split(".")] for bound in match.groups()[1:])
    assert low < high


def test_every_dependency_has_its_reason() -> None:
    table = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    extras = [line for lines in PROJECT["optional-dependencies"].values() for line in lines]
    wanted = {re.split("[>=<]", line)[0] for line in PROJECT["dependencies"] + extras + build}
    assert set(re.findall(r"^\| ([\w-]+) \|", table, re.MULTILINE)) - {"package"} == wanted


# what it finds


def test_missing_tells_what_is_absent_and_what_is_too_old_or_too_new(door: ModuleType, tmp_path: Path) -> None:
    lines = ["pytest>=1,<1000", "pytest>=1000,<1001", "pytest>=0.1,<1", "no-such-package-at-all>=1,<2"]
    (tmp_path / "pyproject.toml").write_text(
        f"[project]\ndependencies = {lines}\noptional-dependencies = {{ dev = ['nor-this-one>=1,<2'] }}\n"
    )
    assert door.missing(False) == lines[1:]
    assert door.missing(True) == [*lines[1:], "nor-this-one>=1,<2"]


@pytest.mark.filterwarnings("ignore:Implicit None on return values")
def test_a_leftover_without_a_version_counts_as_missing(
    door: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "site" / "wanted-2.1.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    assert door.missing(False) == ["wanted>=1,<3"]
    (tmp_path / "site" / "wanted-2.1.dist-info" / "METADATA").write_text("Name: wanted\nVersion: 2.1\n")
    assert door.missing(False) == []


# what it says


@pytest.mark.parametrize(
    ("args", "environment", "system", "sentence"),
    [
        (["run", "--lang", "en"], {"LC_ALL": "zh_CN.UTF-8"}, None, "en"),
        (["run", "--lang=zh"], {"LC_ALL": "en_US.UTF-8"}, None, "zh"),
        (["--lang", "fr"], {"LANG": "en_GB.UTF-8"}, None, "en"),
        (["--lang"], {"LANG": "en_GB.UTF-8"}, None, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, None, "zh"),
        ([], {"LC_ALL": "C", "LANG": "en_US.UTF-8"}, None, "zh"),
        ([], {"LC_MESSAGES": "en_US", "LANG": "zh_CN"}, None, "en"),
        ([], {"LANG": "POSIX"}, "English_United States", "zh"),
        ([], {"LANG": "fr_FR.UTF-8"}, None, "zh"),
        ([], {}, "English_United States", "en"),
        ([], {}, "Chinese (Simplified)_China", "zh"),
        ([], {}, None, "zh"),
    ],
)
def test_it_speaks_the_language_of_the_argument_then_of_the_locale_then_chinese(
    args: list[str],
    environment: dict[str, str],
    system: str | None,
    sentence: str,
    door: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(locale, "getlocale", lambda *_: (system, None))
    monkeypatch.setattr(sys, "argv", ["run.py", *args])
    assert door.say("old", "python", "3.8.18") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert (
        err
        == {
            "zh": "需要 Python 3.11 或更新的版本；python 是 3.8.18。\n",
            "en": "Python 3.11 or newer is needed; python is 3.8.18.\n",
        }[sentence]
    )
    if not args:  # the program chooses alike
        assert language(None, environment) == sentence


def test_every_cause_has_its_advice(door: ModuleType) -> None:
    assert {key for key, _ in door.CAUSES} | {"other"} <= set(door.WORDS)


def test_both_languages_say_the_same_things(door: ModuleType) -> None:
    for chinese, english in door.WORDS.values():
        assert re.findall(r"\{.*?\}", chinese) == re.findall(r"\{.*?\}", english)
        assert re.search("[一-鿿]", chinese)
        assert not re.search("[一-鿿]", english)


def test_an_old_python_gets_a_sentence(
    door: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old = SimpleNamespace(
        version_info=(3, 8, 18),
        version="3.8.18 (main)",
        executable="python3.8",
        argv=sys.argv,
        stderr=sys.stderr,
    )
    monkeypatch.setattr(door, "sys", old)
    assert door.main(["--lang", "en"]) == 2
    assert capsys.readouterr() == ("", "Python 3.11 or newer is needed; python3.8 is 3.8.18.\n")
    assert [p.name for p in tmp_path.iterdir()] == ["pyproject.toml"]


def test_without_ensurepip_it_names_the_system_package(
    door: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(door, "find_spec", lambda name: None if name == "ensurepip" else importlib.util.find_spec(name))
    assert door.main(["--lang", "en"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "python3-venv" in err
    assert f"python{sys.version_info[0]}.{sys.version_info[1]}-venv" in err
    assert [p.name for p in tmp_path.iterdir()] == ["pyproject.toml"]


# what it does


def test_an_interpreter_that_has_the_packages_is_used_as_it_is(clone: Clone) -> None:
    (clone.folder / "pyproject.toml").write_text(
        "[project]\ndependencies = ['pytest>=1,<1000']\noptional-dependencies = { dev = [] }\n"
    )
    assert clone.run("run", "above", "--json") == (7, "程序 ['run', 'above', '--json']\n", "")
    assert not clone.venv.exists()


def test_it_opens_without_importing_any_package(clone: Clone) -> None:
    shutil.copy(ROOT / "pyproject.toml", clone.folder)
    (clone.folder / "sim/cli/__init__.py").write_text(
        "import sys\n"
        "def process(argv):\n"
        "    print({m.split('.')[0] for m in sys.modules} - sys.stdlib_module_names)\n"
        "    sys.exit(0)\n"
    )
    status, out, err = clone.run()
    assert (status, err) == (0, "")
    heavy = {
        "mesa",
        "networkx",
        "numpy",
        "numba",
        "scipy",
        "pydantic",
        "yaml",
        "matplotlib",
        "rich",
        "pytest",
    }
    assert "'sim'" in out
    assert heavy.isdisjoint(re.findall(r"\w+", out))


def test_on_a_fresh_clone_it_says_what_is_missing_installs_it_and_goes_on(clone: Clone) -> None:
    shutil.rmtree(clone.folder / "fakes" / "venv")  # the environment with its pip, as a new user has it made
    status, out, err = clone.run("run", "above")
    assert (status, out) == (7, "程序 ['run', 'above']\n")
    assert "lacks: wanted>=1,<3\n" in err
    assert f"Installing into {clone.venv} " in err
    assert clone.pip_log() == [f"start {ASKED.format(clone.venv)} wanted>=1,<3", "end"]
    assert not clone.unfinished.exists()
    assert clone.run("list") == (7, "程序 ['list']\n", "")  # from now on without a word
    assert len(clone.pip_log()) == 2


def test_test_adds_what_the_tests_need_and_hands_its_arguments_to_pytest(clone: Clone) -> None:
    clone.run()
    status, out, err = clone.run("test", "-k", "a or b")
    assert (status, out) == (5, f"pytest ['-k', 'a or b'] {clone.folder}\n")
    assert "lacks: wanted-dev>=2.1,<3\n" in err
    assert clone.pip_log()[2:] == [f"start {ASKED.format(clone.venv)} wanted>=1,<3 wanted-dev>=2.1,<3", "end"]


def test_a_pip_that_fails_gives_one_sentence_and_the_next_call_mends_it(clone: Clone) -> None:
    status, out, err = clone.run(pip="fail")
    assert (status, out) == (2, "")
    assert err.splitlines()[2:] == [
        f"{clone.venv} could not be installed: No matching distribution found for hatchling. "
        "Check the network (or pip's index), then run this again."
    ]
    assert clone.run()[:2] == (7, "程序 []\n")


def test_a_pip_that_promises_and_does_nothing_ends_too(clone: Clone) -> None:
    status, out, err = clone.run(pip="")
    assert (status, out) == (2, "")
    assert err.splitlines()[-1].startswith(f"{clone.venv} could not be installed: wanted>=1,<3.")
    assert len(clone.pip_log()) <= 8


def test_a_folder_that_cannot_be_made_gives_one_sentence(clone: Clone) -> None:
    clone.venv.write_text("a file, where the folder should be")
    status, out, err = clone.run()
    assert (status, out) == (2, "")
    assert err.splitlines()[2].startswith(f"{clone.venv} could not be installed: ")
    assert "network" not in err
    assert clone.venv.is_file()


@posix
def test_a_folder_that_venv_refuses_gives_one_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "a:b"  # the separator of PATH
    folder.mkdir()
    status, out, err = Clone(folder).run()
    assert (status, out) == (2, "")
    assert err.splitlines()[2].startswith(f"{folder / '.venv'} could not be installed: Refusing")


@pytest.mark.parametrize(
    ("signs", "advice"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: Could not install: [Errno 30] Read-only file system: '/x'", "copy the whole folder"),
        ("ERROR: [WinError 5] 拒绝访问。: 'C:\\\\x'", "copy the whole folder"),
        ("WARNING: Retrying: Connection refused\nERROR: No matching distribution found for mesa", "Check the network"),
        ("ERROR: Could not build wheels for numba", "Mend that"),
    ],
)
def test_the_advice_fits_the_cause(
    signs: str, advice: str, door: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    reason = signs.splitlines()[-1].removeprefix("ERROR: ")
    assert door.failed(reason, signs) == 2
    err = capsys.readouterr().err
    assert advice in err
    assert reason.rstrip(".") in err


@posix
def test_an_environment_that_does_not_start_is_made_anew_with_a_sentence(clone: Clone) -> None:
    clone.run()
    site = next(clone.venv.glob("lib/python3*/site-packages"))
    (site / "ours.pth").write_text("import os; os.write(2, b'last words'); os._exit(9)\n")
    status, out, err = clone.run()
    assert (status, out) == (7, "程序 []\n")
    assert "does not start (last words)" in err
    assert not (site / "ours.pth").exists()


def test_nothing_it_leaves_names_the_folder_where_every_start_reads_it(clone: Clone) -> None:
    clone.run()
    assert not [file for file in clone.venv.rglob("*.pth") if str(clone.folder) in file.read_text()]


@posix
def test_closed_streams_are_streams_that_nobody_reads(clone: Clone) -> None:
    (clone.folder / "pyproject.toml").write_text(
        "[project]\ndependencies = ['pytest>=1,<1000']\noptional-dependencies = { dev = [] }\n"
    )
    (clone.folder / "sim/cli/__init__.py").write_text(
        "import sys\ndef process(argv):\n    print('out')\n    print('err', file=sys.stderr)\n    sys.exit(7)\n"
    )
    line = '"$0" "$1" >&- 2>&- <&-'
    done = subprocess.run(["sh", "-c", line, sys.executable, str(clone.folder / "run.py")], check=False)
    assert done.returncode == 7


@pytest.fixture
def killed(clone: Clone) -> Callable[[int], tuple[int, str, str]]:
    """Begin an installation, and once pip is at work send the whole group a signal."""

    def kill(number: int) -> tuple[int, str, str]:
        with clone.start(pip="sleep=60 install") as child:
            clone.wait_for_pip()
            os.killpg(child.pid, number)
            out, err = child.communicate(timeout=30)
        return child.returncode, out, err

    return kill


@posix
def test_a_killed_installation_is_done_afresh(clone: Clone, killed: Callable[[int], tuple[int, str, str]]) -> None:
    assert killed(signal.SIGKILL)[0] == -signal.SIGKILL
    (clone.venv / "half a package").write_text("left behind")
    assert clone.run()[:2] == (7, "程序 []\n")
    assert not (clone.venv / "half a package").exists()
    assert not clone.unfinished.exists()


@posix
def test_ctrl_c_while_installing_says_so_and_ends_with_130(
    clone: Clone, killed: Callable[[int], tuple[int, str, str]]
) -> None:
    status, out, err = killed(signal.SIGINT)
    assert (status, out) == (130, "")
    assert err.splitlines()[-1] == "Installation stopped; the next call does it afresh."
    assert "end" not in clone.pip_log()
    assert clone.run()[:2] == (7, "程序 []\n")


@posix
def test_a_pip_that_outlives_its_run_is_waited_for(clone: Clone) -> None:
    with clone.start(pip="sleep=4 install") as child:
        clone.wait_for_pip()
        child.kill()  # run.py alone: its pip goes on
    assert clone.run()[:2] == (7, "程序 []\n")
    assert [line.split()[0] for line in clone.pip_log()] == ["start", "end", "start", "end"]


@posix
def test_two_at_once_install_once(clone: Clone) -> None:
    with clone.start("a", pip="sleep=3 install") as first:
        clone.wait_for_pip()
        second = clone.run("b")
        out, _ = first.communicate(timeout=60)
    assert (first.returncode, out) == (7, "程序 ['a']\n")
    assert second[:2] == (7, "程序 ['b']\n")
    assert len(clone.pip_log()) == 2


@posix
def test_an_environment_whose_python_is_gone_is_made_anew(clone: Clone) -> None:
    clone.run()
    python = clone.venv / "bin" / "python"
    python.unlink()
    python.symlink_to("no/such/python")
    assert clone.run()[:2] == (7, "程序 []\n")
    assert python.exists()


@posix
def test_a_folder_named_in_another_encoding_than_the_locales_is_read_as_utf8(tmp_path: Path) -> None:
    """As a folder in Chinese is under a locale of GBK: names of files with lone surrogates break compiled packages."""
    folder = tmp_path / "区域化"
    folder.mkdir()
    there = Clone(folder)
    program = "def process(args):\n    __file__.encode()\n    print('read', *args)\n    raise SystemExit(0)\n"
    (folder / "sim/cli/__init__.py").write_text(program, encoding="utf-8")
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert there.run("list", **plain)[:2] == (0, "read list\n")
