"""The manifest: all that is needed to make a run again, and what it was made with."""

from __future__ import annotations

import importlib.metadata
import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from sim import __version__
from sim.scenario import LoadedScenario, dump
from sim.scenario.use import Source
from sim.words import Refusal, reason, say

FORMAT = 1
NAME = "manifest.json"
_PACKAGES = ("numpy", "numba", "scipy", "mesa")


@dataclass(frozen=True)
class KeptScenario:
    """A scenario as a manifest keeps it."""

    scenario: Mapping[str, Any]
    source: str
    stated: tuple[str, ...]
    sources: tuple[Source, ...] = ()


def versions() -> dict[str, str]:
    """Return what the last digits may depend on: versions and the kind of machine, never its name."""
    known = {"sim": __version__, "python": platform.python_version()}
    known["platform"] = f"{platform.system()} {platform.machine()}"
    for name in _PACKAGES:
        try:
            known[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return known


def of_making(lang: str, command: Sequence[str], started: datetime, finished: datetime) -> dict[str, Any]:
    """Return what a manifest says of how its answer came about."""
    return {
        "language": lang,
        "versions": versions(),
        "command": list(command),
        "started": started.isoformat(timespec="seconds"),
        "finished": finished.isoformat(timespec="seconds"),
    }


def of_scenario(scenario: LoadedScenario) -> dict[str, Any]:
    """Return a scenario as a manifest keeps it."""
    return {
        "source": str(scenario.source),
        "scenario": dump(scenario),
        "written": sorted(scenario.stated),
        "use": [
            {"name": source.name, "file": source.file, "sha256": source.digest, "text": source.text}
            for source in scenario.own.sources
        ],
    }


class Fields:
    """What a manifest says, field by field; one that is missing or of another kind is refused."""

    def __init__(self, shown: str, data: Any) -> None:
        self.shown, self._data = shown, data

    def __call__(self, name: str, kind: type | tuple[type, ...], within: Any = None) -> Any:
        inside = self._data if within is None else within
        value = inside.get(name) if isinstance(inside, dict) else None
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise Refusal("manifest.not_ours", path=self.shown, field=name)
        return value

    def __contains__(self, name: str) -> bool:
        return isinstance(self._data, dict) and name in self._data

    def of_this_version(self) -> None:
        """Refuse a manifest that is written in another way."""
        file_format = self("format", int)
        if file_format != FORMAT:
            raise Refusal("manifest.newer", path=self.shown, found=file_format, allowed=FORMAT)

    def replications(self) -> tuple[int, Literal["auto"] | int]:
        """Return the replications done and asked for."""
        self.of_this_version()
        replications = self("replications", dict)
        done, asked = self("done", int, replications), self("asked", (str, int), replications)
        if not 2 <= done <= 65_536:
            raise Refusal("manifest.not_ours", path=self.shown, field="replications.done")
        if isinstance(asked, str) and asked != "auto":
            raise Refusal("manifest.not_ours", path=self.shown, field="replications.asked")
        return done, "auto" if isinstance(asked, str) else asked

    def precision(self) -> float:
        """Return the precision, of an answer that is asked for with one."""
        precision = self("precision", (int, float))
        if not 0.0 < precision < 1.0:
            raise Refusal("manifest.not_ours", path=self.shown, field="precision")
        return float(precision)

    def scenario(self) -> KeptScenario:
        """Return the scenario that is kept here."""
        return KeptScenario(
            scenario=self("scenario", dict),
            source=self("source", str),
            stated=tuple(str(name) for name in self("written", list)),
            sources=tuple(
                Source(*(self(part, str, source) for part in ("name", "file", "text")))
                for source in (self("use", list) if "use" in self else ())
            ),
        )

    def versions(self) -> dict[str, str]:
        """Return what it was made with."""
        return {str(name): str(value) for name, value in self("versions", dict).items()}


def opened(path: str) -> Fields:
    """Read a manifest, or the one in a folder.

    Raises
    ------
    Refusal
        Where it cannot be read or is no manifest.
    """
    try:
        file = Path(path)
        file = file / NAME if file.is_dir() else file
        content = file.read_bytes()
    except (OSError, ValueError) as error:
        raise Refusal("manifest.unreadable", path=path, reason=reason(error)) from None
    shown = str(file)
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refusal("manifest.not_text", path=shown) from None
    except json.JSONDecodeError as error:
        raise Refusal("manifest.not_json", path=shown, line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise Refusal("manifest.too_deep", path=shown) from None
    except ValueError as error:  # a number of more digits than Python reads
        raise Refusal("manifest.unreadable", path=shown, reason=error) from None
    return Fields(shown, data)


def question(path: str) -> str:
    """Return what a manifest is the answer of, by the name of its folder; empty where an older one does not say."""
    fields = opened(path)
    return str(fields("question", str)) if "question" in fields else ""


def changed(sources: Sequence[Source], lang: str) -> str:
    """Say which files of one's own are no longer what a manifest keeps; nothing where all are, or are not there."""
    kept = []
    for source in sources:
        try:
            now = Path(source.file).read_text(encoding="utf-8-sig")
        except (OSError, ValueError):
            continue
        if now != source.text:
            kept.append(source.file)
    return say("manifest.changed", lang, list=say("list.and", lang).join(kept)) if kept else ""


def is_ours(file: Path, unnamed: Iterable[frozenset[str]]) -> bool:
    """Return whether a file is a manifest, of whatever answer and version.

    Parameters
    ----------
    unnamed : iterable of frozenset of str
        By which fields one is told that does not yet name its question.
    """
    try:
        data = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    marks = (frozenset({"question"}), *unnamed)
    return isinstance(data, dict) and any({"format", "versions", *fields} <= data.keys() for fields in marks)


def differences(then: Mapping[str, str], lang: str) -> str:
    """Say which versions differ from those that a manifest was written with; nothing where none does."""
    now = versions()
    absent = say("manifest.absent", lang)
    changed = [
        say("manifest.difference", lang, name=name, then=then.get(name, absent), now=now.get(name, absent))
        for name in dict.fromkeys([*now, *then])
        if then.get(name) != now.get(name)
    ]
    return say("manifest.differences", lang, list=say("list.and", lang).join(changed)) if changed else ""
