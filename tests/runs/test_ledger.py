"""The ledger: points are there whole or not at all, and a folder belongs to one design."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from sim.runs import ledger as ledgers
from sim.runs.ledger import DESIGN, POINTS, Different, Ledger, may_be_filled


def test_a_point_comes_back_as_it_went_in(tmp_path: Path) -> None:
    point = {"S": {"estimate": 0.1 + 0.2, "low": math.nextafter(1.0, 0.0), "high": None}, "word": "above"}
    ledger = Ledger(tmp_path / "new", {"grid": [1, 2]})
    assert ledger.get(3) is None
    ledger.keep(3, point)
    again = Ledger(tmp_path / "new", {"grid": [1, 2]})
    assert again.get(3) == point
    assert again.get(2) is None


def test_another_design_is_refused_and_said(tmp_path: Path) -> None:
    Ledger(tmp_path, {"grid": [1], "seed": 1, "months": 3})
    with pytest.raises(Different) as caught:
        Ledger(tmp_path, {"grid": [2], "seed": 1, "precision": 0.1})
    assert caught.value.parts == ["grid", "precision", "months"]
    (tmp_path / DESIGN).write_text("{", encoding="utf-8")
    with pytest.raises(Different):
        Ledger(tmp_path, {"grid": [1]})


def test_of_two_designs_begun_at_once_the_second_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither has seen the other's: they have both looked, and found nothing."""
    Ledger(tmp_path, {"seed": 1})
    monkeypatch.setattr(Path, "exists", lambda _: False)
    with pytest.raises(Different):
        Ledger(tmp_path, {"seed": 2})
    assert Ledger(tmp_path, {"seed": 1}).numbers() == []
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == [DESIGN]


def test_it_knows_which_points_are_finished(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, {})
    for number in (11, 2):
        Ledger(tmp_path, {}).keep(number, {})
    (tmp_path / POINTS / ".00001.json-0badcafe.unfinished").write_text('{"half', encoding="utf-8")
    assert ledger.numbers() == [2, 11]


def test_what_a_kill_left_is_no_point(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, {})
    (tmp_path / POINTS / ".00001.json-0badcafe.unfinished").write_text('{"half', encoding="utf-8")
    assert ledger.get(1) is None


def test_half_a_file_goes_when_the_work_is_done_and_one_being_written_stays(tmp_path: Path) -> None:
    Ledger(tmp_path, {})
    for folder in (tmp_path, tmp_path / POINTS):
        (folder / ".a.json-0badcafe.unfinished").write_text('{"half', encoding="utf-8")
    ledger = Ledger(tmp_path, {})
    (tmp_path / ".b.json-0badcafe.unfinished").write_text("{", encoding="utf-8")
    ledger.tidy()
    assert sorted(file.name for file in tmp_path.rglob("*")) == [".b.json-0badcafe.unfinished", POINTS, DESIGN]


def test_a_folder_whose_maker_was_killed_before_it_began_may_be_filled(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert may_be_filled(folder)
    (folder / POINTS).mkdir(parents=True)
    (folder / f".{DESIGN}-0badcafe.unfinished").write_text('{"half', encoding="utf-8")
    assert may_be_filled(folder)
    for name in ("thesis.txt", f"{POINTS}/00000.json", "other.json"):
        (folder / name).write_text("{}", encoding="utf-8")
        assert not may_be_filled(folder), name
        (folder / name).unlink()
    Ledger(folder, {})
    assert may_be_filled(folder)
    with pytest.raises(NotADirectoryError):
        may_be_filled(folder / DESIGN, "another.json")


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "table.csv"
    ledgers.write_whole(file, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ledgers.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        ledgers.write_whole(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]
