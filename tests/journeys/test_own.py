"""Files of one's own on the command line: listed, checked, run, and run again from a manifest."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.conftest import ROOT, Program, environment
from tests.model.test_own import INSTRUMENT, block, phase_code

FINE = "from sim import Mechanism\nclass Mine(Mechanism):\n    def pull(self, levers, who):\n        pass\n"


@pytest.fixture
def example(here: Path) -> Path:
    """The example of the page, in the folder where one stands."""
    (here / "time_bank.py").write_text(block("python"), encoding="utf-8")
    (here / "with_time_bank.yaml").write_text(block("yaml"), encoding="utf-8")
    return here / "time_bank.py"


def test_what_the_page_says_to_type_works(real: Program, example: Path) -> None:
    typed = [line.split()[2:] for line in block("sh").splitlines()]
    assert [words[0] for words in typed] == ["check", "schedule", "run"]
    for words in typed:
        quick = ["--replications", "4", "--months", "6", "--no-report"] if words[0] == "run" else []
        outcome = real(*words, *quick, "--lang", "en")
        assert (outcome.status, outcome.err) == (0, "") or words[0] == "run"
        assert outcome.status == 0
    assert "1+1 = " in outcome.out
    assert "Code that is not the model's took part: time_bank.py." in " ".join(outcome.out.split())
    assert (
        "模型以外的代码"
        not in real("run", "above", "--replications", "2", "--months", "3", "--no-report", "--lang", "zh").out
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_schedule_of_a_scenario(real: Program, example: Path, lang: str) -> None:
    outcome = real("schedule", "with_time_bank.yaml", "--lang", lang)
    assert outcome.status == 0
    assert "11  bank" in outcome.out
    assert "credit motivation" in outcome.out
    assert "days given are credited" in outcome.out
    assert "kept honouring" in outcome.out
    assert "time_bank" in outcome.out
    phases = json.loads(real("schedule", "with_time_bank.yaml", "--json").out)["phases"]
    assert phases[-1]["phase"] == "bank"
    assert phases[-1]["mechanisms"] == ["time_bank"]
    assert phases[:-1] != json.loads(real("schedule", "--json").out)["phases"]  # overhead has one more that sets it
    assert real("schedule", "above", "extra", "--lang", lang).status == 2
    assert "nowhere.yaml" in real("schedule", "nowhere.yaml").err


def test_a_manifest_keeps_the_file_and_says_when_it_has_changed(real: Program, example: Path, here: Path) -> None:
    outcome = real(
        "run", "with_time_bank.yaml", "--months", "4", "--replications", "3", "--no-report", "--out", "first", "--json"
    )
    assert outcome.status == 0
    (kept,) = json.loads((here / "first/manifest.json").read_text(encoding="utf-8"))["use"]
    assert (kept["name"], kept["file"], kept["text"]) == ("time_bank.py", "time_bank.py", block("python"))
    again = real("run", "--from", "first", "--json")
    assert (again.out, again.err) == (outcome.out, "")
    example.write_text(block("python").replace("0.2 * i.rewards", "0.9 * i.rewards"), encoding="utf-8")
    changed = real("run", "--from", "first", "--no-report", "--out", "second", "--json", "--lang", "en")
    assert changed.out == outcome.out
    assert (
        "These have changed since the manifest was written; what is run is what they were: time_bank.py." in changed.err
    )
    assert "time_bank.py" in real("run", "--from", "first", "--json", "--lang", "zh").err
    other = real("run", "with_time_bank.yaml", "--months", "4", "--replications", "3", "--json")
    assert other.out != outcome.out
    example.unlink()
    gone = real("run", "--from", "second", "--no-report", "--out", "third")
    assert gone.status == 0
    for name in ("results.json", "arms.csv", "replicates.csv"):
        files = [here / folder / name for folder in ("first", "second", "third")]
        assert len({file.read_bytes() for file in files if file.exists()}) == (1 if files[0].exists() else 0)
    assert (here / "third/results.json").read_text(encoding="utf-8") == outcome.out


def test_a_sweep_over_an_instrument_of_ones_own(real: Program, example: Path) -> None:
    words = ["sweep", "with_time_bank.yaml", "--grid", "mechanisms.time_bank.branches=0:4:3", "--months", "3"]
    words += ["--replications", "2", "--out", "swept"]
    assert real(*words).status == 0
    assert real(*words).status == 0
    example.write_text(block("python") + "# changed\n", encoding="utf-8")
    other = real(*words, "--lang", "en")
    assert other.status == 2  # the points there are were made by another file
    assert "use" in other.err


@pytest.mark.parametrize(
    ("use", "code", "kind", "sentence"),
    [
        ("[mien.py]", FINE, "use_missing", "mine.py"),
        ("[../mine.py]", FINE, "use_outside", "must lie in the folder"),
        ("[/mine.py]", FINE, "use_outside", "must lie in the folder"),
        ("[mine.py]", "x = 1 / 0\n", "use_raises", "ZeroDivisionError: division by zero (line 1)"),
        ("[mine.py]", "\n\ndef f(:\n", "use_raises", "SyntaxError: invalid syntax (line 3)"),
        ("[mine.py]", "raise SystemExit(7)\n", "use_raises", "SystemExit: 7 (line 1)"),
        ("[mine.py]", "from sim import nonsense\n", "use_raises", "ImportError: cannot import name 'nonsense'"),
        ("[mine.py]", "def f():\n    raise ValueError('two\\nlines')\nf()\n", "use_raises", "two lines (line 2)"),
        ("[mine.py]", FINE + "    x: float\n", "use_raises", "ValidationError"),
        ("[mine.py]", "from sim import phase\n@phase(does='x')\ndef f(month): ...\n", "use_raises", "says after"),
        ("[mine.py]", "from sim import column\nx = column('town', 'x')\n", "use_raises", "a column is one of"),
        ("[mine.py]", "from sim import lever\nx = lever('town', 'sum', 'x')\n", "use_raises", "extent is one of"),
        ("[mine.py]", "from sim import Mechanism, share\n_x = share(0.5, 'x')\n", "use_nothing", "declares no"),
        ("[mine.py]", FINE.replace("Mine", "Liaison"), "use_clash", "liaison"),
        ("[mine.py]", FINE.replace("Mine", "Copy"), "use_clash", "copy"),
        ("[mine.py]", "from sim import lever\nhearing = lever('world', 'sum', 'x')\n", "use_clash", "hearing"),
        ("[mine.py]", INSTRUMENT + INSTRUMENT.replace("Hotline", "Other"), "use_clash", "liaison"),
        ("[mine.py, mine.py]", FINE, "name_twice", "mine.py"),
        ("[mine.py]", phase_code("after='lern'"), "use_unknown", "learn"),
        ("mine.py", FINE, "wrong_type", "list"),
        ("[3]", FINE, "wrong_type", "3"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said_once(
    real: Program, here: Path, use: str, code: str, kind: str, sentence: str
) -> None:
    (here / "mine.py").write_text(code, encoding="utf-8")
    (here / "with.yaml").write_text(f"months: 3\nuse: {use}\nmechanisms: {{time_bank: {{}}}}\n", encoding="utf-8")
    if kind in ("wrong_type", "use_unknown"):
        (here / "with.yaml").write_text(f"months: 3\nuse: {use}\n", encoding="utf-8")
    (file,) = json.loads(real("check", "with.yaml", "--json", "--lang", "en").out)["files"]
    (fault,) = file["faults"]
    assert (fault["file"], fault["line"], fault["kind"]) == ("with.yaml", 2, kind)
    assert fault["field"].startswith("use")
    assert sentence in fault["message"]
    for words in (["run", "with.yaml"], ["schedule", "with.yaml"], ["check", "with.yaml"]):
        for lang in ("en", "zh"):
            outcome = real(*words, "--lang", lang)
            assert outcome.status == 2
            complaint = outcome.out if words[0] == "check" else outcome.err  # what `check` finds is its product
            assert complaint.startswith("with.yaml:2:")
            assert complaint.count("with.yaml:2:") == 1
            assert "Traceback" not in outcome.out + outcome.err


def test_a_page_of_what_does_not_fit_into_the_month_is_refused_with_its_line(real: Program, here: Path) -> None:
    (here / "mine.py").write_text(phase_code('after="lern"'), encoding="utf-8")
    (here / "with.yaml").write_text("months: 3\nuse: [mine.py]\n", encoding="utf-8")
    for words in ((), ("--save", "page.html")):
        outcome = real("demo", "with.yaml", *words)
        assert outcome.status == 2
        assert outcome.err.startswith("with.yaml:2:7: use[0]")


def test_a_file_that_is_no_text_or_too_big(real: Program, here: Path) -> None:
    (here / "with.yaml").write_text("use: [mine.py]\n", encoding="utf-8")
    for content, kind in ((b"x = '\xff'", "not_utf8"), (b"#" * 2_000_000, "too_big")):
        (here / "mine.py").write_bytes(content)
        (file,) = json.loads(real("check", "with.yaml", "--json").out)["files"]
        assert [fault["kind"] for fault in file["faults"]] == [kind]


def test_other_faults_stand_beside(real: Program, here: Path) -> None:
    (here / "mine.py").write_text(FINE, encoding="utf-8")
    (here / "with.yaml").write_text("use: [mine.py]\nmechanisms: {mine: {hours: 99}, mien: {}}\n", encoding="utf-8")
    (file,) = json.loads(real("check", "with.yaml", "--json").out)["files"]
    assert [(f["kind"], f["nearest"]) for f in file["faults"]] == [("out_of_range", None), ("unknown_key", "mine")]


def test_a_file_of_ones_own_makes_nothing_heavy_of_reading() -> None:
    """Without one neither NumPy nor the model is imported."""
    code = "import sys, sim; sim.load('above'); print([n for n in ('numpy', 'numba', 'mesa') if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
