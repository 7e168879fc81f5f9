"""The catalogue: key → (English, Chinese), with the same placeholders in both.

Its strings lie in files by topic: names of things, what commands say, what `--help` says, how a verdict reads, a
scenario in words, what figures and report say, what files and columns hold, what `sweep` says, what cases say, what
`import` says, what `compare` says and how it ranks, what all answers have in common, and what is said of regimes that
move resources down.
`import` says, what `compare` says and how it ranks, what all answers have in common, what may be drawn, who computes,
and what the teaching page is sent.
"""

from __future__ import annotations

from typing import Final

from .above import ABOVE_WORDS
from .cases import CASE_WORDS
from .commands import COMMAND_WORDS
from .comparing import COMPARE_WORDS
from .controls import CONTROL_WORDS
from .description import DESCRIPTION_WORDS
from .engines import ENGINE_WORDS
from .importing import IMPORT_WORDS
from .language import LANGUAGES
from .live import LIVE_WORDS
from .manual import MANUAL_WORDS
from .names import NAMES
from .outputs import OUTPUT_WORDS
from .plausible import PLAUSIBLE_WORDS
from .ranking import RANKING_WORDS
from .reading import READING_WORDS
from .report import REPORT_WORDS
from .roster import ROSTER_WORDS
from .shapes import SHAPE_WORDS
from .surveying import SURVEY_WORDS
from .sweeping import SWEEP_WORDS

TOPICS: Final = (
    NAMES,
    COMMAND_WORDS,
    MANUAL_WORDS,
    READING_WORDS,
    DESCRIPTION_WORDS,
    REPORT_WORDS,
    OUTPUT_WORDS,
    SWEEP_WORDS,
    CASE_WORDS,
    ROSTER_WORDS,
    IMPORT_WORDS,
    COMPARE_WORDS,
    RANKING_WORDS,
    SHAPE_WORDS,
    ABOVE_WORDS,
    PLAUSIBLE_WORDS,
    SURVEY_WORDS,
    ENGINE_WORDS,
    CONTROL_WORDS,
    LIVE_WORDS,
)
CATALOGUE: Final[dict[str, tuple[str, str]]] = {key: said for topic in TOPICS for key, said in topic.items()}


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
