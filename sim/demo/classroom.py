"""A class: pupils join by a code and are given numbers, guesses are collected, and shown when guessing is closed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.words import Refusal

from .access import Keys

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is taken for another
CODE = 5
MOST_PUPILS = 400
MOST_OPTIONS = 12
LONGEST = 300  # signs of a question or an option


@dataclass
class Question:
    """What a class guesses.

    Attributes
    ----------
    guesses : dict of int to int
        Number of a pupil, and the option chosen.
    hands : list of int or None
        Counts that the teacher typed in.
    """

    number: int
    text: dict[str, str]
    options: list[dict[str, str]]
    is_open: bool = True
    guesses: dict[int, int] = field(default_factory=dict)
    hands: list[int] | None = None

    @property
    def counts(self) -> list[int] | None:
        """Return how many chose what, hands included; None while guessing is open."""
        if self.is_open:
            return None
        counts = list(self.hands or [0] * len(self.options))
        for choice in self.guesses.values():
            counts[choice] += 1
        return counts


class Classroom:
    """One class.

    Parameters
    ----------
    keys : Keys
        Of which code and tokens are made.
    day : str
        The date: the code is another every day, and for every class of a day.
    file : pathlib.Path, optional
        Where it is kept which class of the day it is, and the highest number, so that after a restart nobody is given
        the number of one who comes back.
    """

    def __init__(self, keys: Keys, day: str, file: Path | None = None) -> None:
        self._keys, self._day, self._file = keys, day, file
        self.present: dict[int, int] = {}
        """How many connections each pupil has now."""
        self.question: Question | None = None
        self._class, self._highest = self._kept()
        self._asked = 0

    @property
    def code(self) -> str:
        """Return the code with which the class that is on is joined."""
        number = int(self._keys.token(f"code {self._which}"), 16)
        return "".join(LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(CODE))

    def renew(self) -> None:
        """Begin the next class of the day: another code, nobody in it yet, nothing asked."""
        self.present, self.question = {}, None
        self._class, self._highest = self._class + 1, 0
        self._keep()

    def join(self, code: object, number: object = None, token: object = None) -> tuple[int, str]:
        """Let somebody in: as who they were, if they were here before; return number and token.

        Raises
        ------
        Refusal
            Where the code is another, or the class is full.
        """
        if not isinstance(code, str) or code.strip().upper() != self.code:
            raise Refusal("live.class.no_code")
        if not self._was_here(number, token):
            if self._highest >= MOST_PUPILS:
                raise Refusal("live.class.full", most=MOST_PUPILS)
            self._highest += 1
            number = self._highest
            self._keep()
        assert isinstance(number, int)
        self._highest = max(self._highest, number)
        self.present[number] = self.present.get(number, 0) + 1
        return number, self._keys.token(self._whose(number))

    def leave(self, number: int) -> None:
        """Note that a connection is gone: whoever it was may come back."""
        self.present[number] -= 1

    def ask(self, question: Mapping[str, Any]) -> None:
        """Put a question to the class.

        Raises
        ------
        Refusal
            Where it is none.
        """
        options = question.get("options")
        if not isinstance(options, list) or not 2 <= len(options) <= MOST_OPTIONS:
            raise Refusal("live.not_understood", found="options")
        self._asked += 1
        self.question = Question(self._asked, _text(question.get("text")), [_text(option) for option in options])

    def guess(self, pupil: int, number: object, choice: object) -> None:
        """Take a guess; it may be changed while guessing is open.

        Raises
        ------
        Refusal
            Where there is nothing to guess, or no such option.
        """
        asked = self.question
        if asked is None or not asked.is_open or number != asked.number:
            raise Refusal("live.class.closed")
        if isinstance(choice, bool) or not isinstance(choice, int) or not 0 <= choice < len(asked.options):
            raise Refusal("live.not_understood", found="choice")
        asked.guesses[pupil] = choice

    def close(self) -> None:
        """End guessing: from now on the counts are there."""
        if self.question is not None:
            self.question.is_open = False

    def hands(self, counts: object) -> None:
        """Take the counts of hands that the teacher typed in; with them guessing is closed.

        Raises
        ------
        Refusal
            Where they are not one whole number for each option.
        """
        asked = self.question
        if asked is None:
            raise Refusal("live.class.closed")
        if not isinstance(counts, list) or len(counts) != len(asked.options):
            raise Refusal("live.not_understood", found="counts")
        if not all(isinstance(count, int) and not isinstance(count, bool) and 0 <= count <= 10_000 for count in counts):
            raise Refusal("live.not_understood", found="counts")
        asked.hands, asked.is_open = list(counts), False

    def clear(self) -> None:
        """Take the question away."""
        self.question = None

    def for_teacher(self) -> dict[str, Any]:
        """Return what the teacher sees."""
        asked = self.question
        present = sum(1 for connections in self.present.values() if connections > 0)
        standing: dict[str, Any] = {"type": "class", "code": self.code, "pupils": len(self.present), "present": present}
        standing["question"] = None
        if asked is not None:
            standing["question"] = {**_stated(asked), "answers": len(asked.guesses), "hands": asked.hands}
        return standing

    def for_pupil(self, number: int) -> dict[str, Any]:
        """Return what a pupil sees."""
        asked = self.question
        if asked is None:
            return {"type": "question", "question": None}
        return {"type": "question", "question": {**_stated(asked), "yours": asked.guesses.get(number)}}

    def _was_here(self, number: object, token: object) -> bool:
        if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= MOST_PUPILS:
            return False
        return isinstance(token, str) and self._keys.fits(token, self._whose(number))

    @property
    def _which(self) -> str:
        return f"{self._day}/{self._class}"

    def _whose(self, number: int) -> str:
        return f"{self._which} {number}"

    def _kept(self) -> tuple[int, int]:
        """Return which class of the day it is, from 1, and the highest number in it."""
        if self._file is None:
            return 1, 0
        try:
            kept = json.loads(self._file.read_bytes())
            return (int(kept["class"]), int(kept["highest"])) if kept["day"] == self._day else (1, 0)
        except (OSError, ValueError, KeyError, TypeError):
            return 1, 0

    def _keep(self) -> None:
        if self._file is None:
            return
        from sim.runs.ledger import write_whole

        try:
            kept = {"day": self._day, "class": self._class, "highest": self._highest}
            write_whole(self._file, json.dumps(kept).encode())
        except OSError:  # then a restart begins with number 1 again
            return


def _stated(asked: Question) -> dict[str, Any]:
    return {
        "number": asked.number, "text": asked.text, "options": asked.options, "open": asked.is_open,
        "counts": asked.counts,
    }  # fmt: skip


def _text(stated: object) -> dict[str, str]:
    """Return a text in both languages; it is sent as text and never as markup."""
    if isinstance(stated, str):
        stated = {"zh": stated, "en": stated}
    if not isinstance(stated, Mapping):
        raise Refusal("live.not_understood", found="text")
    texts = {lang: stated.get(lang) for lang in ("zh", "en")}
    if not all(isinstance(text, str) and len(text) <= LONGEST for text in texts.values()):
        raise Refusal("live.not_understood", found="text")
    return {lang: str(text) for lang, text in texts.items()}
