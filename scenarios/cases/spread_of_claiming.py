"""The list open for two-way claiming (双向认领) spreads from a pilot street over a district."""

import numpy as np

from sim import Mechanism, column, lever, parameter, phase, share

MASS, PUBLIC_BENEFIT = 2, 3  # natures of need
NOT_YET = -1
POOLED = 2  # the plan of blocks and lines together

adopted = column("street", "its list is open for claiming: 0 or 1")
uptake = lever("world", "chance", "a street takes the open list up, a month")
pilot_months = lever("world", "sum", "months before the district's rules are out")


class Spread(Mechanism):
    """The district's rules: with none of them the first street alone has an open list."""

    article = "在全区推广复制"

    rules: float = share(0.15, "chance that a street takes it up once the rules are out", unit="per month")
    pilot: int = parameter(12, "how long the first street is alone", low=0, high=120, unit="months")

    def pull(self, levers, who):
        levers.uptake.add_chance(self.dosed().rules)
        levers.pilot_months.add(self.pilot)


@phase(
    before="match",
    does="streets take up the open list; there every mass and public-benefit need that was seen may be claimed",
    reads="need.street need.nature need.closes ledger.open ledger.seen ledger.could street.adopted",
    writes="ledger.listed street.adopted",
    levers="uptake pilot_months",
)
def open_list(month):
    own = month.street
    luck = month.draw("a street takes the open list up", of="street")
    takes = (luck < month.levers.uptake) & (month.t >= month.levers.pilot_months)
    takes[0] = True  # the pilot
    own.adopted = np.maximum(own.adopted, takes)
    need, ledger = month.need, month.ledger
    begins = 30.0 * month.t
    claimable = ledger.open & np.isin(need.nature, (MASS, PUBLIC_BENEFIT)) & (own.adopted[need.street] > 0)
    seen = ledger.seen[:, POOLED]
    # what the convener has found that nobody could serve is not put on a list; what is seen too late neither
    new = claimable & (ledger.could[:, POOLED] == 1) & (seen < need.closes) & (need.closes > begins)
    ledger.listed[:, POOLED] = np.where(new & (ledger.listed[:, POOLED] == NOT_YET), month.t, ledger.listed[:, POOLED])
