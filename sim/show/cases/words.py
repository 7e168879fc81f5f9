"""Cases in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.words import say

from ..kit.numbers import percentage
from ..kit.text import joined

if TYPE_CHECKING:
    from sim.questions.cases import Line


def summary(lines: Sequence[Line], lang: str) -> str:
    """Return how many comparisons came out how."""
    from sim.questions.cases import OUTCOMES

    counted = Counter(line.outcome for line in lines)
    words = (say("case.counted", lang, count=counted[word], word=say(f"case.{word}", lang)) for word in OUTCOMES)
    confidence = lines[0].comparison.row.scenario.interval.confidence if lines else 0.95
    text = say(
        "case.summary", lang, lines=len(lines), cases=len({line.name for line in lines}),
        confidence=percentage(confidence), counted=say("list.and", lang).join(words),
    )  # fmt: skip
    undecided = [line for line in lines if not line.decided]
    if undecided:
        most = max(line.replications for line in undecided)
        text = joined([text, say("case.wide", lang, count=len(undecided), most=most)], lang)
    return text


def outcome(verdict: str, why: str, lang: str) -> str:
    """Return the word for what came out, and how the difference lies to the margin where the word leaves that open."""
    word = say(f"case.{verdict}", lang)
    return say("list.and", lang).join((word, say(f"case.why.{why}", lang))) if why else word


def moved_apart(lines: Sequence[Line]) -> list[str]:
    """Return the names of cases in which value added rises and 1+1 falls against the same, or the other way round."""
    ways: dict[tuple[str, str, str], set[tuple[str, bool]]] = {}
    for line in lines:
        comparison, difference = line.comparison, line.difference
        row = comparison.row
        is_plain = row.per is None and row.window is None and comparison.expectation.pair is None
        is_decided = difference.above(0.0) or difference.below(0.0)
        if is_plain and is_decided and row.arm == "joint" and row.measure in ("value", "synergy"):
            other = comparison.counterfactual.name if comparison.counterfactual is not None else ""
            key = line.name, other, repr(sorted(comparison.under.items()))
            ways.setdefault(key, set()).add((row.measure, difference.above(0.0)))
    pairs = [{("value", up), ("synergy", not up)} for up in (True, False)]
    return list(dict.fromkeys(key[0] for key, moved in ways.items() if any(pair <= moved for pair in pairs)))
