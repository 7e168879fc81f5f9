"""What the YAML parser complains about, `yaml.*`, said as in `sim.words.faults`."""

from __future__ import annotations

from typing import Final

YAML_FAULTS: Final[dict[str, tuple[str, str]]] = {
    "yaml.other": ("{problem}", "{problem}"),
    "yaml.tab": ("a tab where the indentation should be", "缩进处用了制表符"),
    "yaml.mapping": ("a second colon in one line, or too deep an indentation", "同一行有两个冒号，或缩进过深"),
    "yaml.colon": ("a field without a colon after its name", "字段名后面缺少冒号"),
    "yaml.indent": ("an indentation that matches no line above", "缩进与上文对不齐"),
    "yaml.item": (
        "an entry of a list (- …) among fields, or an indentation that matches no line above",
        "字段之间夹了列表项（- …），或缩进与上文对不齐",
    ),
    "yaml.list_end": ("a list in [ ] that is not closed or lacks a comma", "方括号列表没有写完或缺少逗号"),
    "yaml.map_end": ("a section in {{ }} that is not closed or lacks a comma", "花括号没有写完或缺少逗号"),
    "yaml.quote_end": ("a quotation mark that is never closed", "引号没有配对"),
    "yaml.start": ("a character that no value can begin with", "值不能以这个字符开头（需要加引号）"),
    "yaml.escape": ("an unknown escape after a backslash", "反斜杠后的转义写法不对"),
    "yaml.document": ("text after the end of the document", "文档结束后还有内容"),
    "yaml.anchor": ("a wrongly written anchor, alias or tag", "锚点、别名或标签写法不对"),
}

# A part of what PyYAML says (problem or context) and the phrase for it; the first that fits counts.
PARSER_SAYS: Final = (
    ("mapping values are not allowed", "yaml.mapping"),
    ("flow sequence", "yaml.list_end"),
    ("flow mapping", "yaml.map_end"),
    ("simple key", "yaml.colon"),
    ("escape", "yaml.escape"),
    ("hexadecimal number", "yaml.escape"),
    ("quoted scalar", "yaml.quote_end"),
    ("block mapping", "yaml.indent"),
    ("block collection", "yaml.indent"),
    ("block sequence", "yaml.indent"),
    ("cannot start any token", "yaml.start"),
    ("document start", "yaml.document"),
    ("anchor", "yaml.anchor"),
    ("alias", "yaml.anchor"),
    ("tag", "yaml.anchor"),
)
