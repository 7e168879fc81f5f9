"""Read one YAML document, strictly and safely, and remember where everything is written.

The text is taken from PyYAML's event stream (the C parser where there is one) and put together here rather
than by PyYAML's composer, for three reasons: aliases can be counted before they unfold, depth is bounded
without recursion, and every key and value keeps its place. Scalars follow the core schema of YAML 1.2.
"""

from __future__ import annotations

import codecs
import re
import stat
from dataclasses import dataclass, field, replace
from math import isfinite
from pathlib import Path as FilePath
from typing import Any, Final, NoReturn

import yaml

from sim.scenario.faults import Fault
from sim.scenario.nodes import Node, Path, Place, plain
from sim.scenario.syntax import DEPTH, MAX_DEPTH, WIDE_INDENT, slip, syntax_fault
from sim.words import with_commas
from sim.words.faults import Phrase, clip, found

MAX_BYTES: Final = 16 * 1024 * 1024
MAX_NODES: Final = 250_000  # values after aliases are unfolded; long text counts for more than one
MAX_DIGITS: Final = 40

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE = "tag:yaml.org,2002:"
_CORE_TAGS = {"str": str, "int": int, "float": float, "bool": bool, "null": type(None)}
CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {t: t[0] in "tT" for t in ("true", "True", "TRUE", "false", "False", "FALSE")}
_INT = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


@dataclass
class Document:
    """What reading gave: a tree (None if nothing could be read) and the faults met on the way."""

    tree: Node | None
    faults: list[Fault] = field(default_factory=list)


class _Stop(Exception):  # noqa: N818 - it ends the reading, the fault is in the list
    """A fault after which the rest of the text cannot be understood."""


def scalar(text: str) -> Any:
    """Read a plain (unquoted) scalar by the core schema of YAML 1.2.

    Raises
    ------
    ValueError
        For a number that is refused; its argument is the kind of fault.
    """
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if text[0] not in "-+.0123456789":
        return text
    if _NOT_FINITE.fullmatch(text):
        raise ValueError("not_finite")
    if _BASED.fullmatch(text) or _FLOAT.fullmatch(text):
        if len(text) > MAX_DIGITS:  # also keeps int() from taking quadratic time
            raise ValueError("long_number")
        if _LEADING_ZERO.match(text):  # octal in YAML 1.1, decimal in 1.2
            raise ValueError("leading_zero")
        if _INT.fullmatch(text):
            return int(text)
        number = int(text, 0) if _BASED.fullmatch(text) else float(text)
        if not isfinite(number):
            raise ValueError("not_finite")
        return number
    return text


ALLOWED_NUMBER = {
    "not_finite": Phrase("say.finite_number"),
    "long_number": Phrase("say.short_number", count=MAX_DIGITS),
    "leading_zero": "",
}


def number_fault(kind: str, place: Place, path: Path, text: str) -> Fault:
    """Return the fault for a number that `scalar` refused."""
    hint = {"hint": "hint.leading_zero"} if kind == "leading_zero" else {}
    return Fault.at(place, path, kind, clip(text), ALLOWED_NUMBER[kind], **hint)


def read_file(path: FilePath, name: str | None = None) -> Document:
    """Read the YAML document in a file.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str, optional
        What messages call it; the path if not given.
    """
    shown = str(path) if name is None else name
    text = text_of(path, shown)
    return Document(None, [text]) if isinstance(text, Fault) else read_text(text, shown)


def text_of(path: FilePath, shown: str, most: int = MAX_BYTES) -> str | Fault:
    """Return the text of a file, without its byte-order mark, or what is wrong with it.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    shown : str
        What messages call it.
    most : int
        Bytes that it may have.
    """

    def refuse(kind: str, found: str = "", allowed: str = "", **detail: str) -> Fault:
        return Fault.at(Place(shown), (), kind, found, allowed, **detail)

    too_big = Phrase("say.at_most_count", count=Phrase("say.bytes", count=with_commas(most)))
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            return refuse("is_directory")
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for ever
            return refuse("not_a_file")
        if status.st_size > most:
            return refuse("too_big", Phrase("say.bytes", count=with_commas(status.st_size)), too_big)
        with path.open("rb") as file:
            raw = file.read(most + 1)
    except (FileNotFoundError, NotADirectoryError):
        return refuse("missing_file")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        return refuse("unreadable", reason=getattr(error, "strerror", None) or str(error))
    if len(raw) > most:
        return refuse("too_big", "", too_big)
    fault = _not_text(raw, shown)
    return raw.decode("utf-8-sig") if fault is None else fault


def _not_text(raw: bytes, name: str) -> Fault | None:
    """Say why bytes are not UTF-8 text."""
    allowed = Phrase("say.utf8")

    def at(offset: int) -> Place:
        start = raw.rfind(b"\n", 0, offset) + 1
        column = len(raw[start:offset].decode("utf-8-sig", "replace")) + 1
        return Place(name, raw.count(b"\n", 0, offset) + 1, column)

    head = raw[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    # Latin letters in UTF-16 have a NUL as every second byte, always on the same side
    many, few = max(even, odd), min(even, odd)
    lopsided = many > 3 and many * 10 > len(head) and few * 5 < many
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or lopsided:
        return Fault.at(Place(name, 1, 1), (), "utf16", "", allowed, hint="hint.save_utf8")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        wrong = Phrase("say.byte", byte=f"0x{raw[error.start]:02X}")
        try:
            raw.decode("gb18030")
            hint = "hint.gbk"
        except UnicodeDecodeError:
            hint = "hint.save_utf8"
        return Fault.at(at(error.start), (), "not_utf8", wrong, allowed, hint=hint)
    nul = raw.find(0)
    return None if nul < 0 else Fault.at(at(nul), (), "nul_byte", "", allowed)


def read_text(text: str, name: str) -> Document:
    """Read the YAML document in a text: a section of fields, or faults."""
    document, wanted = Document(None), Phrase("say.a_scenario")
    control = CONTROL.search(text)
    if control is not None:
        before = text[: control.start()]
        place = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        document.faults.append(Fault.at(place, (), "control_character", ascii(control[0])))
        return document
    tree = compose(text, name, document.faults)
    if tree is not None and isinstance(tree.value, dict):
        document.tree = tree
    elif tree is not None:
        kind = "list_at_top" if isinstance(tree.value, list) else "null" if tree.value is None else "scalar"
        hint = slip(text.split("\n"), 0, len(text)) if kind == "scalar" else {}
        document.faults.append(Fault.at(tree.place, (), kind, found(plain(tree)), wanted, **hint))
    elif not document.faults:
        document.faults.append(Fault.at(Place(name, 1, 1), (), "empty", "", wanted))
    return document


def compose(text: str, name: str, faults: list[Fault]) -> Node | None:
    """Put a text's events together; faults are added to the list, None if nothing is there or usable."""
    loader = _LOADER(text)
    try:
        return _Composer(name, faults).run(loader)
    except _Stop:
        return None
    except yaml.MarkedYAMLError as error:
        faults.append(syntax_fault(error, text, name))
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # what only the pure Python scanner raises
        problem = Phrase("yaml.other", problem=clip(error, 200))
        faults.append(Fault.at(Place(name), (), "not_yaml", problem=problem))
    finally:
        loader.dispose()
    return None


@dataclass(slots=True)
class _Open:
    """A list or section that has begun and not ended."""

    node: Node
    anchor: str | None
    name: str | None = None  # the key whose value comes next
    key: Place | None = None
    awaits_value: bool = False
    skip: bool = False  # that key was refused, so its value is dropped
    size: int = 1
    height: int = 1


class _Composer:
    """Builds the tree of one document from events, without recursion."""

    def __init__(self, name: str, faults: list[Fault]) -> None:
        self.name, self.faults = name, faults
        self.open: list[_Open] = []
        self.anchors: dict[str, tuple[Node, int, int] | None] = {}  # None: begun and not ended
        self.root: Node | None = None
        self.unfolds = False

    def run(self, loader: Any) -> Node | None:
        begun = False
        while loader.check_event():
            event = loader.get_event()
            place = Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)
            if isinstance(event, yaml.ScalarEvent):
                self.scalar(event, place)
            elif isinstance(event, yaml.AliasEvent):
                self.alias(event, place)
            elif isinstance(event, yaml.CollectionStartEvent):
                self.begin(event, place)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.end()
            elif isinstance(event, yaml.DocumentStartEvent):
                if begun:
                    self.stop("several_documents", place, Phrase("say.documents"), Phrase("say.one_document"))
                begun = True
        return self.root

    def path(self) -> Path:
        steps: list[str | int] = []
        for container in self.open:
            if isinstance(container.node.value, list):
                steps.append(len(container.node.value))
            elif container.name is not None:
                steps.append(container.name)
        return tuple(steps)

    def fault(self, kind: str, place: Place, found: str = "", allowed: str = "", **detail: str) -> None:
        self.faults.append(Fault.at(place, self.path(), kind, found, allowed, **detail))

    def stop(self, kind: str, place: Place, found: str = "", allowed: str = "", **detail: str) -> NoReturn:
        self.fault(kind, place, found, allowed, **detail)
        raise _Stop

    def scalar(self, event: Any, place: Place) -> None:
        text: str = event.value
        as_plain = not event.style and event.tag is None
        is_key = self.is_key()
        if not self.open and as_plain and not text:
            return  # a document of nothing but "---" and comments
        node = Node(text, place)
        if (control := CONTROL.search(text)) is not None:  # by an escape in double quotes
            self.fault("control_character", place, ascii(control[0]))
            node.broken = True
        elif as_plain and is_key and text == "<<":
            self.fault("merge_key", place)
            node.broken = True
        elif as_plain and is_key and WIDE_INDENT.match(text):
            hint = {"hint": "hint.wide_indent", "hint_line": str(place.line)}
            self.fault("wide_indent", place, clip(WIDE_INDENT.sub("", text)), **hint)
            node.broken = True
        elif as_plain:
            try:
                node.value = scalar(text)
            except ValueError as error:
                if is_key:  # it is refused as a key already
                    node.value = 0
                else:
                    self.faults.append(number_fault(str(error), place, self.path(), text))
                    node.value, node.broken = None, True
        elif event.tag not in (None, "!", _CORE + "str"):
            self.tagged(node, event.tag)
        if is_key and not isinstance(node.value, str):
            shown = Phrase("say.null") if node.value is None else clip(text)
            hint = {} if node.value is None else {"hint": "hint.quote_key"}
            self.fault("key_not_string", place, shown, Phrase("say.some_text"), **hint)
            node.broken = True
        self.put(node, event.anchor, 1 + len(text) // 100, 0)

    def tagged(self, node: Node, tag: str) -> None:
        kind = _CORE_TAGS.get(tag.removeprefix(_CORE))
        try:
            value = scalar(node.value)
        except ValueError:
            value = ...
        value = float(value) if kind is float and type(value) is int else value
        if kind is None or type(value) is not kind:
            self.unknown_tag(tag, node.place)
        node.value = value

    def unknown_tag(self, tag: str, place: Place) -> None:
        core = tuple(f"!!{name}" for name in (*_CORE_TAGS, "map", "seq"))
        shown = clip("!!" + tag.removeprefix(_CORE) if tag.startswith(_CORE) else tag)
        self.stop("unknown_tag", place, Phrase("say.tag", tag=shown), Phrase("say.core_tags", names=core))

    def begin(self, event: Any, place: Place) -> None:
        as_map = isinstance(event, yaml.MappingStartEvent)
        if event.tag not in (None, "!", _CORE + ("map" if as_map else "seq")):
            self.unknown_tag(event.tag, place)
        if self.is_key():
            self.fault("key_not_string", place, Phrase("say.a_key_section"), Phrase("say.some_text"))
        if len(self.open) >= MAX_DEPTH:
            self.stop("too_deep", place, "", DEPTH)
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        self.open.append(_Open(Node({} if as_map else [], place), event.anchor))

    def end(self) -> None:
        done = self.open.pop()
        self.put(done.node, done.anchor, done.size, done.height)

    def alias(self, event: Any, place: Place) -> None:
        shown = Phrase("say.alias", name=clip(event.anchor))
        if event.anchor not in self.anchors:
            self.stop("unknown_alias", place, shown)
        target = self.anchors[event.anchor]
        if target is None:
            self.stop("alias_circle", place, shown)
        node, size, height = target
        self.unfolds = True
        if self.is_key():
            node = replace(node, place=place)
            if not isinstance(node.value, str):
                self.fault("key_not_string", place, shown, Phrase("say.some_text"))
        elif len(self.open) + height > MAX_DEPTH:
            self.stop("too_deep", place, shown, DEPTH)
        self.put(node, None, size, height)

    def is_key(self) -> bool:
        into = self.open[-1] if self.open else None
        return into is not None and isinstance(into.node.value, dict) and not into.awaits_value

    def put(self, node: Node, anchor: str | None, size: int, height: int) -> None:
        """Put a finished value where it belongs."""
        if anchor is not None:
            self.anchors[anchor] = (node, size, height)
        if not self.open:
            self.root = node
            return
        into = self.open[-1]
        into.size += size
        into.height = max(into.height, height + 1)
        if into.size > MAX_NODES:  # sizes are those after unfolding, so this stops before anything unfolds
            kind = "alias_explosion" if self.unfolds else "too_many_values"
            self.stop(kind, node.place, "", Phrase("say.at_most_count", count=with_commas(MAX_NODES)))
        if isinstance(into.node.value, list):
            into.node.value.append(node)
        elif not into.awaits_value:
            into.name = node.value if isinstance(node.value, str) else None
            into.key, into.awaits_value = node.place, True
            into.skip = into.name is None or node.broken
            if into.name in into.node.value and not into.skip:
                first = into.node.value[into.name].key
                self.fault("duplicate_key", node.place, clip(into.name), first=str(first.line))
                into.skip = True
        else:
            if not into.skip:
                into.node.value[into.name] = replace(node, key=into.key)
            into.name, into.key, into.awaits_value, into.skip = None, None, False, False
