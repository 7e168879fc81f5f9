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
    told = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    for each in chain(told["dependencies"], *told["optional-dependencies"].values()):
        found = re.fullmatch(r"([\w-]+)>=([\d.]+),<[\d.]+", each)
        if found is None:
            raise ValueError(f"expected a name and its bounds, found {each}")
        yield f"{found[1]}=={found[2]}"


if __name__ == "__main__":
    print("\n".join(lowest()))
