"""What stands beside what on the stage."""

from __future__ import annotations

from typing import Literal

Compare = Literal["one", "settings", "apart"]
"""One world; two settings of one scenario; the joint arm beside its kinds apart."""
COMPARES: tuple[Compare, ...] = ("one", "settings", "apart")
