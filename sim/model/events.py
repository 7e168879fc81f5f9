"""What the record of a run tells: kinds of events, how far a candidate came, and why nobody served (docs, 7.12).

Kernels write the events (`phases.noting`), `recorder` hands them out.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

EVENT = np.dtype(
    [("month", "i4"), ("need", "i4"), ("organisation", "i4"), ("kind", "i1"), ("plan", "i1"), ("turn", "i1"),
     ("detail", "i1"), ("value", "f8")],
    align=True,
)  # fmt: skip


class Kind(NamedTuple):
    """One kind of event: what ``value`` counts and what ``detail`` is a number of."""

    name: str
    unit: str
    detail: str
    meaning: str


def _kinds(text: str) -> tuple[Kind, ...]:
    return tuple(Kind(*(part.strip() for part in line.split("|"))) for line in text.strip().splitlines())


KINDS = _kinds("""
    arose       | day          |          | the need arose, with its owner if it has one
    saw         | day          |          | the organisation saw the need, which a plan of its label had not seen
    shared      | day          | label    | the plan came to see what the other label's plan had seen
    listed      |              |          | the plan of this convener put the need on its list
    candidate   | score        | fate     | the organisation came into question for the listed need, and how far it came
    came        | person-days  | place    | a member of the team gave these days, those on the way included
    coordinated | person-days  | place    | days that the member's coordination took
    lent        | units        | resource | what the member brought of a resource of its own
    stayed_away | person-days  |          | the member did not come, and did not give these fit days
    wasted      | person-days  |          | the member came for nothing: the team was called off
    served      | person-days  |          | what the team did of the need's work
    worth       | points       |          | worth of that
    averted     | points       |          | harm averted by it
    lost        | points       |          | lost because it was done badly
    left        |              | reason   | what came of the need on the plan's list, before platforms took their turn
    stood       |              | reason   | what came of the open need this month, one a need and month
    closed      | person-days  | ending   | the need closed; the value is what was served in all
""")
(AROSE, SAW, SHARED, LISTED, CANDIDATE, CAME, COORDINATED, LENT, STAYED_AWAY, WASTED, DONE_WORK, WORTH, AVERTED, LOST,
 LEFT, STOOD, CLOSED) = range(len(KINDS))  # fmt: skip

FATES = (
    "full", "no_days", "unheard", "refused", "declined", "unclaimed", "spent", "hours_gone", "apart", "no_gain",
    "dissolved", "called_off", "stayed_away", "joined",
)  # fmt: skip
"""What became of a candidate; the first is that of those at whom nobody looked, as the team was complete."""
(FULL, NO_DAYS, UNHEARD, TURNED_DOWN, DECLINED, UNCLAIMED, SPENT, NO_HOURS, APART, NO_GAIN, DISSOLVED, CALLED_OFF,
 ABSENT, JOINED) = range(len(FATES))  # fmt: skip
HEARD = tuple(fate for fate in range(len(FATES)) if fate not in (NO_DAYS, UNHEARD))

REASONS = (
    "served", "nobody_near", "nobody_willing", "nobody_heard", "refused", "unable", "taken", "hours_gone", "unseen",
    "late", "beyond", "waiting", "thought_done",
)  # fmt: skip
"""Why nobody served; the first eight are those of a need on a list (`phases.pairs`)."""
UNSEEN, LATE, BEYOND, WAITING, THOUGHT_DONE = range(8, 13)
NEVER_TRIED = (UNSEEN, LATE, BEYOND, WAITING)
FURTHEST = (UNSEEN, LATE, BEYOND, WAITING, 1, 2, 3, 4, 5, 6, 7, THOUGHT_DONE, 0)
"""Reasons, from that of a need which came least far."""

TURNS = ("street", "last_resort", "platform")
STREET, AT_LAST, ABOVE = range(len(TURNS))

EXPIRED, COMPLETED = range(2)
ENDINGS = ("expired", "completed")
