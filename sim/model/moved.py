"""What is moved down: a share of what lines above have goes to the residential areas, and none is made (docs, 5.9)."""

from __future__ import annotations

import numpy as np

from sim.mechanisms.mechanism import RESIDENTIAL

MOVED = ("hours", "capacity")
ABOVE = 2  # level from which a line stands above the street


def move_down(organisation: np.ndarray, area: np.ndarray, share: float) -> None:
    """Move a share of hours and owned resources of lines above to the able residential areas, by population.

    Parameters
    ----------
    organisation : structured array, shape (organisations,)
        As the world has it; ``hours`` (hours/month) and ``capacity`` (units/month) are written.
    area : structured array, shape (areas,)
    share : float
        Of what each line of district or city has, 0 to 1.
    """
    able = organisation["able"]
    givers = np.flatnonzero(able & (organisation["kind"] == 1) & (organisation["level"] >= ABOVE))
    receivers = np.flatnonzero(able & (organisation["type"] == RESIDENTIAL))
    places = organisation["area"][receivers]
    weight = area["population"][places] / np.bincount(places, minlength=len(area))[places]
    if not len(givers) or not weight.sum() > 0.0:
        return
    weight /= weight.sum()
    for column in MOVED:
        stay = organisation[column]
        moved = share * stay[givers]
        stay[givers] -= moved
        stay[receivers] += np.multiply.outer(weight, moved.sum(axis=0))
