"""Supervision (监督评议, row E4): what is seen of the work, and what hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .mechanism import Mechanism
from .parameter import share

if TYPE_CHECKING:
    from .levers import Levers, Roll


class Supervision(Mechanism):
    """Appraisal by area and department, members and residents. Without it nobody looks at effort."""

    article = "监督评议机制"
    row = "E4"

    appraisal: float = share(0.5, "appraisal meetings: contributions are seen with less error", article="工作评议会")
    inspection: float = share(0.3, "joint inspection finds out formal effort", article="联合督察")
    dual_assessment: float = share(0.3, "assessment by area and by department", article="双重考核")
    feedback: float = share(0.3, "members report on work in the residential area", article="党员参与居民区工作反馈")
    residents_rating: float = share(0.4, "residents' rating enters the assessment", article="群众测评")
    linked_goals: float = share(0.3, "joint goals tied to the unit's own", article="挂钩考核")

    def pull(self, levers: Levers, who: Roll) -> None:
        i = self.dosed()
        levers.appraisal_error.scale(1.0 - 0.6 * i.appraisal)
        levers.stake.add(0.1 * i.appraisal)
        levers.detect.add_chance(0.4 * i.inspection)
        levers.stake.add(0.4 * i.dual_assessment, who.lines)
        levers.detect.add_chance(0.3 * i.feedback, who.lines)
        levers.rating_weight.add(i.residents_rating)
        levers.stake.add(0.1 * i.residents_rating)
        levers.stake.add(0.3 * i.linked_goals, who.lines)
        levers.stake.add(0.2 * i.linked_goals, who.blocks)
        levers.overhead.add(i.hours)
