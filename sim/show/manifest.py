"""The manifest: all that is needed to make a run again, and what it was made with."""

from __future__ import annotations

import importlib.metadata
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from sim import __version__
from sim.questions.answers import Verdict
from sim.scenario import dump
from sim.scenario.use import Source
from sim.words import Refusal, reason, say

FORMAT = 1
NAME = "manifest.json"
_PACKAGES = ("numpy", "numba", "scipy", "mesa")


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
        "source": str(verdict.scenario._source),
        "scenario": dump(verdict.scenario),
        "written": sorted(verdict.scenario._written),
        "use": [
            {"name": each.name, "file": each.file, "sha256": each.digest, "text": each.text}
            for each in verdict.scenario._own.sources
        ],
        "seed": verdict.seed,
        "months": verdict.months,
        "replications": {"asked": asked, "done": verdict.replications},
        "precision": verdict.precision,
        "explain": verdict.explanation is not None,
        "language": lang,
        "versions": versions(),
        "command": list(command),
        "started": started.isoformat(timespec="seconds"),
        "finished": finished.isoformat(timespec="seconds"),
    }


def read(path: str) -> Remembered:
    """Read a manifest, or the one in a folder.

    Raises
    ------
    Refusal
        Where it cannot be read or is no manifest. Whether its scenario is one, `sim.scenario.from_data` says.
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

    def field(name: str, kind: type | tuple[type, ...], within: Any = data) -> Any:
        value = within.get(name) if isinstance(within, dict) else None
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise Refusal("manifest.not_ours", path=shown, field=name)
        return value

    found = field("format", int)
    if found != FORMAT:
        raise Refusal("manifest.newer", path=shown, found=found, allowed=FORMAT)
    replications = field("replications", dict)
    done, asked = field("done", int, replications), field("asked", (str, int), replications)
    precision = field("precision", (int, float))
    if not 2 <= done <= 65_536:
        raise Refusal("manifest.not_ours", path=shown, field="replications.done")
    if isinstance(asked, str) and asked != "auto":
        raise Refusal("manifest.not_ours", path=shown, field="replications.asked")
    if not 0.0 < precision < 1.0:
        raise Refusal("manifest.not_ours", path=shown, field="precision")
    return Remembered(
        scenario=field("scenario", dict),
        source=field("source", str),
        written=tuple(str(each) for each in field("written", list)),
        replications=done,
        asked="auto" if isinstance(asked, str) else asked,
        precision=float(precision),
        explain=field("explain", bool),
        versions={str(name): str(value) for name, value in field("versions", dict).items()},
        sources=tuple(
            Source(*(field(part, str, each) for part in ("name", "file", "text")))
            for each in (field("use", list) if "use" in data else ())
        ),
    )


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
    """Return whether a file is the manifest of a run, of whatever version."""
    try:
        data = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(data, dict) and {"format", "scenario", "written", "versions"} <= data.keys()


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
