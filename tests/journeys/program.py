"""The program with the engine that computes nothing, as a process: ``python -m tests.journeys.program``."""

from __future__ import annotations

import sys

from sim.cli import process
from tests.journeys.stand_in import modules

if __name__ == "__main__":
    sys.modules.update(modules())
    process()
