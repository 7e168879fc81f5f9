"""A campaign (运动式动员): for some months everybody is called upon, and then nobody is."""

from sim import Mechanism, lever, parameter, phase, share

called = lever("world", "sum", "motivation that the campaign gives everybody, a month while it lasts")
lasting = lever("world", "sum", "months that the campaign lasts")


class Campaign(Mechanism):
    """A call from above that ends. What it has given fades as all motivation does."""

    article = "运动式动员"

    push: float = share(0.0, "how hard everybody is called upon")
    months: int = parameter(6, "how long it lasts", low=0, high=120, unit="months")

    def pull(self, levers, who):
        levers.called.add(self.dosed().push)
        levers.lasting.add(self.months)


@phase(
    before="mobilise",
    does="while the campaign lasts everybody is moved by it",
    reads="organisation.motivation",
    writes="organisation.motivation",
    levers="called lasting",
)
def campaign(month):
    if month.t < month.levers.lasting:
        month.organisation.motivation += month.levers.called
