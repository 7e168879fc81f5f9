"""The page ``docs/api.md``: what there is from Python, made from the docstrings of the public names of `sim`."""

from __future__ import annotations

import dataclasses
import inspect
import re
import textwrap
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from typing import Any

from markdown_table import table

import sim
from sim.cli.commands import COMMANDS
from sim.mechanisms import Mechanism
from sim.model.agents import ATTRIBUTES, Organisation
from sim.show.answers import answers

ABOUT = """# From Python

<!-- Made by `python docs/generate.py` from the docstrings in sim/. -->

```python
import sim

answer = sim.run("above", replications=8, months=24, seed=3, set={"needs.two_sided": 0.3})
answer.synergy  # an Interval: estimate, low, high
answer.tables["arms"]  # a pandas.DataFrame
answer.plot("months")  # a matplotlib figure
answer.save("my-results")  # the folder that the command line writes
```

There is one function for each question, with the name and the options of its command ([commands.md](commands.md)); what
it returns is the answer. Importing `sim` has no side effects. Nothing depends on the number of workers. Values are in
worth points, hours are hours of work, days are person-days unless another unit is stated; what is undefined is `None`,
or NaN in arrays and tables. Tables and files are explained in [outputs.md](outputs.md), parameters and measures in
[model.md](model.md).
"""


@dataclasses.dataclass(frozen=True)
class Shown:
    """A public name: where it is found, and which of its members are no business of a user's."""

    path: str
    without: tuple[str, ...] = ()

    @property
    def value(self) -> Any:
        module, _, name = self.path.rpartition(".")
        return getattr(import_module(module), name)


ASKED = [answers()[answer] for command in COMMANDS.values() for answer in command.answers]
VERBS = dict.fromkeys(faces.command for faces in ASKED)
SECTIONS: dict[str, tuple[str, tuple[Shown, ...]]] = {
    "Questions": ("", tuple(Shown(f"sim.{verb}") for verb in VERBS)),
    "Answers": (
        "Every answer shows itself where a notebook's cell ends with it, and has its numbers as attributes.",
        (
            Shown("sim.questions.answer.Answer"),
            *(Shown(f"sim.{faces.kind.__name__}", without=("to_json",)) for faces in ASKED),
        ),
    ),
    "What answers are made of": (
        "",
        (
            Shown("sim.questions.interval.Interval"),
            Shown("sim.questions.answers.Arm"),
            Shown("sim.questions.answers.Explanation"),
            Shown("sim.questions.compare.Entrant"),
            Shown("sim.questions.compare.Reading"),
            Shown("sim.questions.compare.Map"),
            Shown("sim.questions.sweep.Point"),
            Shown("sim.questions.cases.Line", without=("to_json",)),
        ),
    ),
    "Scenarios": (
        "A scenario's fields are its parameters, section by section as in [model.md](model.md); they do not change.",
        (
            Shown("sim.load"),
            Shown("sim.Scenario", without=("own",)),
            Shown("sim.LoadedScenario", without=("with_origin", "with_case", "model_post_init")),
            Shown("sim.ScenarioError"),
            Shown("sim.words.Refusal"),
        ),
    ),
    "The district, month by month": (
        "A `mesa.Model`; more in [mesa.md](mesa.md).",
        (
            Shown("sim.District", without=("own_agents", "by_rule", "let_act", "rested_on")),  # for agents, snapshots
            Shown("sim.KindsApart"),
            Shown("sim.model.agents.Organisation", without=("advance", *ATTRIBUTES)),
            Shown("sim.BlockOrganisation"),
            Shown("sim.LineOrganisation"),
        ),
    ),
    "Figures of one's own": ("", (Shown("sim.drawing"),)),
    "For a file of one's own": (
        "A whole example: [own_mechanism.md](own_mechanism.md).",
        tuple(
            map(Shown, ("sim.Mechanism", "sim.Mobilisation", "sim.Planning", "sim.Liaison", "sim.Supervision",
                        "sim.Incentive", "sim.Institutions", "sim.Technology", "sim.parameter", "sim.share",
                        "sim.lever", "sim.column", "sim.phase"))
        ),
    ),
}  # fmt: skip
HEADS = ("Parameters", "Attributes", "Returns", "Raises", "Notes", "Examples")
NO_TYPE = "–"


def sections(text: str) -> dict[str, str]:
    """Return a NumPy docstring by its sections; what stands before the first one under no name."""
    parts = re.split(rf"^({'|'.join(HEADS)})\n-+\n", inspect.cleandoc(text) + "\n", flags=re.MULTILINE)
    return {"": parts[0].strip()} | dict(zip(parts[1::2], map(str.rstrip, parts[2::2]), strict=True))


def entries(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield names, type and meaning of a section's entries."""
    for entry in re.split(r"\n(?=\S)", text.strip("\n")):
        head, _, body = entry.partition("\n")
        names, _, kind = head.partition(" : ")
        yield names.strip(), kind.strip(), _line(body)


def _line(text: str) -> str:
    return " ".join(textwrap.dedent(text).split()).replace("``", "`")


def _code(names: str) -> str:
    return ", ".join(f"`{name}`" for name in names.split(", "))


def _prose(text: str) -> str:
    return "\n\n".join(textwrap.fill(_line(part), 120, break_on_hyphens=False) for part in text.split("\n\n"))


def signature(name: str, value: Any) -> str:
    """Return a call with its defaults, as one would type it."""
    words, star = [], False
    for parameter in inspect.signature(value).parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not star:
            words.append("*")
            star = True
        mark = {parameter.VAR_KEYWORD: "**", parameter.VAR_POSITIONAL: "*"}.get(parameter.kind, "")
        words.append(
            mark + parameter.name + ("" if parameter.default is parameter.empty else f"={_typed(parameter.default)}")
        )
    return "\n".join(textwrap.wrap(f"{name}({', '.join(words)})", 100, subsequent_indent=" " * (len(name) + 1)))


def _typed(default: Any) -> str:
    return f'"{default}"' if isinstance(default, str) else repr(default)


def described(value: Any) -> str:
    """Return what a docstring says, its entries as tables."""
    by_head = sections(value.__doc__ or "")
    parts = [_prose(by_head[""])]
    for head, body in by_head.items():
        if head in ("Parameters", "Attributes"):
            name = head.removesuffix("s").lower()
            rows = ((_code(names), kind or NO_TYPE, text) for names, kind, text in entries(body))
            parts.append(table((name, "type", "meaning"), rows).rstrip())
        elif head in ("Returns", "Raises"):
            rows = [
                f"- `{names.replace(', ', '`, `')}`{': ' + text if text else ''}" for names, _, text in entries(body)
            ]
            parts.append("\n".join([f"{head}:", "", *rows]))
        elif head == "Examples":
            lines = (re.sub(r"^(>>>|\.\.\.) ", "", line) for line in body.splitlines())
            parts.append("\n".join(["```python", *lines, "```"]))
        elif head:
            parts.append(_prose(body))
    return "\n\n".join(part for part in parts if part)


def members(shown: Shown) -> dict[str, Any]:
    """Return the public members of a class that are explained, in the order in which they are written."""
    return {
        name: member
        for name, member in vars(shown.value).items()
        if not name.startswith("_")
        and name not in shown.without
        and (inspect.isfunction(member) or isinstance(member, (property, cached_property)))
    }


def _member(name: str, member: Any) -> str:
    if inspect.isfunction(member):
        return f"#### `{signature(f'.{name}', member)}`\n\n{described(member)}"
    getter = member.fget if isinstance(member, property) else member.func
    return f"#### `.{name}`: `{inspect.get_annotations(getter).get('return', '')}`\n\n{described(getter)}"


def _columns() -> str:
    """Return the attributes of an organisation, which are columns."""
    rows = ((f"`{name}`", column.__doc__ or "") for name, column in ATTRIBUTES.items())
    return table(("column", "meaning"), rows).rstrip()


def _instruments(kind: Any) -> str:
    """Return the instruments that a mechanism has of its own."""
    fields = {name: field for name, field in kind.model_fields.items() if name in vars(kind).get("__annotations__", {})}
    rows = (
        (f"`{name}`", str(field.default), _range(field), (field.json_schema_extra or {}).get("unit", "") or NO_TYPE,
         field.description or "")
        for name, field in fields.items()
    )  # fmt: skip
    return table(("instrument", "default", "range", "unit", "meaning"), rows).rstrip()


def _range(field: Any) -> str:
    """Return between which values a parameter lies."""
    low, high = (
        next((getattr(bound, at) for bound in field.metadata if hasattr(bound, at)), None) for at in ("ge", "le")
    )
    return "true, false" if low is high is None else f"{low:g} to {high:g}"


def _entry(shown: Shown) -> str:
    value = shown.value
    parts = [f"### `{shown.path}`"]
    made_by_hand = inspect.isfunction(value) or ("__init__" in vars(value) and not dataclasses.is_dataclass(value))
    if made_by_hand and not _is_class_of(value, Exception):
        parts.append(f"```text\n{signature(shown.path.rpartition('.')[2], value)}\n```")
    parts.append(described(value))
    if value is Organisation:
        parts.append(_columns())
    if _is_mechanism(value):
        parts.append(_instruments(value))
    if inspect.isclass(value) and not (_is_mechanism(value) and value is not Mechanism):
        parts += [_member(name, member) for name, member in members(shown).items()]
    return "\n\n".join(parts)


def _is_class_of(value: Any, kind: type) -> bool:
    """Return whether a value is a class, and one of that kind."""
    return inspect.isclass(value) and issubclass(value, kind)


def _is_mechanism(value: Any) -> bool:
    return hasattr(value, "pull") and hasattr(value, "model_fields")


def page() -> str:
    """Return docs/api.md."""
    parts = [ABOUT.rstrip()]
    for title, (about, every) in SECTIONS.items():
        parts += [f"## {title}", about, *(_entry(shown) for shown in every)]
    return "\n\n".join(part for part in parts if part) + "\n"


def faults() -> list[str]:
    """Return what the docstrings of public names leave out: names, parameters, attributes, and names shown nowhere."""
    every = [shown for _, listed in SECTIONS.values() for shown in listed]
    shown_names = {shown.path.removeprefix("sim.") for shown in every}
    lacks = [f"sim.{name}: not in docs/api.md" for name in sim.__all__ if name not in shown_names | {"__version__"}]
    for shown in every:
        value = shown.value
        parts: dict[str, Any] = {shown.path: value}
        if inspect.isclass(value) and (not _is_mechanism(value) or value is Mechanism):
            parts |= {f"{shown.path}.{name}": member for name, member in members(shown).items()}
        for path, member in parts.items():
            lacks += [f"{path}: its docstring does not explain {name}" for name in _unexplained(member)]
    for shown in SECTIONS["Questions"][1]:
        by_head = sections(shown.value.__doc__ or "")
        lacks += [
            f"{shown.path}: its docstring has no part {head}"
            for head in ("Returns", "Raises", "Examples")
            if head not in by_head
        ]
    return lacks


def _unexplained(value: Any) -> list[str]:
    if not value.__doc__:
        return ["what it is"]
    by_head = sections(value.__doc__)
    explained = {
        name.lstrip("*")
        for head in ("Parameters", "Attributes")
        for names, *_ in entries(by_head.get(head, ""))
        for name in names.split(", ")
    } | set(re.findall(r"`(\w+)`", by_head[""]))
    if dataclasses.is_dataclass(value):
        return [field.name for field in dataclasses.fields(value) if field.name not in explained]
    if inspect.isfunction(value) or (inspect.isclass(value) and "__init__" in vars(value)):
        needed = (name for name in inspect.signature(value).parameters if name != "self")
        return [name for name in needed if name not in explained and not _is_class_of(value, Exception)]
    return []
