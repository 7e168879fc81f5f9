"""In how many processes tests run: in all there is room for, and in one where a few are picked."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import pytest_xdist_auto_num_workers


def asked(*args: str, **options: Any) -> Any:
    """What pytest knows when it asks for the number of processes."""
    option = {"keyword": "", "collectonly": False, "lf": False, **options}
    return SimpleNamespace(args=list(args), option=SimpleNamespace(**option), getoption=option.get)


@pytest.mark.parametrize("args", [("tests",), ("tests/model", "tests/words"), ("tests/test_tree.py", "tests/model")])
def test_folders_are_run_in_as_many_processes_as_there_is_room_for(args: tuple[str, ...]) -> None:
    assert pytest_xdist_auto_num_workers(asked(*args)) is None


@pytest.mark.parametrize(
    ("args", "options"),
    [
        (("tests/test_tree.py",), {}),
        (("tests/test_tree.py::test_the_tree_is_seen", "tests/test_lowest.py"), {}),
        (("tests",), {"keyword": "match"}),
        (("tests",), {"collectonly": True}),
        (("tests",), {"lf": True}),
    ],
)
def test_few_tests_are_run_in_this_process(args: tuple[str, ...], options: dict[str, Any]) -> None:
    assert pytest_xdist_auto_num_workers(asked(*args, **options)) == 0
