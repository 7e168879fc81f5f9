"""The manifest: all that is needed to make a run again, and what it was made with."""

from __future__ import annotations

import importlib.metadata
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sim import __version__
from sim.questions.answers import Verdict
from sim.scenario import Scenario, dump
from sim.scenario.use import Source
from sim.words import LANGUAGES, Refusal, reason, say

if TYPE_CHECKING:
    from sim.questions.compare import Compared

FORMAT = 1
NAME = "manifest.json"
_PACKAGES = ("numpy", "numba", "scipy", "mesa")


@dataclass(frozen=True)
class KeptScenario:
    """A scenario as a manifest keeps it."""

    scenario: Mapping[str, Any]
    source: str
    written: tuple[str, ...]
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Remembered:
    """What a manifest says about how to make its run again."""

    scenario: Mapping[str, Any]
    source: str
    written: tuple[str, ...]
    replications: int
    asked: Literal["auto"] | int
    precision: float
    explain: bool
    versions: Mapping[str, str]
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class RememberedComparison:
    """What a manifest says about how to make its comparison again: name, title and scenario of each."""

    compared: tuple[tuple[str, dict[str, str], KeptScenario], ...]
    replications: int
    asked: Literal["auto"] | int
    precision: float
    versions: Mapping[str, str]


def versions() -> dict[str, str]:
    """Return what the last digits may depend on: versions and the kind of machine, never its name."""
    found = {"sim": __version__, "python": platform.python_version()}
    found["platform"] = f"{platform.system()} {platform.machine()}"
    for name in _PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def manifest(
    verdict: Verdict,
    *,
    asked: str | int,
    lang: str,
    command: Sequence[str],
    started: datetime,
    finished: datetime,
) -> dict[str, Any]:
    """Return the manifest of a run as JSON-able data.

    Parameters
    ----------
    verdict : Verdict
        The answer.
    asked : "auto" or int
        Replications asked for.
    lang : {"en", "zh"}
        Language of what was printed.
    command : sequence of str
        The words typed.
    started, finished : datetime.datetime
        With their offset from universal time.
    """
    return {
        "format": FORMAT,
        **_of_scenario(verdict.scenario),
        "seed": verdict.seed,
        "months": verdict.months,
        "replications": {"asked": asked, "done": verdict.replications},
        "precision": verdict.precision,
        "explain": verdict.explanation is not None,
        **_of_making(lang, command, started, finished),
    }


def comparison_manifest(
    compared: Compared, *, lang: str, command: Sequence[str], started: datetime, finished: datetime
) -> dict[str, Any]:
    """Return the manifest of a comparison; parameters as for `manifest`."""
    return {
        "format": FORMAT,
        "compared": [
            {"name": one.name, "title": {at: getattr(one.title, at) for at in LANGUAGES}, **_of_scenario(one.scenario)}
            for one in compared.entrants
        ],
        "seed": compared.first.seed,
        "months": compared.first.months,
        "replications": {"asked": compared.asked, "done": compared.replications},
        "precision": compared.precision,
        **_of_making(lang, command, started, finished),
    }


def _of_making(lang: str, command: Sequence[str], started: datetime, finished: datetime) -> dict[str, Any]:
    return {
        "language": lang,
        "versions": versions(),
        "command": list(command),
        "started": started.isoformat(timespec="seconds"),
        "finished": finished.isoformat(timespec="seconds"),
    }


def _of_scenario(scenario: Scenario) -> dict[str, Any]:
    return {
        "source": str(scenario.source),
        "scenario": dump(scenario),
        "written": sorted(scenario.stated),
        "use": [
            {"name": each.name, "file": each.file, "sha256": each.digest, "text": each.text}
            for each in scenario.own.sources
        ],
    }


def read(path: str) -> Remembered:
    """Read a manifest, or the one in a folder.

    Raises
    ------
    Refusal
        Where it cannot be read or is no manifest. Whether its scenario is one, `sim.scenario.from_data` says.
    """
    found = _Fields(*_opened(path))
    replications, asked, precision = found.runs()
    one = found.scenario()
    return Remembered(
        scenario=one.scenario,
        source=one.source,
        written=one.written,
        replications=replications,
        asked=asked,
        precision=precision,
        explain=found("explain", bool),
        versions=found.versions(),
        sources=one.sources,
    )


def read_comparison(path: str) -> RememberedComparison:
    """Read the manifest of a comparison, or the one in a folder; refusals as of `read`."""
    found = _Fields(*_opened(path))
    replications, asked, precision = found.runs()
    each = [_Fields(found.shown, one) for one in found("compared", list)]
    if len(each) < 2:
        raise Refusal("manifest.not_ours", path=found.shown, field="compared")
    titles = [{str(at): str(said) for at, said in one("title", dict).items() if at in LANGUAGES} for one in each]
    compared = tuple((one("name", str), title, one.scenario()) for one, title in zip(each, titles, strict=True))
    return RememberedComparison(compared, replications, asked, precision, found.versions())


class _Fields:
    """What a manifest says, field by field; one that is missing or of another kind is refused."""

    def __init__(self, shown: str, data: Any) -> None:
        self.shown, self._data = shown, data

    def __call__(self, name: str, kind: type | tuple[type, ...], within: Any = None) -> Any:
        inside = self._data if within is None else within
        value = inside.get(name) if isinstance(inside, dict) else None
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise Refusal("manifest.not_ours", path=self.shown, field=name)
        return value

    def runs(self) -> tuple[int, Literal["auto"] | int, float]:
        """Return the replications done and asked for, and the precision."""
        found = self("format", int)
        if found != FORMAT:
            raise Refusal("manifest.newer", path=self.shown, found=found, allowed=FORMAT)
        replications = self("replications", dict)
        done, asked = self("done", int, replications), self("asked", (str, int), replications)
        precision = self("precision", (int, float))
        if not 2 <= done <= 65_536:
            raise Refusal("manifest.not_ours", path=self.shown, field="replications.done")
        if isinstance(asked, str) and asked != "auto":
            raise Refusal("manifest.not_ours", path=self.shown, field="replications.asked")
        if not 0.0 < precision < 1.0:
            raise Refusal("manifest.not_ours", path=self.shown, field="precision")
        return done, "auto" if isinstance(asked, str) else asked, float(precision)

    def scenario(self) -> KeptScenario:
        """Return the scenario that is kept here."""
        return KeptScenario(
            scenario=self("scenario", dict),
            source=self("source", str),
            written=tuple(str(each) for each in self("written", list)),
            sources=tuple(
                Source(*(self(part, str, each) for part in ("name", "file", "text")))
                for each in (self("use", list) if "use" in self._data else ())
            ),
        )

    def versions(self) -> dict[str, str]:
        """Return what it was made with."""
        return {str(name): str(value) for name, value in self("versions", dict).items()}


def _opened(path: str) -> tuple[str, Any]:
    """Return the name of the file, and what is in it."""
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

    return shown, data


def changed(sources: Sequence[Source], lang: str) -> str:
    """Say which files of one's own are no longer what a manifest keeps; nothing where all are, or are not there."""
    found = []
    for source in sources:
        try:
            now = Path(source.file).read_text(encoding="utf-8-sig")
        except (OSError, ValueError):
            continue
        if now != source.text:
            found.append(source.file)
    return say("manifest.changed", lang, list=say("list.and", lang).join(found)) if found else ""


def is_ours(file: Path) -> bool:
    """Return whether a file is the manifest of a run or a comparison, of whatever version."""
    try:
        data = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    kinds = ({"scenario", "written"}, {"compared"})
    return isinstance(data, dict) and any({"format", "versions", *kind} <= data.keys() for kind in kinds)


def differences(then: Mapping[str, str], lang: str) -> str:
    """Say which versions differ from those that a manifest was written with; nothing where none does."""
    now = versions()
    absent = say("manifest.absent", lang)
    found = [
        say("manifest.difference", lang, name=name, then=then.get(name, absent), now=now.get(name, absent))
        for name in dict.fromkeys([*now, *then])
        if then.get(name) != now.get(name)
    ]
    return say("manifest.differences", lang, list=say("list.and", lang).join(found)) if found else ""
