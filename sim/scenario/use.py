"""Files of one's own: a scenario's `use` names them, they are run, and what they declare becomes part of the scenario.

Whether phases fit into the month is for the model to say (`sim.model.own`).
"""

from __future__ import annotations

import hashlib
import re
import sys
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path as FilePath
from types import ModuleType
from typing import TYPE_CHECKING, Any

from sim.mechanisms import Arrangement, Institutions, Mechanism, Section, Technology
from sim.mechanisms.own import OwnColumn, OwnPhase
from sim.scenario.faults import Fault, ScenarioError, nearest
from sim.scenario.nodes import Node, Path, Place
from sim.words.faults import Phrase, clip

if TYPE_CHECKING:
    from sim.mechanisms.levers import Declared

MOST_BYTES = 1_000_000
NOWHERE = Place("")
_DECLARES = (Mechanism, Institutions, Technology)


@dataclass(frozen=True)
class Source:
    """A file of one's own.

    Attributes
    ----------
    name : str
        As the scenario names it.
    file : str
        Where it lay.
    text : str
        What it says.
    place : Place
        Where the scenario names it.
    """

    name: str
    file: str
    text: str
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def digest(self) -> str:
        """Return the SHA-256 of its text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True)
class Own:
    """What the files of a scenario declare, each under its name; columns as ``table.name``.

    ``sources`` are the files in their order, ``declared`` says by which of them a phase, column or lever is.
    """

    sources: tuple[Source, ...] = ()
    arrangements: Mapping[str, type[Arrangement]] = field(default_factory=dict, compare=False)
    levers: Mapping[str, Declared] = field(default_factory=dict, compare=False)
    columns: Mapping[str, OwnColumn] = field(default_factory=dict, compare=False)
    phases: tuple[OwnPhase, ...] = field(default=(), compare=False)
    declared: Mapping[str, Source] = field(default_factory=dict, compare=False)

    def fault(self, name: str, kind: str, found: str = "", guess: str | None = None, **detail: str) -> Fault:
        """Return what is wrong with something that was declared."""
        source = self.declared[name]
        at = self.sources.index(source)
        return Fault.at(source.place, ("use", at), kind, found, "", guess, file=clip(source.name), **detail)


NOTHING = Own()


def used(tree: Node, known: Mapping[str, type], kept: Sequence[Source], earlier: Sequence[Fault] = ()) -> Own:
    """Run the files that a scenario uses and gather what they declare.

    Where one cannot be used nothing else is said but what was found ``earlier``: without it much else looks wrong.

    Parameters
    ----------
    tree : Node
        The scenario, merged.
    known : mapping of str to class
        Mechanisms, institutions and technology as they are, by name.
    kept : sequence of Source
        Files as they were, which stand for those that lie there now.
    earlier : sequence of Fault
        Of the files of the scenario.
    """
    faults: list[Fault] = []
    node = tree.value.get("use")
    names = node.value if node is not None and isinstance(node.value, list) else []
    if not names or not all(isinstance(name.value, str) for name in names):
        return NOTHING  # what is no list of names is refused with the rest of the scenario
    before = {source.name: source for source in kept}
    gathered = _Gathered(known)
    for number, name in enumerate(names):
        path = ("use", number)
        if name.value in (source.name for source in gathered.sources):
            faults.append(Fault.at(name.place, path, "name_twice", clip(name.value), Phrase("say.once")))
            continue
        source = before.get(name.value) or _read(name, path, faults)
        if source is None:
            continue
        try:
            declared = _run(source.file, source.text)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - it is somebody's own code: whatever it raises is said
            detail = {"file": clip(name.value), "error": clip(_in_words(error, source.file), 300)}
            faults.append(Fault.at(name.place, path, "use_raises", **detail))
            continue
        gathered.add(Source(source.name, source.file, source.text, name.place), declared, path, faults)
    if faults:
        raise ScenarioError([*earlier, *faults])
    return gathered.own()


def run_again(sources: Sequence[Source], known: Mapping[str, type]) -> Own:
    """Run files as they were when a scenario used them, and gather what they declare."""
    gathered = _Gathered(known)
    for number, source in enumerate(sources):
        gathered.add(source, _run(source.file, source.text), ("use", number), [])
    return gathered.own()


def _read(node: Node, path: Path, faults: list[Fault]) -> Source | None:
    """Read a file that lies beside the scenario, or in a folder below."""
    folder, text = FilePath(node.place.file).parent, node.value
    file = folder / text
    kind, detail, guess = "", {}, None
    try:
        if FilePath(text).is_absolute() or not file.resolve().is_relative_to(folder.resolve()):
            kind = "use_outside"
        elif not file.is_file():
            kind, guess = "use_missing", nearest(text, [neighbour.name for neighbour in folder.glob("*.py")])
        elif file.stat().st_size > MOST_BYTES:
            kind = "too_big"
        else:
            return Source(text, str(file), file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        kind = "not_utf8"
    except (OSError, ValueError, RuntimeError) as error:
        kind, detail = "unreadable", {"reason": clip(getattr(error, "strerror", None) or error)}
    faults.append(Fault.at(node.place, path, kind, clip(text), "", guess, **detail))
    return None


@lru_cache(maxsize=64)
def _run(file: str, text: str) -> dict[str, Any]:
    """Run a file as a module of its own; the same text gives the same classes again."""
    name = f"sim_use_{hashlib.sha256(repr((file, text)).encode()).hexdigest()[:16]}"
    module = ModuleType(name)
    module.__file__ = file
    sys.modules[name] = module  # annotations are looked up there
    try:
        exec(compile(text, file, "exec"), module.__dict__)
    except BaseException:
        del sys.modules[name]
        raise
    from sim.mechanisms.levers import Declared  # late: it needs NumPy, and few scenarios need it

    declared: dict[str, Any] = {}
    for variable, value in vars(module).items():
        if variable.startswith("_"):
            continue
        if isinstance(value, type) and issubclass(value, _DECLARES) and value.__module__ == name:
            value()  # every instrument has a default
            declared[variable] = value
        elif isinstance(value, (OwnColumn, OwnPhase, Declared)):
            declared[variable] = value
    return declared


def _in_words(error: BaseException, file: str) -> str:
    """Return an exception in words, with its line in the file."""
    if isinstance(error, SyntaxError) and error.filename == file:
        return f"{type(error).__name__}: {error.msg} (line {error.lineno})"
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return f"{type(error).__name__}: {' '.join(str(error).split())}" + (f" (line {lines[-1]})" if lines else "")


class _Gathered:
    """What has been found in the files so far."""

    def __init__(self, known: Mapping[str, type]) -> None:
        self.known = known
        self.sources: list[Source] = []
        self.by_name: dict[str, dict[str, Any]] = {"arrangement": {}, "lever": {}, "column": {}, "phase": {}}
        self.source_of: dict[str, Source] = {}

    def add(self, source: Source, declared: Mapping[str, Any], path: Path, faults: list[Fault]) -> None:
        """Take in what a file declares, and say which names are taken already."""
        self.sources.append(source)
        if not declared:
            faults.append(Fault.at(source.place, path, "use_nothing", file=clip(source.name)))
        for variable, value in declared.items():
            part, name = self._place(variable, value)
            taken = name in self.by_name[part] or (part == "lever" and name in _levers())
            if part == "arrangement":
                taken |= not issubclass(value, self.known.get(name, Mechanism)) or hasattr(Section, name)
            if taken:
                faults.append(Fault.at(source.place, path, "use_clash", clip(name), file=clip(source.name)))
                continue
            self.by_name[part][name] = value
            self.source_of[name] = source

    def _place(self, variable: str, value: Any) -> tuple[str, str]:
        """Return what part of a scenario something is, and its name there."""
        if isinstance(value, OwnColumn):
            return "column", f"{value.table}.{variable}"
        if isinstance(value, OwnPhase):
            return "phase", value.name
        if not isinstance(value, type):
            return "lever", variable
        in_its_place = next((name for name, kind in self.known.items() if issubclass(value, kind)), None)
        return "arrangement", in_its_place or re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", value.__name__).lower()

    def own(self) -> Own:
        """Return it all."""
        part = self.by_name
        phases = tuple(part["phase"].values())
        return Own(
            tuple(self.sources), part["arrangement"], part["lever"], part["column"], phases, dict(self.source_of)
        )  # fmt: skip


def _levers() -> Mapping[str, Declared]:
    from sim.mechanisms.levers import LEVERS

    return LEVERS
