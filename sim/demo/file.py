"""The page as one file: style, modules, words, letters and data in it, so that a double click opens it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from fontTools import subset
from fontTools.ttLib import TTFont

from sim.words.catalogue import CATALOGUE

PAGE: Final = Path(__file__).parent / "page"
FONT: Final = Path(__file__).parents[1] / "show" / "kit" / "fonts" / "QuyuhuaSansSC.otf"
SPOKEN: Final = ("demo.", "live.", "lesson.", "measure.", "mechanism.", "nature.", "type.", "arm.", "quantity.")
JOINING: Final = ("demo.join.", "demo.class.", "demo.title", "demo.language")
_PLAIN: Final = 400_000  # bytes of data beyond which they are packed
_IMPORT: Final = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT: Final = re.compile(r"^export (?=(?:async )?(?:function\*?|class|const) (\w+))", re.MULTILINE)
_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def page_file(stage: Mapping[str, Any] | None, lang: str, first: Mapping[str, Any] | None = None) -> str:
    """Return the page as one HTML file that asks no other file and no other host for anything.

    Parameters
    ----------
    stage : mapping or None
        What is played, as plain data; without it the page asks the server from which it came.
    lang : {"en", "zh"}
        Language in which it opens.
    first : mapping, optional
        The first minute of a page without a stage: on screen before a server has anything to play.
    """
    html = (PAGE / "index.html").read_text(encoding="utf-8")
    spoken = _words(SPOKEN)
    packed = stage if stage is not None else {"first_minute": first} if first is not None else None
    data = json.dumps(packed, ensure_ascii=False, separators=(",", ":")) if packed is not None else ""
    place = '<script id="data" type="application/json"></script>'
    html = _put(html, place, _json("data", data) if data else "")
    signs = None if stage is None else html + spoken + data + script("main") + _sheet("style.css")
    return _assembled(html, lang, "style.css", "main", spoken, _font(signs))


def join_file(lang: str) -> str:
    """Return the page of a pupil's telephone, which brings no letters: telephones have them."""
    html = (PAGE / "join.html").read_text(encoding="utf-8")
    return _assembled(html, lang, "join.css", "join", _words(JOINING), "")


def script(entry: str) -> str:
    """Return a module with all that it imports as one script, each in a scope of its own.

    Modules are of a plain sort: imports by name at the top, nothing exported that changes, no circles.

    Raises
    ------
    ValueError
        Where modules import one another in a circle.
    """
    order: list[str] = []
    _follow(entry, (), order)
    return '"use strict";\n' + "".join(map(_scoped, order))


def script_digests(html: str) -> tuple[str, ...]:
    """Return the digests of a page's scripts as a content policy names them (``sha256-…``)."""
    scripts = _SCRIPT.findall(html)
    return tuple("sha256-" + base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts)


def _assembled(html: str, lang: str, sheet: str, entry: str, words: str, font: str) -> str:
    style = _sheet(sheet)
    html = _put(html, '<html lang="zh-CN">', f'<html lang="{"zh-CN" if lang == "zh" else "en"}">')
    html = _put(html, f'<link rel="stylesheet" href="{sheet}">', f"<style>\n{font}\n{style}</style>")
    html = _put(html, '<script id="words" type="application/json"></script>', _json("words", words))
    return _put(html, f'<script type="module" src="{entry}.js"></script>', f"<script>{script(entry)}</script>")


def _put(html: str, place: str, part: str) -> str:
    if html.count(place) != 1:
        raise ValueError(f"a page of sim/demo: {place} stands there {html.count(place)} times, not once")
    return html.replace(place, part)


def _words(families: tuple[str, ...]) -> str:
    words = {key: both for key, both in CATALOGUE.items() if key.startswith(families)}
    return json.dumps(words, ensure_ascii=False, separators=(",", ":"))


def _follow(name: str, above: tuple[str, ...], order: list[str]) -> None:
    if name in above:
        raise ValueError(f"modules of the page import one another in a circle: {' > '.join((*above, name))}")
    if name in order:
        return
    for _, other in _IMPORT.findall(_source(name)):
        _follow(other, (*above, name), order)
    order.append(name)


def _scoped(name: str) -> str:
    source = _source(name)
    names = ", ".join(_EXPORT.findall(source))
    taken = _IMPORT.sub(lambda line: f"const {{{line[1].replace(' as ', ': ')}}} = in_{line[2]};\n", source)
    return f"const in_{name} = (() => {{\n{_EXPORT.sub('', taken)}return {{ {names} }};\n}})();\n"


def _sheet(name: str) -> str:
    return (PAGE / name).read_text(encoding="utf-8")


def _source(name: str) -> str:
    return (PAGE / f"{name}.js").read_text(encoding="utf-8")


def _json(name: str, data: str) -> str:
    """Return data as a script element that no browser runs: packed where there is much of it."""
    if len(data) > _PLAIN:
        packed = base64.b64encode(gzip.compress(data.encode(), mtime=0)).decode()
        return f'<script id="{name}" type="text/plain" data-packed="gzip">{packed}</script>'
    return f'<script id="{name}" type="application/json">{data.replace("<", chr(92) + "u003c")}</script>'


def _font(text: Iterable[str] | None) -> str:
    """Return a face for machines that have no Chinese letters: all of it, or the signs of a text."""
    if text is None:  # names that are not known yet are to come
        return _face(FONT.read_bytes(), "opentype")
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True, flavor="woff")
    options.recalc_timestamp = False
    font = TTFont(FONT, lazy=True, recalcTimestamp=False)
    cut = subset.Subsetter(options)
    cut.populate(unicodes={ord(sign) for sign in text} | set(range(0x20, 0x7F)))
    cut.subset(font)
    font.flavor = "woff"
    file = io.BytesIO()
    font.save(file)
    return _face(file.getvalue(), "woff")


def _face(font: bytes, form: str) -> str:
    coded = base64.b64encode(font).decode()
    return (
        f'@font-face {{ font-family: "Quyuhua Sans SC"; src: url(data:font/{form};base64,{coded}) format("{form}"); }}'
    )
