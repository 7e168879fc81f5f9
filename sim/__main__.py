"""``python -m sim``: the program, where its console command is not on the path."""

from __future__ import annotations

from sim.cli import process

if __name__ == "__main__":
    process()
