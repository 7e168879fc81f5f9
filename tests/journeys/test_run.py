"""`run` from the words typed to the folder, with an engine that computes nothing."""

from __future__ import annotations

import io
import json
import os
import platform
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from sim.cli.interrupt import Interrupt
from sim.cli.progress import Progress, duration
from sim.show.kit.text import width
from tests.journeys import stand_in
from tests.journeys.conftest import STAND_IN, Program, environment

posix = pytest.mark.skipif(os.name == "nt", reason="signals to another process are POSIX")


def tables(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob("*.csv")}


def test_a_run_prints_the_verdict_and_writes_a_numbered_folder(program: Program, here: Path) -> None:
    outcome = program("run", "mine.yaml")
    assert outcome.status == 0
    assert outcome.err == ""
    assert outcome.out.startswith("Joined, blocks and lines achieve"), "the first sentence is for everybody"
    assert "\n\nTwo-sided needs:" in outcome.out
    assert "1+1 = 2.514" in outcome.out
    assert "Scenario mine.yaml (My district): 12 months, 64 replicates" in outcome.out
    assert outcome.out.endswith(f"\nWritten to {Path('results/001-mine')}\n")
    assert program("run", "mine.yaml", "--lang", "zh").out.endswith(f"\n结果已写入 {Path('results/002-mine')}\n")
    made = {file.name for file in (here / "results/001-mine").iterdir()}
    assert made == {
        "results.json", "manifest.json",
        "report.html", "results.xlsx", "figures",
        *(f"{name}.csv" for name in ("verdict", "arms", "measures", "months", "groups", "parameters", "replicates")),
    }  # fmt: skip
    assert tables(here / "results/001-mine") == tables(here / "results/002-mine")


def test_options_reach_the_question(program: Program) -> None:
    program(
        "run", "mine.yaml", "--set", "needs.two_sided=0.25", "--months", "6", "--seed", "7",
        "--replications", "12", "--precision", "0.05", "--workers", "3", "--explain", "--no-report",
    )  # fmt: skip
    asked = stand_in.ASKED[-1]
    assert (asked["scenario"].months, asked["scenario"].seed) == (6, 7)
    assert asked["scenario"].needs.two_sided == 0.25
    assert (asked["replications"], asked["precision"], asked["explain"], asked["workers"]) == (
        12,
        0.05,
        True,
        3,
    )
    program("run", "mine.yaml", "--json")
    asked = stand_in.ASKED[-1]
    assert (asked["replications"], asked["precision"], asked["explain"], asked["workers"]) == (
        "auto", 0.01, False, None,
    )  # fmt: skip


def test_json_is_one_object_and_nothing_else(program: Program, here: Path) -> None:
    text = program("run", "mine.yaml", "--json")
    assert text.err == ""
    assert json.loads(text.out)["verdict"] == "above"
    assert sorted(here.iterdir()) == [here / "mine.yaml"]
    outcome = program("run", "mine.yaml", "--json", "--out", "kept", "--lang", "zh")
    assert outcome.out == text.out
    assert (here / "kept" / "results.json").read_text(encoding="utf-8") == text.out
    assert "channels" in json.loads(program("run", "mine.yaml", "--json", "--explain").out)


@pytest.mark.gate
def test_a_manifest_makes_the_same_tables_again(program: Program, here: Path) -> None:
    program("run", "mine.yaml", "--explain", "--out", "first", "--set", "needs.two_sided=0.25")
    (here / "mine.yaml").unlink()
    again = program("run", "--from", "first/manifest.json", "--out", "second", "--lang", "zh")
    assert again.status == 0
    assert again.err == ""
    assert stand_in.ASKED[-1]["replications"] == 64
    assert stand_in.ASKED[-1]["explain"] is True
    kept = [json.loads((here / name / "manifest.json").read_text("utf-8")) for name in ("first", "second")]
    assert [manifest["replications"] for manifest in kept] == [{"asked": "auto", "done": 64}] * 2
    assert len(tables(here / "first")) == 8
    assert program("run", "--from", "first", "--out", "third").status == 0
    for name in ("results.xlsx", "figures/verdict.png"):  # they speak the language that was asked for
        first, second, third = ((here / word / name).read_bytes() for word in ("first", "second", "third"))
        assert first == third
        assert first != second
    assert tables(here / "first") == tables(here / "second")
    assert (here / "first/results.json").read_bytes() == (here / "second/results.json").read_bytes()
    assert program("run", "--from", "first").out.endswith(f"{Path('results/001-mine')}\n")


def test_the_report_speaks_the_language_and_stands_beside_its_figures(program: Program, here: Path) -> None:
    for lang in ("en", "zh"):
        assert program("run", "mine.yaml", "--lang", lang, "--out", lang).err == ""
        text = (here / lang / "report.html").read_text(encoding="utf-8")
        assert f'<html lang="{lang}">' in text
        assert ("My district" if lang == "en" else "我的区") in text
        assert f"quyuhua run mine.yaml --lang {lang} --out {lang}" in text
        figures = {file.name for file in (here / lang / "figures").iterdir()}
        assert {f"{name}.{kind}" for name in ("verdict", "months") for kind in ("png", "svg")} <= figures


def test_without_a_report_nothing_heavy_is_imported(here: Path) -> None:
    program = (
        "import sys; from tests.journeys.stand_in import modules; sys.modules.update(modules());"
        "from sim.cli import main; status = main(sys.argv[1:]);"
        "sys.exit(status or str({'matplotlib', 'jinja2', 'openpyxl'} & set(sys.modules)))"
    )
    for words in (("run", "mine.yaml", "--no-report"), ("run", "mine.yaml", "--json")):
        done = subprocess.run(
            [sys.executable, "-c", program, *words], cwd=here, env=environment(), capture_output=True, text=True
        )
        assert done.stderr.endswith("set()\n"), done.stderr
    assert {file.suffix for file in (here / "results/001-mine").iterdir()} == {".csv", ".json"}


@pytest.mark.gate
def test_characters_that_no_font_has_are_named(program: Program, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.show.kit.lettering._system", list)
    text = (here / "mine.yaml").read_text(encoding="utf-8")
    (here / "odd.yaml").write_text(f"{text}areas: [{{name: \U0002a6b2}}, {{name: 乙}}]\n", encoding="utf-8")
    assert "these characters, so the figures show boxes in their place: \U0002a6b2." in program("run", "odd.yaml").err
    assert "本机没有字体含有以下字符" in program("run", "odd.yaml", "--lang", "zh").err
    outcome = program("run", "odd.yaml", "--json", "--out", "kept")
    assert json.loads(outcome.out)["verdict"] == "above"


def test_versions_that_differ_are_said_on_standard_error(program: Program, here: Path) -> None:
    program("run", "mine.yaml", "--no-report", "--out", "first")
    file = here / "first" / "manifest.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    data["versions"]["numpy"] = "0.1"
    file.write_text(json.dumps(data), encoding="utf-8")
    outcome = program("run", "--from", "first", "--json")
    assert outcome.status == 0
    assert "numpy: 0.1 when the manifest was written" in outcome.err
    assert json.loads(outcome.out)["verdict"] == "above"


def test_a_manifest_with_a_broken_scenario_is_bad_input(program: Program, here: Path) -> None:
    program("run", "mine.yaml", "--no-report", "--out", "first")
    file = here / "first" / "manifest.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    data["scenario"]["months"] = 0
    file.write_text(json.dumps(data), encoding="utf-8")
    outcome = program("run", "--from", "first/manifest.json", "--out", "second")
    assert outcome.status == 2
    assert outcome.err.startswith("first/manifest.json: months: ")
    assert not (here / "second").exists()


def test_the_manifest_names_no_machine(program: Program, here: Path) -> None:
    program("run", "mine.yaml", "--no-report", "--out", "first")
    data = json.loads((here / "first/manifest.json").read_text(encoding="utf-8"))
    assert data["command"] == ["run", "mine.yaml", "--no-report", "--out", "first"]
    assert str(here) not in json.dumps(data)
    assert data["versions"]["python"] == platform.python_version()


def test_a_folder_that_exists_is_refused_before_anything_is_computed(program: Program, here: Path) -> None:
    (here / "kept").mkdir()
    assert program("run", "mine.yaml", "--out", "kept").status == 2
    assert stand_in.ASKED == []
    assert program("run", "mine.yaml", "--out", "kept", "--overwrite").status == 0
    (here / "kept" / "foreign.txt").write_text("x")
    assert program("run", "mine.yaml", "--out", "kept", "--overwrite", "--no-report").status == 0
    assert not (here / "kept" / "report.html").exists()
    assert (here / "kept" / "foreign.txt").read_text() == "x"
    assert program("run", "mine.yaml", "--out", "kept", "--overwrite", "--no-report", "--explain").status == 0
    assert (here / "kept" / "channels.csv").exists()
    assert program("run", "mine.yaml", "--out", "kept", "--overwrite", "--no-report").status == 0
    assert not (here / "kept" / "channels.csv").exists()


def test_a_full_disk_costs_the_folder_and_not_the_verdict(
    program: Program, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    outcome = program("run", "mine.yaml")
    assert outcome.status == 2
    assert "1+1 = 2.514" in outcome.out
    assert "could not be written" in outcome.err
    assert "no space is left on the disk" in outcome.err
    assert not (here / "results").exists()


def process(words: list[str], here: Path, **more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*STAND_IN, *words],
        cwd=here,
        env=environment(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    )


@posix
@pytest.mark.parametrize(
    ("words", "deaf"),
    [(["run", "mine.yaml"], False), (["run", "mine.yaml", "--json", "--out", "a/b"], True)],
)
def test_ctrl_c_ends_it_and_leaves_nothing(here: Path, words: list[str], deaf: bool) -> None:
    """Deaf: the main thread is in native code and hears no signal. By itself it would go on for an hour."""
    deafness = {"STAND_IN_DEAF": "1"} if deaf else {}
    running = process(words, here, STAND_IN_SECONDS="3600", **deafness)
    assert running.stderr is not None
    while b"computing" not in running.stderr.readline():
        assert running.poll() is None
    time.sleep(0.2)  # by then it is in native code
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert out == b""
    assert err.decode() == "Interrupted: nothing was written.\n"
    assert [file.name for file in here.iterdir()] == ["mine.yaml"]


def test_ctrl_c_while_the_folder_is_being_written_waits_for_it(
    program: Program, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.name == "nt":
        pytest.skip("raise_signal ends the process on Windows")
    real = os.fsync
    once: list[Any] = []

    def interrupted(handle: int) -> None:
        if not once:
            once.append(signal.raise_signal(signal.SIGINT))
        real(handle)

    monkeypatch.setattr(os, "fsync", interrupted)
    outcome = program("run", "mine.yaml")
    assert outcome.status == 130
    assert outcome.err == f"Interrupted: the results are complete and are kept in {Path('results/001-mine')}.\n"
    assert len(list((here / "results/001-mine").iterdir())) == 12
    before = signal.getsignal(signal.SIGINT)
    assert before is signal.default_int_handler


@posix
def test_ctrl_c_that_python_cannot_raise_ends_it_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Finalised:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGINT)

    ended = Event()
    monkeypatch.setattr(os, "_exit", lambda status: ended.set())
    monkeypatch.setattr(sys, "unraisablehook", sys.__unraisablehook__)
    with Interrupt(lambda: None).watched():
        Finalised()
        assert ended.wait(30)
    assert capsys.readouterr().err == ""


@posix
@pytest.mark.gate
def test_ctrl_c_after_the_last_word_changes_nothing(here: Path) -> None:
    """Python takes a while to end; a Ctrl-C then used to kill it, though everything had been written and said."""
    for _ in range(2):
        running = process(["run", "mine.yaml", "--no-report"], here)
        assert running.stdout is not None
        assert running.stderr is not None
        for line in running.stdout:
            if line.startswith(b"Written to"):
                running.send_signal(signal.SIGINT)
        assert running.wait(30) in (0, 130)  # 130: it was heard before the command knew that it was done
        assert b"nothing was written" not in running.stderr.read()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_on_a_terminal_is_one_line_that_goes_away() -> None:
    stream, now = Terminal(), [0.0]
    progress = Progress("en", stream, lambda: now[0])
    for done in range(1, 101):
        progress(done, 200)
        now[0] += 0.0625  # every second call comes too soon for another line
    assert "\n" not in stream.getvalue()
    assert "\r[=========           ] 99 of 200 · 16/s · 6 s left" in stream.getvalue()
    assert stream.getvalue().count("\r") == 50
    progress.end()
    assert stream.getvalue().endswith("\r")


def test_progress_in_a_pipe_is_whole_lines_now_and_then() -> None:
    stream, now = io.StringIO(), [0.0]
    progress = Progress("zh", stream, lambda: now[0])
    for done in range(1, 101):
        progress(done, 100)
        now[0] += 1.0
    progress.end()
    assert stream.getvalue().splitlines() == [
        "已完成 61/100 · 每秒 1.0 · 还需 39 秒",
    ]


def test_progress_counts_a_new_batch_afresh() -> None:
    stream, now = Terminal(), [0.0]
    progress = Progress("en", stream, lambda: now[0])
    for total, step in ((64, 1.0), (128, 1.0), (8, 10.0)):
        for done in range(65 if total == 128 else 1, total + 1):
            progress(done, total)
            now[0] += step
    assert "] 127 of 128 · 1.0/s · 1 s left" in stream.getvalue()
    assert "] 1 of 8 · preparing" in stream.getvalue()
    assert "] 7 of 8 · 0.1/s · 10 s left" in stream.getvalue()


@pytest.mark.parametrize("columns", [80, 40, 20])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_progress_stays_on_one_line_of_any_terminal(columns: int, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that wraps is not taken away by going back to its beginning."""
    monkeypatch.setenv("COLUMNS", str(columns))
    stream, now = Terminal(), [0.0]
    progress = Progress(lang, stream, lambda: now[0])
    for done in range(1, 1025, 100):
        progress(done, 1024)
        now[0] += 60.0
    shown = stream.getvalue().split("\r")[1:]
    assert len(shown) > 5
    assert max(width(line) for line in shown) < columns
    assert ("[=" in shown[5]) is (columns == 80)


def test_progress_says_nothing_where_nobody_listens() -> None:
    stream = Terminal()
    progress = Progress("en", stream)
    stream.close()
    with pytest.raises(ValueError, match="closed"):
        stream.isatty() and stream.write("x")
    progress(1, 2)
    progress.end()


@pytest.mark.parametrize(
    ("seconds", "en", "zh"),
    [
        (0.2, "0 s", "0 秒"),
        (59.4, "59 s", "59 秒"),
        (60, "1 min 0 s", "1 分 0 秒"),
        (3700, "1 h 1 min", "1 小时 1 分"),
    ],
)
def test_durations(seconds: float, en: str, zh: str) -> None:
    assert (duration(seconds, "en"), duration(seconds, "zh")) == (en, zh)


def test_no_terminal_no_colour_and_with_no_color_none_either(monkeypatch: pytest.MonkeyPatch) -> None:
    from sim.cli.streams import may_be_bold

    if os.name != "nt":
        assert may_be_bold(Terminal(), {"TERM": "xterm"})
    assert not may_be_bold(Terminal(), {"TERM": "xterm", "NO_COLOR": "1"})
    assert not may_be_bold(Terminal(), {"TERM": "dumb"})
    assert not may_be_bold(io.StringIO(), {"TERM": "xterm"})


def test_the_same_bytes_for_any_number_of_workers_and_any_language(program: Program, here: Path) -> None:
    made = set()
    plain = ["--no-report"]
    for i, words in enumerate(
        (["--workers", "1"], [*plain, "--workers", "2", "--lang", "zh"], [*plain, "--lang", "en"])
    ):
        program("run", "mine.yaml", "--out", f"run-{i}", *words)
        made.add(tuple(sorted(tables(here / f"run-{i}").items())))
    assert len(made) == 1
    assert sys.stdout is not None
