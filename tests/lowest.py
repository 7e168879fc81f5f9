"""Print the lowest allowed version of every direct dependency as constraints for pip, read from pyproject.toml.

``python tests/lowest.py > lowest.txt && python -m pip install -e '.[dev]' -c lowest.txt`` makes an environment of
them; then run the tests in it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"


def lowest(project: Path = PROJECT) -> Iterator[str]:
    """Yield ``name==version`` for each dependency, those to run and those of every extra."""
    data = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    for entry in chain(data["dependencies"], *data["optional-dependencies"].values()):
        match = re.fullmatch(r"([\w-]+)>=([\d.]+),<[\d.]+", entry)
        if match is None:
            raise ValueError(f"expected a name and its bounds, found {entry}")
        yield f"{match[1]}=={match[2]}"


if __name__ == "__main__":
    print("\n".join(lowest()))
