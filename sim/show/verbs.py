"""Every verb: the folders here that have an ``asking.py``. Light, for whoever wants no more than names and options."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from . import __path__ as _FOLDERS  # noqa: N812
from .asking import Verb


def folders(file: str) -> Iterator[str]:
    """Yield the names of the folders here that have a file of this name."""
    names = sorted(folder.name for folder in pkgutil.iter_modules(_FOLDERS) if folder.ispkg)
    yield from (name for name in names if any((Path(at) / name / file).is_file() for at in _FOLDERS))


class UnaskedError(ImportError):
    """A folder of faces does not say how its answer is asked for."""

    def __init__(self, folder: str) -> None:
        super().__init__(f"sim/show/{folder}/asking.py is missing: it has the verb that asks for the answer")


@cache
def verb_of(folder: str) -> Verb[Any]:
    """Return the verb that asks for an answer, by the name of the answer's folder.

    Raises
    ------
    UnaskedError
        Where it has no ``asking.py``.
    TypeError
        Where its ``asking.py`` has none, or more than one.
    """
    name = f"{__package__}.{folder}.asking"
    try:
        values = vars(import_module(name)).values()
    except ModuleNotFoundError as error:
        if error.name is None or not name.startswith(error.name):
            raise
        raise UnaskedError(folder) from None
    own = [value for value in values if isinstance(value, Verb)]
    if len(own) != 1:
        raise TypeError(f"sim/show/{folder}/asking.py should have one verb, and has {len(own)}")
    return own[0]


def verbs() -> dict[str, Verb[Any]]:
    """Return every verb by its name, and by the one that it had before."""
    listed = [verb_of(folder) for folder in folders("asking.py")]
    return {verb.name: verb for verb in listed} | {verb.earlier: verb for verb in listed if verb.earlier}


def public(name: str) -> Any:
    """Return a verb's function, or the class of an answer, by its public name; None where it is neither."""
    known = verbs()
    if name in known:
        return known[name].function
    module = next((verb.answers[name] for verb in known.values() if name in verb.answers), None)
    return None if module is None else getattr(import_module(module), name)


def public_names() -> list[str]:
    """Return the public names of verbs and answers."""
    listed = dict.fromkeys(verb_of(folder) for folder in folders("asking.py"))
    return [name for verb in listed for name in verb.answers] + [verb.name for verb in listed]
