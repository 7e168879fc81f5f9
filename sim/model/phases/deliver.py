"""Deliver (7): use of resources flows to projects, ownership does not; worth, harm averted and loss are booked."""

from __future__ import annotations

from .. import chance
from ..chance import draw
from ..columns import APPOINTMENT, ELSEWHERE, MATERIAL, MONTH_DAYS, NEVER, OWN_AREA, OWN_STREET, PUBLIC
from ..compiled import leaf
from ..events import AVERTED, DONE_WORK, LOST, WORTH
from .liaise import days_left
from .noting import note, note_teams
from .phase import Step, phase


@leaf
def _starts(t, n, own, plan, home, p, world, ordered):
    """Return the day on which the first member begins."""
    end = min(MONTH_DAYS * (t + 1), n.closes)
    return end - days_left(t, n, own.seen[plan], own.listed[plan], home, p, world, ordered)


@phase(
    does="teams work; worth, harm averted and loss are booked; what is lent comes back, what is consumed does not",
    reads="organisation.type organisation.street organisation.area organisation.label organisation.ordered"
    " organisation.formal organisation.wasted organisation.effort organisation.capacity organisation.stock"
    " organisation.resentment organisation.lent area.home area.served area.used need.id need.street need.area"
    " need.owner need.nature need.amount need.worth need.harm need.arises need.closes need.required need.resource"
    " ledger.seen ledger.listed ledger.known ledger.served ledger.worth ledger.averted ledger.loss ledger.own"
    " ledger.started team.need team.plan team.first team.size team.days team.quality team.mixed team.turn"
    " member.organisation member.home member.days member.checkin member.paid member.fit member.travel member.forced"
    " member.lent",
    writes="organisation.stock organisation.resentment organisation.contributed organisation.activity"
    " organisation.fitted organisation.lent area.served area.used area.touched ledger.known ledger.served ledger.worth"
    " ledger.averted ledger.loss ledger.own ledger.started month.teams month.days month.paid month.worth month.averted"
    " month.loss month.delay month.served month.first_services month.across_area month.across_kind month.across_both"
    " month.lent month.borrowed month.travel month.party_supply month.quality month.days_by_type_nature"
    " month.days_by_type_reach month.lent_by_type_reach",
    levers="capacity delay urgent_delay",
    before=(Step(note_teams, ("events",)),),
)
def deliver(t, key, p, camp, lever, world, organisation, area, street, need, ledger, teams, members, formed, rated,
            month, events, noted):  # fmt: skip
    for a in range(len(area)):
        area[a].touched = False
    for i in range(len(organisation)):
        organisation[i].contributed = organisation[i].fitted = 0.0
        organisation[i].activity = organisation[i].wasted
        month.paid += organisation[i].wasted
    rated[:] = 0.0  # days of service and quality times days, by street and label
    ordering = p.matching_mode == APPOINTMENT
    for x in range(formed):
        team = teams[x]
        j = team.need
        n, own = need[j], ledger[j]
        last = team.first + team.size
        days = effort = 0.0
        for m in range(team.first, last):
            member = members[m]
            days += member.days
            effort += (member.days - member.checkin) * organisation[member.organisation].effort + member.checkin
        done = team.quality * (effort / days)
        served = team.days
        if p.effort_redo > 0.0:
            served = max(0.0, served - _undone(p, organisation, members[team.first + 1 : last]))
        part = served / n.amount
        month.teams += 1
        first = members[team.first].organisation
        note(events, noted, t, j, first, DONE_WORK, team.plan, team.turn, 0, served)
        if done >= p.production_floor:
            own.worth += n.worth * part * done
            own.averted += n.harm * part
            month.worth += n.worth * part * done
            month.averted += n.harm * part
            note(events, noted, t, j, first, WORTH, team.plan, team.turn, 0, n.worth * part * done)
            note(events, noted, t, j, first, AVERTED, team.plan, team.turn, 0, n.harm * part)
        else:
            own.loss += p.production_loss * n.worth * part
            month.loss += p.production_loss * n.worth * part
            note(events, noted, t, j, first, LOST, team.plan, team.turn, 0, p.production_loss * n.worth * part)
        if own.started == NEVER:
            own.started = _starts(t, n, own, team.plan, members[team.first].home, p, world, ordering)
            month.delay += own.started - n.arises
            month.first_services += 1
        own.served += served
        month.served += served
        known_0, known_1, known_2 = _tell(key, t, camp, n, own, team.plan, served)
        label = organisation[n.owner].label if n.owner >= 0 else -1
        user = n.owner if n.owner >= 0 else area[n.area].home
        knows = known_2 if camp.exists[2] else (known_1 if label else known_0)
        for m in range(team.first, last):
            member = members[m]
            i = member.organisation
            o = organisation[i]
            o.activity += member.days + member.paid
            o.fitted += member.days * member.fit
            real = (member.days - member.checkin) * o.effort + member.checkin
            o.contributed += real * member.fit * team.quality
            if o.label == label and knows:
                own.own += member.days * member.fit
                if m > team.first and p.effort_redo > 0.0:
                    own.own -= _undone(p, organisation, members[m : m + 1])
            rated[n.street, o.label, 0] += member.days
            rated[n.street, o.label, 1] += member.days * done
            month.days += member.days
            month.travel += member.travel
            month.paid += member.paid
            reach = OWN_AREA if o.area == n.area else (OWN_STREET if o.street == n.street else ELSEWHERE)
            month.days_by_type_nature[o.type, n.nature] += member.days
            month.days_by_type_reach[o.type, reach] += member.days
            if o.area != n.area:
                month.across_area += member.days
                month.across_both += member.days * team.mixed
            if team.mixed:
                month.across_kind += member.days
            if o.ordered:
                o.resentment += p.matching_order_resentment
            _return_resources(o, member, n, user, p, lever[i].capacity, reach, area, month)
        month.quality += done * served
        area[n.area].served += served
        area[n.area].touched = True


@leaf
def _undone(p, organisation, partners):
    """Return the days of service that partners leave undone whose effort is formal."""
    days = 0.0
    for m in range(len(partners)):
        partner = partners[m]
        if organisation[partner.organisation].formal:
            days += p.effort_redo * partner.fit * (partner.days - partner.checkin)
    return days


@leaf
def _tell(key, t, camp, n, own, plan, days):
    """Add the service to what each plan knows of; return which plans do."""
    known_0 = _hears_of(0, key, t, camp, n, own, plan, days)
    known_1 = _hears_of(1, key, t, camp, n, own, plan, days)
    return known_0, known_1, _hears_of(2, key, t, camp, n, own, plan, days)


@leaf
def _hears_of(other, key, t, camp, n, own, plan, days):
    """Add the service to what one plan knows of, if it comes to know."""
    is_known = other == plan or other == 2 or plan == 2
    if not is_known and camp.exists[other]:
        is_known = draw(key, chance.CLAIM_SEEN, t, n.street, n.id, plan)[0] < camp.sight
    if is_known:
        own.known[other] += days
    return is_known


@leaf
def _return_resources(o, member, n, user, p, capacity, reach, area, month):
    """Give back what was lent, less what was consumed; what was taken by order is resented."""
    for k in range(n.required):
        r, lent = n.resource[k], member.lent[k]
        if lent <= 0.0 or r == PUBLIC:
            continue
        o.stock[r] = max(0.0, o.stock[r] - p.resources_consumption[r] * lent)
        month.lent += lent
        if member.organisation != user:
            month.borrowed += lent
        month.lent_by_type_reach[o.type, reach] += lent
        area[n.area].used += lent
        if r < MATERIAL:
            month.party_supply += lent
            continue
        if n.owner != member.organisation:
            o.lent += lent
        if member.forced:
            o.resentment += p.resources_resentment * lent / (o.capacity[r] * capacity)
