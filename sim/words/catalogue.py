"""The catalogue: key → (English, Chinese), with the same placeholders in both.

Its strings lie in files by topic: names of things, what commands say, what `--help` says, how a verdict reads, and a
scenario in words.
"""

from __future__ import annotations

from typing import Final

from .commands import COMMAND_WORDS
from .description import DESCRIPTION_WORDS
from .language import LANGUAGES
from .manual import MANUAL_WORDS
from .names import NAMES
from .reading import READING_WORDS

CATALOGUE: Final[dict[str, tuple[str, str]]] = {
    **NAMES,
    **COMMAND_WORDS,
    **MANUAL_WORDS,
    **READING_WORDS,
    **DESCRIPTION_WORDS,
}


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
    """
    return CATALOGUE[key][LANGUAGES.index(lang)].format(**fields)
