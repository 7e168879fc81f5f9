"""From a name, a path, or a manifest to a validated scenario.

A scenario is the model's defaults, what the files say (the extended first), and what ``--set`` says, in this
order. Sections merge; single values and lists replace what was there; null goes back to the default.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path as FilePath
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from pydantic import BaseModel

from sim.scenario import consistency, read
from sim.scenario.claims import parted, with_case
from sim.scenario.faults import Fault, ScenarioError, nearest
from sim.scenario.field_types import field_names, field_types_at
from sim.scenario.loaded import LoadedScenario, with_own
from sim.scenario.nodes import Node, Place, dotted, merge, places
from sim.scenario.plain_data import tree_of
from sim.scenario.schema import arrangements
from sim.scenario.sets import SET, with_set
from sim.scenario.use import NOTHING, Own, Source, used
from sim.scenario.validate import validate
from sim.words.faults import Phrase, clip, names

MAX_CHAIN = 16  # files that extend one another
ENDINGS = (".yaml", ".yml")
_WHOLE = ("title", "description")  # who states one in one language does not inherit it in the other


def load(ref: str | FilePath, sets: Sequence[str] = ()) -> LoadedScenario:
    """Load a scenario.

    Parameters
    ----------
    ref : str or pathlib.Path
        A shipped name (``"default"``) or the path of a YAML file. A shipped name wins over a file of the same
        name in the current folder; a `pathlib.Path` is always a path.
    sets : sequence of str
        ``field=value``, as on the command line: ``months=24``, ``organisations[0].hours=40``, ``a.b=[1, 2]``.

    Returns
    -------
    LoadedScenario
        Its `source` is the shipped name or the path as given, `stated` the dotted paths that files and ``--set`` gave
        a value, `own` what its own files declare, `case` its case if it is one.

    Raises
    ------
    ScenarioError
        With all faults of all files and of `sets`.
    """
    return located(ref, sets)[0]


def located(ref: str | FilePath, sets: Sequence[str] = ()) -> tuple[LoadedScenario, Node, str]:
    """Load a scenario as `load` does, and return with it what was written where, and the file that was meant."""
    model: type[Any] = LoadedScenario
    path, source = _locate(ref)
    chain, faults, whole = _chain(path)
    files = [layer.place.file for layer in chain]
    tree = Node({}, Place(str(path)))
    if not chain:
        raise ScenarioError(faults)
    for layer in reversed(chain):
        inherited = {name: node for name, node in tree.value.items() if name not in _WHOLE or name not in layer.value}
        tree = merge(replace(tree, value=inherited), layer)
    if "extends" not in field_names(field_types_at(model, ())):
        tree = replace(tree, value={name: node for name, node in tree.value.items() if name != "extends"})
    own, model = _own(model, tree, (), faults)
    for text in sets:
        tree = with_set(tree, text, model, faults)
    tree, claims = parted(tree, faults)

    def made(tree: Node) -> LoadedScenario:
        """Make the scenario of a tree: of the file's, and of those that a case holds it against."""
        order = [*files, SET]
        typed: LoadedScenario = validate(
            model, tree, check=consistency.check, earlier=faults, partial=not whole, files=order
        )
        return typed.with_origin(source, (dotted(path) for path, node in places(tree) if _says(node)), own)

    scenario = made(tree) if claims is None else with_case(claims, tree, made)
    return scenario, tree, str(path)


def from_data(
    data: Mapping[str, Any],
    source: str,
    stated: Iterable[str] = (),
    sources: Sequence[Source] = (),
    sets: Sequence[str] = (),
) -> LoadedScenario:
    """Make a scenario of plain data, such as a manifest's; `extends` in it is not followed.

    Parameters
    ----------
    data : mapping
        What `dump` gave.
    source : str
        What messages call it, and the scenario's `source`.
    stated : iterable of str
        The scenario's `stated`, if it was kept.
    sources : sequence of Source
        Files that it uses, as they were; what is not there is read beside ``source``.
    sets : sequence of str
        ``field=value``, laid over the data.
    """
    model: type[Any] = LoadedScenario
    document = tree_of(data, source)
    tree, faults = document.tree, document.faults
    assert tree is not None
    own, model = _own(model, tree, sources, faults)
    for text in sets:
        tree = with_set(tree, text, model, faults)
    typed: LoadedScenario = validate(model, tree, check=consistency.check, earlier=faults, files=[SET])
    return typed.with_origin(source, stated, own)


def dump(scenario: BaseModel) -> dict[str, Any]:
    """Return a scenario as JSON-able data, defaults included: `from_data` makes the same scenario of it."""
    return scenario.model_dump(mode="json", by_alias=True, round_trip=True)


def shipped() -> dict[str, FilePath]:
    """Return the scenarios that come with the package, name → file."""
    folder = shipped_folder()
    files = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    return {file.stem: file for file in files}


def shipped_cases() -> dict[str, FilePath]:
    """Return the cases that come with the package, name → file."""
    return {file.stem: file for file in sorted((shipped_folder() / "cases").glob("*.yaml"))}


def shipped_folder() -> FilePath:
    """Return where shipped scenarios lie: in the installed package, or beside it in a checkout."""
    package = FilePath(__file__).resolve().parent.parent
    inside = package / "shipped"
    return inside if inside.is_dir() else package.parent / "scenarios"


def _says(node: Node) -> bool:
    return not isinstance(node.value, dict) and node.value is not None


def _own(model: type[Any], tree: Node, sources: Sequence[Source], faults: list[Fault]) -> tuple[Own, type[Any]]:
    """Run the files of a scenario's own; return what they declare, and the model with it."""
    if "use" not in field_names(field_types_at(model, ())) or "use" not in tree.value:
        return NOTHING, model
    own = used(tree, arrangements(), sources, faults)
    return own, with_own(own.arrangements)


def _is_path(text: str) -> bool:
    return "/" in text or "\\" in text or text.lower().endswith(ENDINGS)


def _locate(ref: str | FilePath) -> tuple[FilePath, str]:
    """Return the file that is meant, and what to call it."""
    known = shipped()
    named = shipped_cases() | known
    if isinstance(ref, str) and ref in named:
        return named[ref], ref
    path = FilePath(ref)
    try:
        there = path.exists()
    except (OSError, ValueError):  # too long, or a NUL: reading it says so
        there = True
    if there and str(ref) not in ("", "."):
        return path, str(ref)
    kind = "missing_file" if isinstance(ref, FilePath) or _is_path(ref) else "unknown_scenario"
    beside = _beside(path.parent)
    guess = nearest(path.name, [*beside, *named])
    if guess in beside:
        guess = str(path.parent / guess)
    elif guess is None and (stem := nearest(path.stem, list(named))):
        guess = stem
    expected = Phrase("say.scenario_or_path", names=names(known)) if known else Phrase("say.a_path")
    raise ScenarioError([Fault.at(Place(str(ref)), (), kind, clip(ref), expected, guess)])


def _beside(folder: FilePath) -> list[str]:
    try:
        return [file.name for file in folder.iterdir() if file.suffix.lower() in ENDINGS][:1000]
    except (OSError, ValueError):
        return []


def _chain(path: FilePath) -> tuple[list[Node], list[Fault], bool]:
    """Read a file and all that it extends: the trees, the faults, and whether nothing is lacking."""
    trees: list[Node] = []
    faults: list[Fault] = []
    seen: list[FilePath] = []
    while True:
        document = read.read_file(path)
        faults += document.faults
        if document.tree is None:
            return trees, faults, False
        trees.append(document.tree)
        seen.append(path)
        node = document.tree.value.get("extends")
        if node is None or (node.value is None and not node.broken):
            return trees, faults, True
        if not isinstance(node.value, str):  # validation says that it is of the wrong type
            return trees, faults, False
        target = _extended(node, path, faults)
        if target is None:
            return trees, faults, False
        real = [file.resolve() for file in seen]
        again = target.resolve() in real
        if again or len(seen) >= MAX_CHAIN:
            chain = " → ".join(clip(file.name) for file in (*seen, target))
            kind = "extends_circle" if again else "extends_too_deep"
            limit = "" if again else Phrase("say.at_most_count", count=str(MAX_CHAIN))
            faults.append(Fault.at(node.place, ("extends",), kind, clip(node.value), limit, chain=chain))
            return trees, faults, False
        path = target


def _extended(node: Node, path: FilePath, faults: list[Fault]) -> FilePath | None:
    """Return the file that `extends` names: shipped, or in the tree below the folder of the file itself."""
    text: str = node.value
    known = shipped_cases() | shipped()
    if text in known:
        return known[text]
    folder = path.parent
    target = folder / text
    roots = (PurePosixPath(text).root, PureWindowsPath(text).drive, PureWindowsPath(text).root)
    try:
        outside = any(roots) or not target.resolve().is_relative_to(folder.resolve())
        there = not outside and target.is_file()
    except (OSError, ValueError, RuntimeError):  # too long, a loop of links
        outside = there = False
    if there:
        return target
    guess = None if outside else nearest(text, [*known, *_beside(folder)]) or nearest(target.stem, list(known))
    expected = Phrase("say.beside", names=names(known))
    kind = "extends_outside" if outside else "extends_missing"
    faults.append(Fault.at(node.place, ("extends",), kind, clip(text), expected, guess))
    return None
