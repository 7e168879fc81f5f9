"""What the default suite keeps of many tests of one kind; the gate runs them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest


def others_in_the_gate(parameters: Iterable[Any], kept: Callable[..., bool]) -> list[Any]:
    """Mark those of a test's parameters that are not kept in the default suite; several for a test come as a tuple."""
    return [
        pytest.param(*words, marks=() if kept(*words) else pytest.mark.gate)
        for words in (value if type(value) is tuple else (value,) for value in parameters)
    ]
