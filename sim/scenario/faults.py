"""What can be wrong with a scenario: faults, and the problems that become faults when their place is known.

Nothing here knows YAML or Pydantic, so that the schema, the readers and the commands can all speak of
faults. The sentences are in `sim.words.faults`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any

from sim.words.faults import FAULT_WORDS, LANGUAGES, clip, say

from .nodes import Path, Place, dotted

MAX_FAULTS = 200  # a file of another kind altogether would otherwise print a page per line


class _Parts(dict[str, Any]):
    """What fills a sentence; a part that somebody forgot must not turn a message into a traceback."""

    def __missing__(self, name: str) -> str:
        return "…"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a scenario.

    Attributes
    ----------
    file : str
        The file as it was named, or ``--set``.
    line, column : int or None
        Counted from 1; None where there is no line.
    field : str
        Dotted path, a list's index as ``[3]``; empty for the file as a whole.
    kind : str
        Key in `FAULT_WORDS`; does not change with the language.
    found, allowed : str
        What stands there and what may; often a `Phrase`, so plain text is English. Empty if not known.
    nearest : str or None
        The valid name that was probably meant.
    detail : dict of str to str
        More that the sentence needs, and ``hint``: the key of a sentence that helps.
    odd : bool
        Whether it is a warning: legal, and probably not meant.
    """

    file: str
    line: int | None
    column: int | None
    field: str
    kind: str
    found: str = ""
    allowed: str = ""
    nearest: str | None = None
    detail: dict[str, str] = attribute(default_factory=dict, hash=False)
    odd: bool = False

    @classmethod
    def at(
        cls,
        place: Place,
        path: Path,
        kind: str,
        found: str = "",
        allowed: str = "",
        nearest: str | None = None,
        **detail: str,
    ) -> Fault:
        """Make a fault of a place and a path."""
        where = dotted(path)
        return cls(place.file, place.line, place.column, where, kind, found, allowed, nearest, detail)

    @property
    def place(self) -> Place:
        """Where the fault stands."""
        return Place(self.file, self.line, self.column)

    def sentence(self, lang: str = "en") -> str:
        """Return what is wrong, without place, found and allowed."""
        kind = self.kind if self.kind in FAULT_WORDS else "refused"
        return self._fill(kind, lang)

    def _fill(self, key: str, lang: str) -> str:
        parts = _Parts({"message": self.kind}, **self.detail)
        words = _Parts({name: say(part, lang) for name, part in parts.items()})
        return FAULT_WORDS[key][LANGUAGES[lang]].format_map(words)

    def message(self, lang: str = "en") -> str:
        """Return the whole message, one line: place, field, what is wrong, found, allowed, nearest."""
        frame = {key[6:]: words[LANGUAGES[lang]] for key, words in FAULT_WORDS.items() if key[:6] == "frame."}
        tail = []
        if self.found:
            tail.append(frame["found"].format(found=say(self.found, lang)))
        if self.allowed:
            tail.append(frame["allowed"].format(allowed=say(self.allowed, lang)))
        if self.nearest:
            tail.append(frame["nearest"].format(nearest=clip(self.nearest)))
        text = (
            f"{self.place}: "
            + frame["odd"] * self.odd
            + (clip(self.field, 160) + frame["colon"] if self.field else "")
            + self.sentence(lang)
        )
        if tail:
            ending = frame["semicolon"].join(tail)
            text += frame["stop"] + frame["space"] + ending[:1].upper() + ending[1:]
        text += "" if tail and self.nearest else frame["stop"]
        for hint in self.detail.get("hint", "").split():
            text += frame["space"] + self._fill(hint, lang)
        return text


class ScenarioError(Exception):
    """A scenario that cannot be used, with everything that is wrong with it.

    Attributes
    ----------
    faults : tuple of Fault
        In the order of the files and of the lines in each.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def text(self, lang: str = "en") -> str:
        """Return all messages, one a line.

        Parameters
        ----------
        lang : {"en", "zh"}
            Their language.
        """
        return "\n".join(fault.message(lang) for fault in self.faults)

    def __str__(self) -> str:
        return self.text("en")


@dataclass(frozen=True)
class Problem:
    """What a cross-field check finds; `load` adds file and line.

    Attributes
    ----------
    field : str
        Dotted path from the scenario's root, e.g. ``organisations[3].area``.
    kind : str
        Key in `FAULT_WORDS`; for one that is not there `message` is shown.
    found, allowed : str
        Plain text, or a `Phrase` where it should differ between languages.
    nearest : str or None
        The valid name that was probably meant.
    choices : tuple of str
        Valid names from which `nearest` is found, where it is not given.
    needs : tuple of str
        Other fields that the check looked at: if one of these is faulty itself, the problem is not reported.
    detail : dict of str to str
        Whatever else the sentence of this kind needs.
    message : str
        An English sentence for a kind that is not in the catalogue.
    """

    field: str
    kind: str
    found: str = ""
    allowed: str = ""
    nearest: str | None = None
    choices: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    detail: dict[str, str] = attribute(default_factory=dict, hash=False)
    message: str = ""


def unchangeable(place: Place, path: Path, field: Path, allowed: str) -> Fault:
    """Return the fault of a path under ``from_month`` that leads through a field which cannot change during a run."""
    what = dotted(field[2:])
    more = {"hint": "hint.listed"} if what == "needs.listed" else {}
    return Fault.at(place, path, "cannot_change", clip(what), allowed, **more)


class Refused(ValueError):  # noqa: N818 - as a validator says it: raise Refused(problems)
    """Raised in a Pydantic validator to report several problems at once.

    Their fields are counted from the model in which the validator stands.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.message or problem.kind for problem in self.problems))


def nearest(name: str, valid: Iterable[str]) -> str | None:
    """Return the valid name that was probably meant: a slip or two away, or begun and not finished."""
    short = name.strip().lower().replace("-", "_").replace(" ", "_")[:80]
    table = {word.lower().replace("-", "_"): word for word in valid}
    if not short or short in table:
        return table.get(short)
    begun = [word for word in table if len(short) > 2 and word.startswith(short)]
    if len(begun) == 1:
        return table[begun[0]]
    most = min(3, 1 + len(short) // 5) if len(short) > 2 else 0
    slips = {word: _slips(short, word, most) for word in table if abs(len(word) - len(short)) <= most}
    best = min(slips, key=lambda word: slips[word], default="")
    return table[best] if best and slips[best] <= most else None


def _slips(typed: str, other: str, most: int) -> int:
    """Return how many letters are wrong, missing, too many or changed about; more than ``most`` is just more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(typed, 1):
        before, above, row = row, before, [i]
        for j, b in enumerate(other, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and typed[i - 2] == b:
                least = min(least, above[j - 2] + 1)
            row.append(least)
        if min(row) > most:
            return most + 1
    return row[-1]


def hint(value: object, kinds: Iterable[object]) -> dict[str, str]:
    """Say why something that looks right is not: the detail of a fault, or what kind it really is."""
    wanted = set(kinds)
    if isinstance(value, float) and value.is_integer() and int in wanted:
        return {"hint": "hint.whole"}
    if not isinstance(value, str):
        return {}
    text = value.strip().lower()[:60]
    if bool in wanted and text in ("yes", "no", "on", "off", "y", "n", "true", "false"):
        return {"hint": "hint.yes_no"}
    if wanted & {int, float} and re.fullmatch(r"[-+]?\.?(nan|inf|infinity)", text):
        return {"kind": "not_finite"}
    for pattern, key in _LOOKS_LIKE if wanted & {int, float} else ():
        if re.fullmatch(pattern, text):
            return {"hint": key}
    return {}


_LOOKS_LIKE = (
    (r"[-+]?[0-9]+(:[0-9]+)+", "hint.colon"),
    (r"[-+]?[0-9.]+\s*[%％]", "hint.percent"),
    (r"[-+]?[0-9]*\.?[0-9]+(e[-+]?[0-9]+)?", "hint.quotes"),
    (r"[-+]?[0-9][0-9_,']*([.,][0-9]+)?", "hint.separators"),
)


def arrange(faults: Iterable[Fault], files: Sequence[str] = ()) -> list[Fault]:
    """Put faults in the order of files and lines, without repeats, and not more than anybody reads."""
    rank = {name: number for number, name in enumerate(files)}
    keyed = {(fault.place, fault.field, fault.kind, fault.detail.get("message")): fault for fault in faults}
    unique = list(keyed.values())
    unique.sort(key=lambda fault: (rank.get(fault.file, len(rank)), fault.line or 0, fault.column or 0))
    if len(unique) > MAX_FAULTS:
        last, more = unique[MAX_FAULTS - 1], len(unique) - MAX_FAULTS
        unique[MAX_FAULTS:] = [Fault(last.file, None, None, "", "more_faults", detail={"count": str(more)})]
    return unique
