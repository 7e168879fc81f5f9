"""Blocks and lines side by side, each kind in a camp of its own: two districts that step together (docs, 9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from .district import District
from .snapshot import Snapshot
from .value import Floats, beside, so_far, value_by_need


class KindsApart:
    """The two kinds of a district side by side: each does what it does alone, and neither sees the other.

    Parameters
    ----------
    scenario : str, pathlib.Path or Scenario
        A shipped name, the path of a file, or what `sim.load` returned.
    events : bool or callable, optional
        As for `District`; what can be called is given ``"block"`` or ``"line"`` and the events of that run's month:
        an event at which nobody acts does not say whose it is.
    **arguments
        As for `District`, but for ``camp``.

    Attributes
    ----------
    block, line : District
        With the same world, needs and luck.

    Raises
    ------
    TypeError
        Where ``camp`` is given.
    """

    def __init__(
        self,
        scenario: Any = "default",
        *,
        events: bool | Callable[[str, np.ndarray], Any] = False,
        **arguments: Any,
    ) -> None:
        if "camp" in arguments:
            raise TypeError("camp: each kind is in one of its own here; for another division make a District")
        self.block, self.line = (
            District(scenario, camp=camp, events=partial(events, camp) if callable(events) else events, **arguments)
            for camp in ("block", "line")
        )

    @property
    def month(self) -> int:
        """Return how many months are over."""
        return self.block.month

    @property
    def running(self) -> bool:
        """Return whether months of the scenario are left."""
        return bool(self.block.running)

    @property
    def value_added(self) -> float:
        """Return the value added so far (points), gross: what both served beyond a need's amount is struck off."""
        return float(self.value_by_need().sum())

    @property
    def value_added_net(self) -> float:
        """Return the value added so far (points), less what the hours of both cost."""
        return self.value_added - sum(kind.value_added - kind.value_added_net for kind in (self.block, self.line))

    @property
    def duplicated(self) -> float:
        """Return the days of service so far that went beyond what needs asked for (person-days)."""
        need, book = self._so_far()
        return float(np.maximum(book["served"] - need["amount"], 0.0).sum())

    def value_by_need(self) -> Floats:
        """Return the value added so far at each need that has arisen (points), shape (needs,)."""
        return value_by_need(*self._so_far())

    def step(self) -> None:
        """Live through one month, both of them."""
        self.block.step()
        self.line.step()

    def run_model(self) -> None:
        """Go on until the scenario's months are over."""
        while self.running:
            self.step()

    def change(self, settings: Mapping[str, Any]) -> None:
        """Let something be otherwise for both from the next month on, as `District.change` does.

        Parameters
        ----------
        settings : mapping
            Values by dotted path, or in sections as in a file.

        Raises
        ------
        ScenarioError
            With all that is wrong with them; then nothing has changed.
        """
        self.block.change(settings)
        self.line.change(settings)

    def snapshot(self) -> tuple[Snapshot, Snapshot]:
        """Return both as they are now, to `restore` later."""
        return self.block.snapshot(), self.line.snapshot()

    def restore(self, snapshots: tuple[Snapshot, Snapshot]) -> None:
        """Go back to a month, as `District.restore` does.

        Parameters
        ----------
        snapshots : tuple of Snapshot
            What `snapshot` returned.
        """
        for district, snapshot in zip((self.block, self.line), snapshots, strict=True):
            district.restore(snapshot)

    def _so_far(self) -> tuple[np.ndarray, dict[str, Floats]]:
        """Return the needs that have arisen, and what was booked for them by both."""
        (need, of_block), (_, of_line) = so_far(self.block.state), so_far(self.line.state)
        return need, beside(of_block, of_line)
