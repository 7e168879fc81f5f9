"""From the words typed to what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.show.verbs import verb_of
from sim.words import Refusal

from .commands import COMMANDS
from .options import Typed

if TYPE_CHECKING:
    from sim.show.asked import Asked
    from sim.show.asking import Verb


_SEVERAL = ("value.cases", "value.scenarios")
"""What commands take whose words are one argument of the verb."""


def what_is_asked(typed: Typed) -> Asked[Any]:
    """Return what is asked, from the words typed or from a manifest.

    Raises
    ------
    Refusal, ScenarioError
        What cannot be asked.
    """
    command = COMMANDS[typed.command]
    verb = verb_of(command.answer)
    given = _given(typed, verb)
    if "from" in typed.values:
        _refuse_beside_manifest(typed, verb)
        _refuse_of_another(typed)
        return verb.again(typed.values["from"], **given)
    words = [typed.words] if command.takes in _SEVERAL else typed.words
    return verb.ask(*words, **given)


def _given(typed: Typed, verb: Verb[Any]) -> dict[str, Any]:
    """Return the options typed, as the verb takes them."""
    given: dict[str, Any] = {}
    for option in verb.options:
        if option.name in typed.lists:
            given[option.parameter] = [option.typed(text) for text in typed.lists[option.name]]
        elif option.name in typed.values:
            given[option.parameter] = option.typed(typed.values[option.name])
        elif option.name in typed.switches:
            given[option.parameter] = True
    return given


def _refuse_of_another(typed: Typed) -> None:
    """Refuse the manifest of another command; a grid may be laid over it."""
    from sim.show.kit.manifest import question

    kind = question(typed.values["from"])
    other = next((command.name for command in COMMANDS.values() if kind in command.answers), typed.command)
    if other != typed.command and "grid" not in typed.lists:
        raise Refusal("manifest.other", path=typed.values["from"], other=other, command=typed.command)


def _refuse_beside_manifest(typed: Typed, verb: Verb[Any]) -> None:
    """Refuse what a manifest settles already."""
    for option in verb.options:
        if option.parameter not in verb.beside_manifest and typed.has(option.name):
            raise Refusal("typed.not_with_from", option=option.flag)
    if typed.words:
        raise Refusal("typed.not_with_from", option=typed.words[0])
