"""The output folder: whole or not at all, whatever happens in between."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest

from sim.show.answers import ours
from sim.show.kit import folder
from sim.show.kit.manifest import NAME
from sim.words import Refusal
from tests.journeys.conftest import environment

MANIFEST = '{"format": 1, "scenario": {}, "written": [], "versions": {}}'
FILES = {"results.json": b"{}\n", "verdict.csv": b"a\n", NAME: MANIFEST.encode()}
posix = pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")


Folder = partial(folder.Folder, ours=ours())


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_numbered_folders_count_on(here: Path) -> None:
    assert [Folder(None, title).write(FILES).name for title in ("default", "above", "default")] == [
        "001-default",
        "002-above",
        "003-default",
    ]
    (here / "results" / "041-mine").mkdir()
    (here / "results" / "notes").mkdir()
    assert Folder(None, "even").write(FILES).name == "042-even"
    assert names(here / "results" / "001-default") == sorted(FILES)


def test_a_number_that_an_unfinished_run_has_is_left_to_it(here: Path) -> None:
    (here / "results").mkdir()
    (here / "results" / ".001.unfinished").mkdir()
    assert Folder(None, "default").write(FILES).name == "002-default"


@pytest.mark.parametrize(
    ("title", "expected"),
    [("我的区", "001-我的区"), ("a b/c:d", "001-a-b-c-d"), ("..", "001-run"), ("x" * 300, "001-" + "x" * 40),
     ("", "001-run")],
)  # fmt: skip
def test_a_title_becomes_a_name_that_every_system_takes(title: str, expected: str) -> None:
    assert Folder(None, title).write(FILES).name == expected


def test_many_at_once_never_share_a_number(here: Path) -> None:
    folders = [Folder(None, "default") for _ in range(24)]
    threads = [threading.Thread(target=folder.write, args=(FILES,)) for folder in folders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = names(here / "results")
    assert len(made) == 24
    assert len({name[:3] for name in made}) == 24
    assert not any("unfinished" in name for name in made)


def test_a_new_folder_is_made_with_those_above_it(here: Path) -> None:
    folder = Folder("a/b/c", "x")
    assert names(here / "a" / "b") == []
    assert folder.write(FILES) == Path("a/b/c")
    assert names(here / "a" / "b") == ["c"]
    assert (here / "a/b/c/verdict.csv").read_bytes() == b"a\n"
    if os.name != "nt":
        assert (here / "a/b/c").stat().st_mode & 0o777 == (here / "a").stat().st_mode & 0o777


def test_what_was_made_on_the_way_goes_when_nothing_comes_of_it(here: Path) -> None:
    (here / "a").mkdir()
    Folder("a/b/c", "x").abandon()
    assert names(here) == ["a"]
    assert names(here / "a") == []
    Folder(None, "x").abandon()
    assert names(here) == ["a"]


def test_a_folder_that_exists_is_refused_even_when_empty(here: Path) -> None:
    (here / "there").mkdir()
    with pytest.raises(Refusal, match="exists already"):
        Folder("there", "x")
    with pytest.raises(Refusal, match="exists already"):
        Folder("there/../there/", "x")


def test_overwrite_replaces_ours_and_leaves_the_rest(here: Path) -> None:
    there = here / "there"
    there.mkdir()
    (there / "figures").mkdir()
    for name in (*ours().files, "notes.txt"):
        (there / name).write_text("old")
    (there / "manifest.json").write_text(MANIFEST)
    Folder("there", "x", overwrite=True).write(FILES)
    assert {name: (there / name).read_bytes() for name in names(there)} == {**FILES, "notes.txt": b"old"}
    assert Folder("new", "x", overwrite=True).write(FILES) == Path("new")


@pytest.mark.parametrize("field", ["question", "compared"])  # an older one does not name its question
def test_a_manifest_of_any_question_is_ours(here: Path, field: str) -> None:
    (here / "there").mkdir()
    (here / "there/manifest.json").write_text(json.dumps({"format": 1, "versions": {}, field: "it"}))
    assert Folder("there", "x", overwrite=True).write(FILES) == Path("there")


NOT_OURS = [None, "", "{}", "[1]", '{"format": 1, "name": "an app"}', '{"format": 1, "versions": {}, "scenario": {}}']


@pytest.mark.parametrize("manifest", NOT_OURS)
def test_overwrite_leaves_alone_what_no_run_wrote(here: Path, manifest: str | None) -> None:
    there = here / "there"
    there.mkdir()
    Folder("there", "x", overwrite=True).abandon()  # an empty one is nobody's
    (there / "results.json").write_text("somebody's")
    if manifest is not None:
        (there / "manifest.json").write_text(manifest)
    before = {file.name: file.read_bytes() for file in there.iterdir()}
    with pytest.raises(Refusal, match="no manifest of a run"):
        Folder("there", "x", overwrite=True)
    assert {file.name: file.read_bytes() for file in there.iterdir()} == before


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_file_in_the_way(here: Path, overwrite: bool) -> None:
    (here / "file").write_text("x")
    with pytest.raises(Refusal, match="not a folder"):
        Folder("file", "x", overwrite)
    for below in ("file/a", "file/a/b"):
        with pytest.raises(Refusal, match="file is a file"):
            Folder(below, "x", overwrite)
    (here / "results").write_text("x")
    with pytest.raises(Refusal, match="results is a file"):
        Folder(None, "x")


def test_a_folder_where_a_file_of_ours_must_go(here: Path) -> None:
    (here / "there" / "arms.csv").mkdir(parents=True)
    (here / "there" / "manifest.json").write_text(MANIFEST)
    with pytest.raises(Refusal, match="arms"):
        Folder("there", "x", overwrite=True)


@pytest.mark.parametrize("name", ["x" * 300, "a/" + "x" * 300 + "/b", "nul\0byte", "  "])
def test_names_that_cannot_be(here: Path, name: str) -> None:
    with pytest.raises(Refusal):
        Folder(name, "x")
    assert names(here) == []


@posix
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_one_may_not_write_to(here: Path) -> None:
    (here / "locked").mkdir(mode=0o500)
    with pytest.raises(Refusal, match="permission denied"):
        Folder("locked/a", "x")


def test_a_name_taken_meanwhile_is_not_written_into(here: Path) -> None:
    folder = Folder("out", "x")
    (here / "out").mkdir()
    with pytest.raises(FileExistsError):
        folder.write(FILES)
    assert names(here) == ["out"]
    assert names(here / "out") == []


def test_nothing_is_left_of_a_writing_that_failed(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    (here / "there").mkdir()
    (here / "there" / "results.json").write_text("old")
    (here / "there" / NAME).write_text(MANIFEST)
    folders = [Folder(None, "x"), Folder("out", "x"), Folder("there", "x", overwrite=True)]
    monkeypatch.setattr(os, "fsync", full)
    for entry in folders:
        with pytest.raises(OSError, match="No space"):
            entry.write(FILES)
        entry.abandon()
    assert names(here) == ["there"]
    assert (here / "there" / "results.json").read_text() == "old"


KILLED = """
import os, signal, sys
from sim.show.kit import folder
files = dict.fromkeys(("results.json", "arms.csv", "manifest.json"), {new!r})
ours = folder.Ours(("verdict.csv", *files), [frozenset({{"scenario", "written"}})])
calls, at = 0, None
def die(real):
    def call(*words, **more):
        global calls
        calls += 1
        if calls == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*words, **more)
    return call
os.fsync = die(os.fsync)
folder.Path.replace = die(folder.Path.replace)
folder.Path.rename = die(folder.Path.rename)
folder.Path.unlink = die(folder.Path.unlink)
for line in sys.stdin:  # each in a process of its own, none of which has to import anything
    at, child = int(line), os.fork()
    if not child:
        folder.Folder({out}, "x", overwrite=True, ours=ours).write(files)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@posix
@pytest.mark.parametrize("out", [None, "out", "there"])
def test_sigkill_at_every_step_leaves_whole_files_or_none(here: Path, out: str | None) -> None:
    old = {
        "results.json": MANIFEST.encode(),
        "arms.csv": MANIFEST.encode(),
        "verdict.csv": MANIFEST.encode(),
        NAME: MANIFEST.encode(),
        "mine.txt": b"old",
    }
    there = here / "there"
    new = MANIFEST.encode() + b" " * 3000
    program = subprocess.Popen(
        [sys.executable, "-c", KILLED.format(out=repr(out), new=new)],
        cwd=here, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert program.stdin
    assert program.stdout
    at, whole = 0, False
    while not whole:
        at += 1
        for left in ("out", "results"):
            shutil.rmtree(here / left, ignore_errors=True)
        there.mkdir(exist_ok=True)
        for name, content in old.items():
            (there / name).write_bytes(content)
        print(at, file=program.stdin, flush=True)
        ended = int(program.stdout.readline())
        whole = ended == 0
        assert ended in (0, -signal.SIGKILL)
        assert (there / "mine.txt").read_bytes() == b"old"
        for file in there.glob("[!.]*"):
            assert file.read_bytes() in (old[file.name], new)
        if (there / NAME).exists():  # with a manifest a folder is all old or all new
            kinds = {file.read_bytes() for file in there.glob("[!.m]*") if file.name != "mine.txt"}
            assert kinds == {(there / NAME).read_bytes()}
        if out == "there":  # what a killed run left may be replaced: the manifest is there, or still set aside
            Folder("there", "x", overwrite=True).abandon()
        for final in [here / "out", *here.glob("results/[0-9]*")]:
            if final.exists():
                assert {file.name: file.read_bytes() for file in final.iterdir()} == dict.fromkeys(
                    ("results.json", "arms.csv", NAME), new
                )
    program.communicate(timeout=60)
    assert at > 5
