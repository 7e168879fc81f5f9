"""Does any number move? Runs the same commands in two checkouts and compares what they write, byte for byte.

``python studies/same_numbers.py OTHER`` runs every shipped scenario, all cases, sweeps over one and two parameters, a
comparison of three and an explanation, in this checkout and in OTHER, each with its own sources. Every CSV file and
``results.json`` must be the same bytes. Takes some minutes of one core; with ``--quick`` one. With ``--keep FOLDER``
what OTHER writes is kept there under its commit, and not run again. With ``--but-words`` names and explanations in the
two languages, which stand in columns of their own, may differ. Exit status: 0 all equal, 1 something differs, 2 OTHER
is no checkout.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REPLICATIONS = 4
LARGE = {"hongqiao": ("--months", "12", "--replications", "2")}  # some thousand organisations
DESIGN = """method: sobol
points: 8
blocks: 2
replications: {looks: [4, 8], precision: 0.05}
vary:
  needs.two_sided: {from: 0, to: 1}
  district.mix: {dirichlet: [3, 4, 4, 1, 8]}
  matching.mode: [two_way, one_way]
keep: [trust]
"""
SHOWN = 200  # characters of a line that differs


@dataclass(frozen=True)
class Command:
    """A command that writes a folder, what the folder is called here, and the design that it names last, if any."""

    name: str
    words: tuple[str, ...]
    design: str = ""


def commands(scenarios: list[str], quick: bool) -> list[Command]:
    """Return what is run in both checkouts."""
    few = ("--no-report", "--replications", str(REPLICATIONS))
    line, plane = ("--grid", "needs.two_sided=0:1:3"), ("--grid", "mechanisms.liaison.strength=0,1")
    if quick:
        return [
            Command("run above", ("run", "above", *few)),
            Command("run default", ("run", "default", *few, "--months", "12")),
            Command("explain below", ("run", "below", *few, "--explain")),
            Command("cases F3", ("cases", "--only", "F3", "--replications", "4")),
            Command("sweep of one", ("sweep", "above", *line, *few)),
            Command("compare", ("compare", "above", "below", *few)),
        ]
    return [
        *(
            Command(f"run {Path(name).stem}", ("run", name, *few, *LARGE.get(name, ())))
            for name in scenarios
        ),
        Command("explain above", ("run", "above", *few, "--explain")),
        Command("explain default", ("run", "default", *few, "--explain", "--months", "12")),
        Command("cases", ("cases", "--replications", "8")),
        Command("sweep of one", ("sweep", "above", *line, *few)),
        Command("sweep of two", ("sweep", "below", *line, *plane, *few)),
        Command("sweep of a design", ("sweep", "above"), DESIGN),
        Command("sweep explained", ("sweep", "above", *line, *few, "--explain")),
        Command("compare", ("compare", "above", "even", "below", *few)),
        Command("compare a case", ("compare", "two_way_claiming", *few)),
    ]  # fmt: skip


def shipped(checkout: Path) -> list[str]:
    """Return the scenarios of a checkout: names, and paths of those imported from a roster."""
    folder = checkout / "scenarios"
    names = sorted(path.stem for path in folder.glob("*.yaml"))
    return names + sorted(path.relative_to(checkout).as_posix() for path in folder.glob("rosters/*.yaml"))


def run(checkout: Path, command: Command, folder: Path) -> str:
    """Run a command with the sources of a checkout; return why it failed, or nothing."""
    words = list(command.words)
    if command.design:
        words.append(str(folder.with_suffix(".yaml")))
        Path(words[-1]).write_text(command.design, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "run.py", *words, "--workers", "1", "--lang", "en", "--out", str(folder)],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout), "PYTHONUTF8": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
    return f"exit status {done.returncode}: {''.join(last)}" if done.returncode else ""


def compared(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder that hold numbers, by path."""
    files = [*folder.rglob("*.csv"), *folder.rglob("results.json")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def without_words(table: bytes) -> bytes:
    """Return a CSV file but for the columns of words, whose names end in a language."""
    head, *rows = csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""))
    kept = [place for place, name in enumerate(head) if not name.endswith(("_zh", "_en"))]
    lines = (",".join(row[place] for place in kept if place < len(row)) for row in (head, *rows))
    return "\n".join(lines).encode()


def differences(here: Path, there: Path, but_words: bool) -> tuple[list[str], int]:
    """Return what differs between two folders, and how many files were compared."""
    ours, theirs = compared(here), compared(there)
    if but_words:
        for files in (ours, theirs):
            files |= {name: without_words(table) for name, table in files.items() if name.endswith(".csv")}
    lines = []
    for name in sorted(ours.keys() | theirs.keys()):
        if name not in theirs or name not in ours:
            lines.append(f"{name}: only {'here' if name in ours else 'there'}")
        elif ours[name] != theirs[name]:
            pairs = list(zip_longest(ours[name].splitlines(), theirs[name].splitlines(), fillvalue=b""))
            apart = [number for number, (first, second) in enumerate(pairs) if first != second]
            lines.append(f"{name}: {len(apart)} of {len(pairs)} lines differ" if apart else f"{name}: line ends differ")
            for number in apart[:1]:
                for where, line in zip(("here ", "there"), pairs[number], strict=True):
                    lines.append(f"  line {number + 1} {where} {line[:SHOWN].decode('utf-8', 'replace')}")
    return lines, len(ours.keys() | theirs.keys())


def commit(checkout: Path) -> str:
    """Return what the files of a checkout are: its commit, and a mark where they are not as committed."""
    git = ["git", "-C", str(checkout)]
    head = subprocess.run([*git, "rev-parse", "HEAD"], capture_output=True, text=True)
    changed = subprocess.run([*git, "status", "--porcelain"], capture_output=True, text=True)
    if head.returncode or changed.stdout.strip():
        return ""
    return head.stdout.strip()


def main() -> int:
    """Run both, print what differs; return the exit status."""
    parser = argparse.ArgumentParser(description="does any number move between two checkouts?")
    parser.add_argument("other", type=Path, metavar="OTHER", help="a checkout to compare this one with")
    parser.add_argument("--quick", action="store_true", help="six small commands only")
    parser.add_argument("--but-words", action="store_true", help="names in Chinese and English may differ")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep what OTHER writes, by commit and command")
    asked = parser.parse_args()
    other = asked.other.resolve()
    if not (other / "run.py").is_file():
        print(f"{asked.other}: there is no run.py, so it is no checkout", file=sys.stderr)
        return 2
    there = commit(other)
    if asked.keep and not there:
        print(f"{asked.other} is not as committed: nothing of it is kept", file=sys.stderr)
    files, apart, start = 0, [], time.monotonic()
    with tempfile.TemporaryDirectory() as made:
        for number, command in enumerate(commands(shipped(other), asked.quick)):
            ours, theirs = Path(made, f"{number}-here"), Path(made, f"{number}-there")
            faults = [f"here: {why}"] if (why := run(ROOT, command, ours)) else []
            digest = hashlib.sha256(repr((there, command.words, command.design)).encode()).hexdigest()[:16]
            kept = asked.keep / digest if asked.keep and there else None
            if kept and kept.is_dir():
                theirs = kept
            elif why := run(other, command, theirs):
                faults.append(f"there: {why}")
            elif kept:
                unfinished = kept.with_name(f"{digest}-{os.getpid()}")
                shutil.copytree(theirs, unfinished)
                unfinished.replace(kept)
            if not faults:
                faults, count = differences(ours, theirs, asked.but_words)
                files += count
                faults += [] if count else ["nothing was written"]
            apart += [command.name] if faults else []
            print(f"{command.name}: {'DIFFERS' if faults else 'equal'}", *faults, sep="\n  ", flush=True)
    seconds = time.monotonic() - start
    if apart:
        print(f"Numbers moved: {', '.join(apart)} ({files} files, {seconds:.0f} s).")
        return 1
    same = "say the same but for words" if asked.but_words else "are the same bytes"
    print(f"No number moves: {files} files {same} in both ({seconds:.0f} s).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
