"""What a run is worth, read off its ledger of needs (docs/model.md, section 9)."""

from __future__ import annotations


def _worth(amount, served, worth_done, averted, loss):
    kept = min(1.0, amount / served) if served > 0.0 else 1.0
    return kept * (worth_done + averted) - loss


def value(needs):
    """Gross value of a run."""
    return sum(_worth(n.amount, n.served, n.worth_done, n.averted, n.loss) for n in needs)


def side_by_side(need, other):
    """Gross value of two runs side by side: their ledgers added first."""
    return sum(
        _worth(a.amount, a.served + b.served, a.worth_done + b.worth_done, a.averted + b.averted, a.loss + b.loss)
        for a, b in zip(need, other, strict=True)
    )


def ceiling(needs):
    return sum(n.worth + n.harm for n in needs)


def hours(model):
    """Hours spent in a run."""
    return sum(month["hours"] for month in model.months)


def net(gross, *models):
    """A gross value less the price of the hours spent in the runs it is made of."""
    price = models[0].settings.costs.hour_price
    return gross - price * sum(hours(model) for model in models)


def load(model):
    """Work asked for over the days there are."""
    return sum(n.amount for n in model.needs) / sum(month["given"] for month in model.months)
