"""The picture of cases."""

from __future__ import annotations

from sim.questions.cases import Cases
from sim.words import CATALOGUE, LANGUAGES, Refusal, say

from ..kit.lettering import Lettering
from ..kit.picture import Chart, Pictures, pictured
from .charts import differences_chart

NAME = "differences"


def pictures(cases: Cases, lang: str) -> Pictures:
    """Draw the picture."""
    lettering = Lettering(_letters(cases, lang))
    with lettering.used():
        drawing = pictured(NAME, say("case.figure", lang), say("case.figure.alt", lang), differences_chart(cases, lang))
    return Pictures({NAME: drawing}, lettering.missing)


def chart(cases: Cases, name: str, lang: str) -> Chart:
    """Return the picture, to look at or to save; a `Refusal` where another is asked for."""
    if name != NAME:
        raise Refusal("figure.none", found=name, allowed=NAME)
    with Lettering(_letters(cases, lang)).used():
        return differences_chart(cases, lang).settled()


def _letters(cases: Cases, lang: str) -> str:
    """Return every character that the picture may need."""
    own = "".join(line.name for line in cases.lines)
    return own + "".join(words[LANGUAGES.index(lang)] for words in CATALOGUE.values())
