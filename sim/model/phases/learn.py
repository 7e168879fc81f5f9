"""Learn (10): motivation, trust, fatigue move; needs close, and their owners draw their conclusions."""

from __future__ import annotations

from ..columns import MONTH_DAYS
from ..compiled import leaf
from .phase import phase
from .plan import DONE


@phase(
    does="motivation, trust and fatigue move; needs that are done or past their deadline close",
    reads="organisation.label organisation.acts organisation.honoured organisation.activity organisation.fitted"
    " organisation.missed organisation.contributed organisation.given organisation.checkin organisation.motivation"
    " organisation.fatigue organisation.resentment organisation.reputation organisation.familiar organisation.ask"
    " street.head need.owner need.nature need.amount need.harm need.closes ledger.next ledger.judged ledger.known"
    " ledger.own ledger.served ledger.averted ledger.worth ledger.loss",
    writes="organisation.motivation organisation.fatigue organisation.resentment organisation.reputation"
    " organisation.familiar organisation.ask street.head street.tail ledger.next ledger.open ledger.judged"
    " month.closed month.completed month.verified month.expired month.harm month.amount_closed month.served_closed",
)
def learn(t, p, camp, organisation, street, need, ledger, month):
    for i in range(len(organisation)):
        o = organisation[i]
        if not o.acts:
            continue
        o.motivation = p.learning_keep * o.motivation + (p.learning_honour if o.honoured else 0.0)
        o.fatigue = p.learning_rest * o.fatigue + p.learning_fatigue * o.activity / max(o.given + o.checkin, 1e-9)
        o.resentment *= p.learning_resentment
        fitted, whole = o.fitted, o.fitted + o.missed
        for k in range(2):
            pace = 1.0 if k == o.label else camp.trust
            if fitted > 0.0:
                o.familiar[k] += p.learning_familiarity * pace * (1.0 - o.familiar[k])
            if whole > 0.0:
                o.reputation[k] += p.trust_learning * pace * (o.contributed / whole - o.reputation[k])
    for s in range(len(street)):
        before, j = -1, street[s].head
        while j >= 0:
            following = ledger[j].next
            if need[j].owner >= 0 and not ledger[j].judged:
                _judge(t, p, camp, need[j], ledger[j], organisation)
            if _closes(t, camp, need[j], ledger[j]):
                _book(camp, need[j], ledger[j], month)
                ledger[j].open = False
                if before >= 0:
                    ledger[before].next = following
                else:
                    street[s].head = following
                if following < 0:
                    street[s].tail = before
            else:
                before = j
            j = following


@leaf
def is_done(camp, n, own):
    """Return whether there is a plan, and every one knows the need as done."""
    known = False
    for plan in range(3):
        if camp.exists[plan]:
            known = True
            if own.known[plan] < n.amount - DONE:
                return False
    return known


@leaf
def _closes(t, camp, n, own):
    return n.closes <= MONTH_DAYS * (t + 1) or is_done(camp, n, own)


@leaf
def _book(camp, n, own, month):
    """Count a need that closes."""
    real = min(1.0, n.amount / own.served) if own.served > 0.0 else 1.0
    month.closed += 1
    if is_done(camp, n, own):
        month.completed += 1
        month.verified += own.worth > 0.0 and own.loss == 0.0
    else:
        month.expired += 1
    month.harm += n.harm - real * own.averted
    month.amount_closed[n.nature] += n.amount
    month.served_closed[n.nature] += min(n.amount, own.served)


@leaf
def _judge(t, p, camp, n, own, organisation):
    """A request that failed lowers the willingness to serve and to ask; one that was met raises it.

    The owner judges once: when the plan it speaks to knows the need as done, or at the deadline. When *other* plans
    come to know is nothing to it, or the two kinds would touch where nothing runs between them.
    """
    owner = organisation[n.owner]
    if not owner.acts:
        return
    known = own.known[2] if camp.exists[2] else own.known[owner.label]
    if known < n.amount - DONE and n.closes > MONTH_DAYS * (t + 1):
        return
    own.judged = True
    met = min(1.0, (own.own + camp.trust * (known - own.own)) / n.amount)
    owner.motivation += p.learning_request * (2.0 * met - 1.0)
    owner.ask = min(1.0, max(0.1, owner.ask + p.learning_ask * (2.0 * met - 1.0)))
