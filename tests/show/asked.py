"""A small question for every kind of answer: what the contract of answers is held against.

It is the example in the docstring of the answer's verb, over three months and with two replicates. A verb that may come
to several answers has an example of each, in the same order.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import sim
from sim.show.answers import answers
from sim.show.asking import listed, settings
from sim.show.verbs import verb_of

MONTHS, REPLICATIONS = 3, 2


@cache
def arguments(name: str) -> Mapping[str, Any]:
    """Return what is asked for an answer of this kind, but for the replicates, by parameter."""
    verb = verb_of(name)
    lines = re.findall(r"^(?:>>>|\.\.\.) (.*)$", inspect.getdoc(verb.function) or "", re.MULTILINE)
    values: dict[str, Any] = {}
    calls = []
    for statement in ast.parse("\n".join(lines)).body:
        assert isinstance(statement, ast.Assign)
        assert isinstance(statement.targets[0], ast.Name)
        if isinstance(statement.value, ast.Call):
            called = ast.unparse(statement.value.func)
            assert called == f"sim.{verb.name}", f"an example of sim.{verb.name} calls {called}"
            calls.append(statement.value)
        else:
            values[statement.targets[0].id] = ast.literal_eval(statement.value)

    def read(node: ast.expr) -> Any:
        return values[node.id] if isinstance(node, ast.Name) else ast.literal_eval(node)

    assert len(calls) == len(verb.answers), f"sim.{verb.name} should have an example of each of {list(verb.answers)}"
    by_answer = dict(zip(verb.answers, calls, strict=True))
    call = by_answer[answers()[name].kind.__name__]
    signature = inspect.signature(verb.function)
    given = {str(entry.arg): read(entry.value) for entry in call.keywords}
    if "months" in signature.parameters:
        given["months"] = MONTHS
    return signature.bind(*map(read, call.args), **given).arguments


def words(name: str) -> list[str]:
    """Return the same question as it is typed, beside the files of `lay`."""
    verb = verb_of(name)
    flags = {option.parameter: option.flag for option in verb.options}
    typed = [verb.name]
    for parameter, value in arguments(name).items():
        if parameter not in flags:
            typed += [_file(parameter)] if isinstance(value, Mapping) else listed(value)
        elif value is True:
            typed.append(flags[parameter])
        else:
            texts = [str(value)] if isinstance(value, (int, float)) else settings(value)
            typed += [word for text in texts for word in (flags[parameter], text)]
    return typed


def lay(folder: Path) -> None:
    """Write the files that words name in a folder."""
    for name in answers():
        for parameter, value in arguments(name).items():
            if isinstance(value, Mapping) and parameter != "set":
                (folder / _file(parameter)).write_text(json.dumps(value), encoding="utf-8")


def _file(parameter: str) -> str:
    return f"{parameter}.yaml"


@cache
def small(name: str, workers: int = 1) -> Any:
    """Return a small answer of its kind, asked for from Python."""
    return getattr(sim, verb_of(name).name)(**arguments(name), replications=REPLICATIONS, workers=workers)
