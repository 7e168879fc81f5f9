"""The catalogue: key → (English, Chinese), with the same placeholders in both.

Its strings lie in files by topic, each a dict whose name ends in ``WORDS`` or is ``NAMES``. Nobody lists them: every
file of this folder is looked through when the first string is asked for.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib import import_module
from typing import Final

from .language import LANGUAGES

Sentence = tuple[str, str]


class Catalogue(Mapping[str, Sentence]):
    """All strings by key, gathered when they are first asked for."""

    @cached_property
    def topics(self) -> tuple[Mapping[str, Sentence], ...]:
        """The strings of every topic."""
        folder = __package__ or "sim.words"
        names = sorted(module.name for module in pkgutil.iter_modules(import_module(folder).__path__))
        modules = (vars(import_module(f"{folder}.{name}")) for name in names)
        return tuple(
            words
            for module in modules
            for name, words in module.items()
            if (name.endswith("_WORDS") and name not in _OTHERS) or name == "NAMES"
        )

    @cached_property
    def _strings(self) -> dict[str, Sentence]:
        return {key: text for topic in self.topics for key, text in topic.items()}

    def __getitem__(self, key: str) -> Sentence:
        return self._strings[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._strings)

    def __len__(self) -> int:
        return len(self._strings)


_OTHERS = ("FAULT_WORDS",)  # of faults, which are said by `sim.words.faults`
CATALOGUE: Final = Catalogue()


class UnsaidError(KeyError):
    """The catalogue has no such string."""

    def __str__(self) -> str:
        return f"sim/words: nothing is said for {self.args[0]}"


def say(key: str, lang: str, /, **fields: object) -> str:
    """Return a string of the catalogue in a language, its placeholders filled.

    Parameters
    ----------
    key : str
        Of `CATALOGUE`.
    lang : {"en", "zh"}
        Language.
    **fields
        What goes into the placeholders.

    Raises
    ------
    UnsaidError
        Where there is no such key.
    """
    if key not in CATALOGUE:
        raise UnsaidError(key)
    return CATALOGUE[key][LANGUAGES.index(lang)].format(**fields)
