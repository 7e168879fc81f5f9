"""How a count is printed, whatever floor speaks of it; what is measured is printed in `sim.show.kit.numbers`."""

from __future__ import annotations


def with_commas(count: int) -> str:
    """Return a count with commas between thousands: 12,500."""
    return f"{count:,}"
