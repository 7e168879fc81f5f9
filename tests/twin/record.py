"""What happens, as docs/model.md, 7.12, says it is recorded."""

from __future__ import annotations

from typing import NamedTuple

from .needs import NEVER
from .plan import could_be_served

TINY = 1e-12  # what is less is not told
REASONS = ("served", "nobody_near", "nobody_willing", "nobody_heard", "refused", "unable", "taken", "hours_gone")
FURTHEST = ("unseen", "late", "beyond", "waiting", *REASONS[1:], "thought_done", "served")


class Event(NamedTuple):
    """One event; rows of needs and organisations, -1 for nobody in particular."""

    month: int
    need: int
    organisation: int
    kind: str
    plan: int = -1
    turn: str = "street"
    detail: object = 0
    value: float = 0.0


def note(model, need, org, kind, **more):
    model.events.append(Event(model.month, need.row, -1 if org is None else org.row, kind, **more))


def note_pairs(model, plan, turn, pairs):
    """How far those came who had heard and were accepted, and what they did not do in their team."""
    for pair in pairs:
        at = {"plan": plan, "turn": turn}
        note(model, pair.need, pair.org, "candidate", detail=pair.fate, value=pair.seen, **at)
        if pair.fate == "stayed_away":
            note(model, pair.need, pair.org, "stayed_away", value=pair.lost, **at)
        elif pair.fate == "called_off":
            note(model, pair.need, pair.org, "wasted", value=pair.lost, **at)


def note_teams(model):
    """Who came with what."""
    for team in model.teams:
        at = {"plan": team.plan, "turn": team.turn}
        for place, work in enumerate(team.works):
            note(model, team.need, work.org, "came", detail=place, value=work.days, **at)
            if work.coordination > TINY:
                note(model, team.need, work.org, "coordinated", detail=place, value=work.coordination, **at)
            for r, units in work.lent.items():
                if units <= TINY:
                    continue
                note(model, team.need, work.org, "lent", detail=r, value=units, **at)


def note_needs(model):
    """What was listed, and what came of each open need; nobody has been told of the month's service yet."""
    left = {}
    for event in model.events:
        if event.kind == "left" and event.month == model.month:
            left.setdefault(event.need, []).append(event.detail)
    served = {team.need.row for team in model.teams}
    for street in model.streets:
        for need in street.open:
            for p in model.plans:
                if need.listed[p] == model.month:
                    note(model, need, street.conveners[p], "listed", plan=p)
            reasons = [*left.get(need.row, ()), *(unlisted(model, need, p) for p in model.plans), "unseen"]
            if need.row in served:
                reasons.append("served")
            note(model, need, None, "stood", detail=max(reasons, key=FURTHEST.index))


def unlisted(model, need, p):
    """Why a plan had no use for an open need, or had it on its list (then that says more)."""
    if not need.unfinished(p):
        return "thought_done"
    if need.seen[p] == NEVER or need.listed[p] >= 0:
        return "unseen"
    if need.closes <= max(need.seen[p], 30.0 * model.month):
        return "late"
    return "waiting" if could_be_served(model, need, p) else "beyond"
