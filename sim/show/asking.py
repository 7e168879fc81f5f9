"""How questions are asked, by command and from Python: options declared once, and the verbs that take them.

A verb is a function that makes of its arguments what is asked. Its parameters are the options of the command; from
Python it asks and returns the answer. Nothing here names a question, and nothing heavy is imported before it is asked.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic

from sim.questions import asked

from .asked import Answer, Asked, Note
from .kit.option import Option, number, seconds, whole, whole_or_auto

if TYPE_CHECKING:
    from sim.scenario import LoadedScenario, Scenario
    from sim.scenario.use import Source

    from .kit.manifest import KeptScenario

    Ref = str | Path | Scenario
    Sets = Mapping[str, Any] | Sequence[str] | None

SET = Option("set", "a.b=c", "months=24", many=True)
MONTHS = Option("months", "N", "24", reads=whole, allows=asked.whole)
REPLICATIONS = Option("replications", "N|auto", "64", reads=whole_or_auto, allows=asked.replications)
PRECISION = Option("precision", "P", reads=number, allows=asked.precision)
SEED = Option("seed", "S", "7", reads=whole, allows=asked.whole)
WITHOUT = Option("without", "NAME[,…]", "liaison", many=True)
EXPLAIN = Option("explain")
WORKERS = Option("workers", "N", "2", reads=whole, allows=asked.workers)
ENGINE = Option("engine", "threads|processes|dask[:ADDRESS]", "processes", allows=asked.engine)
TIME_LIMIT = Option("time-limit", "TIME", "8h", reads=seconds, allows=asked.time_limit)
_SHARED = {option.parameter: option for option in (SET, MONTHS, REPLICATIONS, PRECISION, SEED, WITHOUT, EXPLAIN)}
_OF_EVERY_VERB = """
workers : int, optional
    How many are at work; as many as there are processors unless given. The answer does not depend on it.
engine : str or concurrent.futures.Executor, optional
    Who does the work in place of threads of this process: ``"processes"``, ``"dask"`` or ``"dask:ADDRESS"``; or any
    executor, which stays open. The answer does not depend on it."""
_OF_LONG_ONES = """
out : str or pathlib.Path, optional
    A folder in which everything is kept as it is made, as with ``--out``; the same call goes on where it stopped."""
_REFUSALS = """

Raises
------
sim.words.Refusal, sim.ScenarioError
    What cannot be asked, in the words of the command line."""


class Verb(Generic[Answer]):
    """How an answer is asked for.

    Parameters
    ----------
    body : callable
        From the arguments, checked, to what is asked. The first parameter takes the words of the command line, each of
        the others is an option; its docstring is the verb's.
    answers : str
        Modules and classes of the answers that it may return, with spaces between them.
    options : sequence of Option
        Those that no other verb has.
    typed : sequence of Option
        Those of the command line alone.
    parts : str
        Of what is kept part by part: the key of what the parts are called.
    earlier : str
        What the verb was called before.

    Attributes
    ----------
    options : tuple of Option
        In the order of the parameters.
    answers : dict of str to str
        The classes that it may return, each with its module.
    function : function
        The verb as it is called from Python.
    """

    def __init__(
        self,
        body: Callable[..., Asked[Answer]],
        answers: str,
        options: Sequence[Option],
        typed: Sequence[Option],
        parts: str,
        earlier: str,
    ) -> None:
        self.name, self.earlier = body.__name__, earlier
        self.answers = {name: module for module, _, name in (path.rpartition(".") for path in answers.split())}
        self.typed, self.parts = tuple(typed), parts
        self._body, self._signature = body, inspect.signature(body)
        known = _SHARED | {option.parameter: option for option in options}
        parameters = self._signature.parameters.values()
        defaults = {
            parameter.name: parameter.default for parameter in parameters if parameter.kind is parameter.KEYWORD_ONLY
        }
        differ = (defaults.keys() - known.keys()) | ({option.parameter for option in options} - defaults.keys())
        if differ:
            raise TypeError(f"{self.name}: parameters and options differ in {', '.join(sorted(differ))}")
        self.options = tuple(
            known[name] if known[name].example or not known[name].value else replace(known[name], example=str(default))
            for name, default in defaults.items()
        )
        self.function = self._called_from_python()
        self._again: Callable[..., Asked[Answer]] | None = None

    def from_manifest(self, body: Callable[..., Asked[Answer]]) -> Callable[..., Asked[Answer]]:
        """Declare how the same is asked again: of the manifest's path, and of options that may stand beside it."""
        self._again = body
        return body

    @property
    def beside_manifest(self) -> frozenset[str]:
        """The parameters that may stand beside a manifest."""
        assert self._again is not None, f"{self.name}: nothing says how it is asked again"
        return frozenset(inspect.signature(self._again).parameters)

    def ask(self, *words: Any, **given: Any) -> Asked[Answer]:
        """Return what is asked, or refuse it."""
        try:
            bound = self._signature.bind(*words, **given)
        except TypeError as error:  # as Python says it of a function, with what there is
            takes = ", ".join(inspect.signature(self.function).parameters)
            raise TypeError(f"sim.{self.name}: {error}; it takes {takes}") from None
        for option in self.options:
            name = option.parameter
            if name in bound.arguments and bound.arguments[name] is not self._signature.parameters[name].default:
                bound.arguments[name] = option.given(bound.arguments[name])
        return self._body(*bound.args, **bound.kwargs)

    def again(self, manifest: str, **given: Any) -> Asked[Answer]:
        """Return what a manifest says was asked."""
        assert self._again is not None
        return self._again(manifest, **given)

    def _called_from_python(self) -> Callable[..., Answer]:
        """Return the verb, with a signature and a docstring of its own."""

        def function(*words: Any, workers: int | None = None, engine: Any = None, **given: Any) -> Answer:
            out = given.pop("out", None) if self.parts else None
            threads = WORKERS.given(workers)
            ready = self.ask(*words, **given)
            from sim.runs.engines import opened
            from sim.runs.runner import answer

            with opened(ENGINE.given(engine), threads) as at_work:
                if out is not None:
                    from .growing import answered_into

                    return answered_into(ready, out, threads, at_work)
                return answer(ready.question(), workers=threads, engine=at_work, run_limit=ready.run_limit)

        returns = " | ".join(self.answers)
        more = {"workers": "int | None", "engine": "str | Executor | None"}
        more |= {"out": "str | Path | None"} if self.parts else {}
        last = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)
                for name, kind in more.items()]  # fmt: skip
        parameters = [*self._signature.parameters.values(), *last]
        function.__signature__ = self._signature.replace(  # type: ignore[attr-defined]
            parameters=parameters, return_annotation=returns
        )
        annotations = {parameter.name: parameter.annotation for parameter in parameters}
        function.__annotations__ = annotations | {"return": returns}
        function.__name__ = function.__qualname__ = self.name
        function.__module__ = "sim"
        if self._body.__doc__:  # there is none under python -OO
            before, returns, after = inspect.cleandoc(self._body.__doc__).partition("\n\nReturns\n")
            after, examples, calls = after.partition("\n\nExamples\n")
            before += _OF_EVERY_VERB + (_OF_LONG_ONES if self.parts else "")
            function.__doc__ = before + returns + after + _REFUSALS + examples + calls
        return function


def verb(
    answers: str,
    *options: Option,
    typed: Sequence[Option] = (),
    parts: str = "",
    earlier: str = "",
) -> Callable[[Callable[..., Asked[Answer]]], Verb[Answer]]:
    """Make a verb of a function; the parameters are those of `Verb`."""
    return lambda body: Verb(body, answers, options, typed, parts, earlier)


def scenarios_of(
    refs: Iterable[Ref], sets: Sets = None, months: int | None = None, seed: int | None = None
) -> list[LoadedScenario]:
    """Load scenarios with more of their fields set; those that are loaded already are varied.

    Raises
    ------
    ScenarioError
        With all that is wrong with any of them.
    """
    from sim.scenario import ScenarioError

    options = {name: value for name, value in (("months", months), ("seed", seed)) if value is not None}
    try:
        return asked.load_all(refs, [*settings(sets), *(f"{name}={value}" for name, value in options.items())])
    except ScenarioError as error:  # name the option that was given, not the --set it stands for
        raise ScenarioError(
            replace(fault, file=f"--{fault.field}") if fault.file == "--set" and fault.field in options else fault
            for fault in error.faults
        ) from None


def settings(sets: Sets) -> list[str]:
    """Return settings as they would be typed after ``--set``."""
    if isinstance(sets, Mapping):
        return [
            f"{name}={value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
            for name, value in sets.items()
        ]
    return listed(sets or ())


def listed(names: str | Iterable[str]) -> list[str]:
    """Return several names, or the one."""
    return [names] if isinstance(names, str) else list(names)


def kept_scenario(kept: KeptScenario, manifest: str) -> LoadedScenario:
    """Make the scenario that a manifest keeps; what is wrong with it is said of the manifest."""
    from sim.scenario import ScenarioError, from_data

    try:
        return asked.fitting(from_data(kept.scenario, kept.source, kept.stated, kept.sources))
    except ScenarioError as error:
        raise ScenarioError(replace(fault, file=manifest) for fault in error.faults) from None


def what_changed(versions: Mapping[str, str], sources: Iterable[Source] = ()) -> tuple[Note, ...]:
    """Return notes on versions and files of one's own that are no longer what a manifest was written with."""
    from .kit.manifest import changed, differences

    return partial(differences, versions), partial(changed, tuple(dict.fromkeys(sources)))
