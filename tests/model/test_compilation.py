"""Compiling is said where it happens first: how far it is, and about how long it goes on."""

from __future__ import annotations

import io
import sys

import pytest

from sim.cli.progress import Progress
from sim.model.compilation import Compilation


class Kernel:
    """A kernel of some weight, kept or not."""

    def __init__(self, weight: int, kept: bool = False) -> None:
        self.weight, self.kept = weight, kept

    def is_kept(self) -> bool:
        return self.kept


class Clock:
    """Goes on when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def _compiled(compilation: Compilation, kernel: Kernel, clock: Clock, seconds: float) -> None:
    compilation.begin(kernel)
    clock.now += seconds
    compilation.end(kernel)


def test_what_is_lacking_is_counted_and_what_is_kept_is_not() -> None:
    clock = Clock()
    compilation = Compilation(clock)
    kernels = [Kernel(10), Kernel(10, kept=True), Kernel(30)]
    for kernel in kernels:
        compilation.add(kernel)
    heard: list[tuple[int, int, float | None]] = []
    with compilation.heard_by(lambda *words: heard.append(words)):
        _compiled(compilation, kernels[0], clock, 2.0)
        clock.now += 100.0  # what is computed in between is not compiling
        _compiled(compilation, kernels[2], clock, 6.0)
    assert heard == [(0, 2, None), (1, 2, 6.0), (1, 2, 6.0), (2, 2, 0.0)]
    assert compilation.done == 2
    _compiled(compilation, kernels[1], clock, 1.0)
    assert len(heard) == 4, "nobody listens any more"


def test_a_kernel_for_a_second_kind_of_arguments_is_no_second_kernel() -> None:
    clock = Clock()
    compilation = Compilation(clock)
    inner, outer = Kernel(1), Kernel(1)
    compilation.add(inner)
    compilation.add(outer)
    heard: list[int] = []
    with compilation.heard_by(lambda done, total, left: heard.append(done)):
        compilation.begin(outer)  # it calls the other
        _compiled(compilation, inner, clock, 1.0)
        _compiled(compilation, inner, clock, 1.0)
        compilation.end(outer)
    assert heard == [0, 0, 1, 1, 1, 2]


def test_without_a_listener_one_line_says_why_it_takes_so_long(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    clock = Clock()
    compilation = Compilation(clock)
    kernels = [Kernel(1) for _ in range(60)]
    for kernel in kernels:
        compilation.add(kernel)
    for kernel in kernels:
        _compiled(compilation, kernel, clock, 1.0)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "First start with this version: the model is compiled once, which takes about a minute of processor time."
    ]
    monkeypatch.setattr(sys, "stderr", None)
    other = Compilation(clock)
    for kernel in kernels:
        other.add(kernel)
    _compiled(other, kernels[0], clock, 1.0)  # nobody to say it to, and no error


@pytest.mark.parametrize(("lang", "begins"), [("en", "First start with this version"), ("zh", "这一版本首次运行")])
def test_progress_says_it_once_and_then_how_far_it_is(lang: str, begins: str) -> None:
    stream, clock = io.StringIO(), Clock()
    progress = Progress(lang, stream, clock)
    progress.compiling(0, 100, None)
    clock.now += 61
    progress.compiling(40, 100, 45.0)
    lines = stream.getvalue().splitlines()
    assert lines[0].startswith(begins)
    assert len(lines) == 2
    assert "40" in lines[1]
    assert "45" in lines[1]
