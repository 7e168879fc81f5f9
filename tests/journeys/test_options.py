"""Every option does something: with it a line that is right has another outcome than without it."""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from sim.cli.commands import COMMANDS
from sim.runs import runner
from sim.words.pasting import command_line
from tests.gate import others_in_the_gate
from tests.journeys.conftest import Program
from tests.show.asked import lay, words

BASES = {
    "list": ["list"],
    "describe": ["describe", "above"],
    "diff": ["diff", "above", "below"],
    "new": ["new", "fresh.yaml"],
    "import": ["import", "units.csv", "needs.csv", "--out", "fresh.yaml"],
    "check": ["check", "mine.yaml"],
    "lesson": ["lesson", "list"],
    "warm": ["warm"],
    "schema": ["schema"],
    "schedule": ["schedule"],
    "completion": ["completion", "bash"],
    "demo": ["demo", "above", "--months", "3", "--save", "stage.html"],
}
"""A right line for every command that asks nothing; those that ask have an example, tests/show/asked.py."""
IN_COMPANY = {
    ("import", "overwrite"): ["import", "units.csv", "--out", "mine.yaml"],
    ("import", "template"): ["import"],
    ("lesson", "all"): ["lesson", "check"],
    ("lesson", "seeds"): ["lesson", "try", "two_hands"],
    ("lesson", "out"): ["lesson", "save", "whom_to_ask"],
    ("compare", "without"): ["compare", "above", "--months", "3"],
    ("compare", "drop-each"): ["compare", "above", "--months", "3"],
    **{("sweep", option): words("survey") for option in ("full", "shard", "point")},
}
"""What some options need, or what they are there to make right."""
OTHERS = {
    "set": "needs.scale=0.5", "seed": "11", "months": "2", "replications": "3", "precision": "0.99", "workers": "1",
    "lang": "zh", "out": "elsewhere.yaml", "grid": "world=drawn,fixed", "only": "flood", "compare": "one",
    "shard": "1/2", "point": "2",
}  # fmt: skip
"""Values that are quicker than an option's example, or other than what the line says."""
CLOCK = re.compile(rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d)?")
Outcome = tuple[int, str, str, dict[str, bytes], tuple[Any, ...]]
OF_A_DESIGN = ("status", "export", "plot", "merge")
"""What needs a design, or the folder of one: test_design_sweep.py has them."""
OF_A_SERVER = {("demo", "save"), ("demo", "class"), ("demo", "port"), ("demo", "host"), ("demo", "no-browser")}
"""What has it serve or not, until it is stopped: tests/demo has them."""
ALL = [
    (command.name, option.name)
    for command in COMMANDS.values()
    for option in command.options
    if not (command.answer and option.name == "from")  # tests/show/test_contract.py has it
    and command.name not in OF_A_DESIGN
    and (command.name, option.name) not in OF_A_SERVER
]
BEFORE: dict[tuple[str, ...], Outcome] = {}
"""What lines came to: most options of a command are held against the same line without them."""


def right_line(command: str, option: str) -> list[str]:
    """A line that is right without the option, or that lacks nothing but the option."""
    line = IN_COMPANY.get((command, option))
    answer = COMMANDS[command].answer
    if not answer:
        return line or BASES[command]
    plain = [] if option.startswith("no-") else ["--no-report"]
    auto = option == "precision"
    return [
        *(line or words(answer)),
        "--replications",
        "auto" if auto else "2",
        "--out",
        "kept",
        "--lang",
        "en",
        *plain,
    ]


def with_and_without(line: list[str], command: str, name: str) -> tuple[list[str], list[str]]:
    """The line with the option, or with another value of it, and without."""
    option = COMMANDS[command].option(name)
    value = [OTHERS.get(name, option.example)] if option.value else []
    if option.flag not in line or option.many:
        return [*line, option.flag, *value], line
    at = line.index(option.flag)
    if not value:
        return line, [*line[:at], *line[at + 1 :]]
    return [*line[: at + 1], *value, *line[at + 2 :]], line


def outcome(
    program: Program, place: Path, line: list[str], overwrites: bool, monkeypatch: pytest.MonkeyPatch
) -> Outcome:
    """Everything that comes of a line, but for clock and command: what is said, files, who computed."""
    place.mkdir()
    lay(place)
    (place / "mine.yaml").write_text("extends: above\nmonths: 3\n", encoding="utf-8")
    (place / "units.csv").write_text("name,type\nPlum Court,residential area\n", encoding="utf-8")
    (place / "needs.csv").write_text("title,date,nature,area\nA lift,2024-03-01,mass,Plum Court\n", encoding="utf-8")
    if overwrites:
        (place / "kept").mkdir()
    threads = []

    def answer(*asked: Any, workers: int | None = None, **more: Any) -> Any:
        threads.append((workers, type(more.get("engine")).__name__, more.get("time_limit")))
        return answers(*asked, workers=workers, **more)

    answers = runner.answer
    with monkeypatch.context() as here:
        here.chdir(place)
        here.setattr(runner, "answer", answer)
        for module in [module for name, module in sys.modules.items() if name.startswith("sim.questions.")]:
            if hasattr(module, "looks"):
                here.setattr(module, "looks", lambda *_: (8, 16))
        text = program(*line)
    files = {file.relative_to(place).as_posix(): file.read_bytes() for file in place.rglob("*") if file.is_file()}
    typed = html.escape(command_line(line)).encode()
    files = {name: CLOCK.sub(b"", content).replace(typed, b"") for name, content in files.items()}
    return (
        text.status,
        text.out,
        text.err,
        {n: c for n, c in files.items() if n != "kept/manifest.json"},
        tuple(threads),
    )


DEAR = {("run", "engine"), ("sweep", "engine"), ("run", "no-report"), ("lesson", "out")}
"""What takes other processes, or pictures, of which other tests have many."""


def stands_for_others(command: str, option: str) -> bool:
    """Whether an option is tried by itself and not in the gate alone: what `run` has is, for `run`."""
    of_run = {shared.name for shared in COMMANDS["run"].options}
    return (command, option) not in DEAR and not (command in ("compare", "cases", "demo") and option in of_run)


@pytest.mark.parametrize(("command", "option"), others_in_the_gate(ALL, stands_for_others))
def test_an_option_that_nothing_depends_on_is_none(
    real: Program, here: Path, command: str, option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, without = with_and_without(right_line(command, option), command, option)
    overwrites = option == "overwrite"
    came = outcome(real, here / "with", line, overwrites, monkeypatch)
    assert came[0] == 0, came[2]
    key = (*without, str(overwrites))
    if key not in BEFORE:
        BEFORE[key] = outcome(real, here / "without", without, overwrites, monkeypatch)
    assert came != BEFORE[key], f"nothing depends on {command} --{option}"
