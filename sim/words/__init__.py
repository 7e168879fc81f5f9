"""What the program says, in Chinese and English: one catalogue, and the choice of language.

What is wrong with a scenario is said by `sim.words.faults`; all else that is printed is looked up here.
"""

from __future__ import annotations

from .catalogue import CATALOGUE, UnsaidError, say
from .language import LANGUAGES, language
from .numbers import with_commas
from .refusal import Refusal, reason

__all__ = ["CATALOGUE", "LANGUAGES", "Refusal", "UnsaidError", "language", "reason", "say", "with_commas"]
