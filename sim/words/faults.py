"""What is wrong with a scenario, said in English and in Chinese, and phrases that know both languages.

`FAULT_WORDS`: key → (English, Chinese), with the same placeholders in both. Plain keys are kinds of fault; `frame.*`
puts a message together; `say.*` are phrases; `hint.*` help after the message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from .claims import CLAIM_FAULTS
from .designs import DESIGN_FAULTS
from .lessons import LESSON_FAULTS
from .oddities import ODDITIES
from .yaml_faults import YAML_FAULTS

LANGUAGES: Final[dict[str, int]] = {"en": 0, "zh": 1}

FAULT_WORDS: Final[dict[str, tuple[str, str]]] = {
    **CLAIM_FAULTS,
    **DESIGN_FAULTS,
    **LESSON_FAULTS,
    **ODDITIES,
    **YAML_FAULTS,
    "frame.found": ("Found {found}", "实际为：{found}"),
    "frame.allowed": ("allowed: {allowed}", "允许：{allowed}"),
    "frame.nearest": ("did you mean {nearest}?", "您是不是想写 {nearest}？"),
    "frame.odd": ("warning: ", "提醒："),
    "frame.stop": (".", "。"),
    "frame.colon": (": ", "："),
    "frame.semicolon": ("; ", "；"),
    "frame.comma": (", ", "、"),
    "frame.space": (" ", ""),
    # the file as a whole
    "unknown_scenario": (
        "there is no shipped scenario of this name and no such file",
        "没有这个名称的内置情景，也没有这个文件",
    ),
    "missing_file": ("there is no such file", "文件不存在"),
    "unreadable": ("the file cannot be read ({reason})", "文件无法读取（{reason}）"),
    "too_big": ("the file is too big for a scenario", "文件过大，不像情景文件"),
    "not_utf8": ("the file is not UTF-8 text", "文件不是 UTF-8 编码"),
    "utf16": ("the file is UTF-16, not UTF-8", "文件是 UTF-16 编码，不是 UTF-8"),
    "nul_byte": ("the file contains a NUL byte, so it is not text", "文件中有空字节（NUL），不是文本文件"),
    "control_character": ("this control character is not allowed in text", "文本中不能有这种控制字符"),
    "empty": ("the file is empty", "文件是空的"),
    "null": ("the file holds nothing but null", "文件里只有空值（null）"),
    "scalar": ("the file holds a single value, not a scenario", "文件里只有一个值，不是情景"),
    "list_at_top": ("the file is a list, not a scenario", "文件最外层是列表，不是情景"),
    "several_documents": ("the file holds more than one YAML document", "文件里不止一个 YAML 文档"),
    "not_yaml": ("this is not valid YAML: {problem}", "不是合法的 YAML：{problem}"),
    # YAML that is legal and not accepted
    "unknown_tag": ("YAML tags like this one are not accepted", "不接受这样的 YAML 标签"),
    "unknown_alias": ("this alias refers to an anchor that is not defined", "这个别名引用的锚点没有定义"),
    "alias_circle": ("this alias contains itself", "这个别名包含了它自身"),
    "alias_explosion": (
        "the file unfolds to too many values (aliases counted each time they are used)",
        "文件展开后的数值过多（别名每引用一次计一次）",
    ),
    "too_many_values": ("the file holds too many values", "文件中的数值过多"),
    "merge_key": ("the merge key << is not accepted; use extends", "不接受合并键 <<；请改用 extends"),
    "too_deep": ("the nesting is too deep", "嵌套层次过深"),
    "duplicate_key": (
        "this field is written twice; the first time is in line {first}",
        "这个字段写了两次，第一次在第 {first} 行",
    ),
    "wide_indent": (
        "the space before this field does not indent it, so YAML takes it for part of the name",
        "这个字段前面的空格不起缩进作用，YAML 把它当成了字段名的一部分",
    ),
    "key_not_string": ("the name of a field must be text", "字段名必须是文字"),
    "leading_zero": ("a number with a leading zero can be read in two ways", "以 0 开头的数字有两种读法"),
    "not_finite": ("this must be an ordinary, finite number", "必须是普通的有限数值"),
    "long_number": ("this number has too many digits", "数字位数过多"),
    # values
    "unknown_key": ("there is no such field here", "此处没有这个字段"),
    "missing": ("this field is required and is not given", "缺少必填字段"),
    "null_value": (
        "null is no value here; leave the field out, and its default holds (or what a file says that is extended)",
        "这里不能写空值（null）；不写这一项，即取默认值（有 extends 时取被继承文件的值）",
    ),
    "wrong_type": ("this value is of the wrong type", "值的类型不对"),
    "out_of_range": ("this number is out of range", "数值超出允许范围"),
    "not_a_choice": ("this is not one of the values that can be chosen", "不在可选值之列"),
    "wrong_length": ("this has the wrong length", "长度或个数不符"),
    "wrong_form": ("this text does not have the right form", "文字格式不对"),
    "refused": ("this is not accepted: {message}", "不被接受：{message}"),
    # between fields
    "shares_sum": ("shares must sum to one", "各份额之和必须等于 1"),
    "no_organisations": ("there is no organisation at all", "一个组织也没有"),
    "unknown_tie": ("there is no other organisation of this name", "没有这个名称的其他组织"),
    "unknown_owner": ("there is no such line organisation", "没有这个条上单位"),
    "area_or_owner": ("a need has either an area or an owner", "需求要么写明居民区（area），要么写明单位（owner）"),
    "unknown_area": ("there is no such area", "没有这个区域"),
    "shares_do_not_sum": ("these shares do not add up", "份额之和不对"),
    "empty_list": ("the list is empty", "列表是空的"),
    "full_street": ("this street has more areas than can be told apart", "该街道的居民区过多，无法逐一区分"),
    "name_twice": ("this name is used twice", "名称重复"),
    "nothing_two_sided": (
        "no need can take both kinds, as neither kind holds anything that the other lacks",
        "没有需求必须由条块双方共同满足，因为双方所有的资源和职能没有互补",
    ),
    "above_limit": ("this is above the limit that stands beside it", "超过了与之并列的上限"),
    # extends
    "extends_circle": ("extends goes in a circle: {chain}", "extends 形成循环：{chain}"),
    "extends_outside": (
        "extends may not leave the folder of the file that says it",
        "extends 不能指向本文件所在文件夹以外",
    ),
    "extends_missing": (
        "there is no shipped scenario and no file of this name to extend",
        "没有可供 extends 引用的同名内置情景或文件",
    ),
    "extends_too_deep": ("too many files extend one another: {chain}", "extends 层数过多：{chain}"),
    # files of one's own
    "use_outside": (
        "a file of one's own must lie in the folder of the file that names it, or below",
        "自编文件必须放在引用它的文件所在的文件夹或其下级",
    ),
    "use_missing": ("there is no such file", "没有这个文件"),
    "use_raises": ("{file} cannot be run: {error}", "{file} 无法运行：{error}"),
    "use_nothing": (
        "{file} declares no mechanism, lever, column or phase",
        "{file} 没有声明任何机制、杠杆、变量或阶段",
    ),
    "use_clash": ("{file} declares a name that is taken", "{file} 声明的名称已被占用"),
    "use_unknown": (
        "the phase {phase} of {file} names a {part} that there is not",
        "{file} 的阶段 {phase} 提到了不存在的{part}",
    ),
    "use_unwritable": (
        "the phase {phase} of {file} may not write this column",
        "{file} 的阶段 {phase} 不能写入这个变量",
    ),
    # --set
    "set_without_value": ("--set needs a field, an equals sign and a value", "--set 须写成“字段=值”"),
    "set_path": ("this is not the path of a field", "这不是合法的字段路径"),
    "only_in_a_file": ("this can only be written in a file", "这一项只能写在文件里"),
    "index_out_of_range": ("the list has no such entry", "列表中没有这一项"),
    "more_faults": ("and at least {count} more faults", "此外至少还有 {count} 处错误"),
    # sentences that help
    "hint.gbk": (
        "It was probably saved as GBK (GB18030): save it again as UTF-8.",
        "很可能是以 GBK（GB18030）编码保存的：请另存为 UTF-8。",
    ),
    "hint.save_utf8": ("Save it again as UTF-8.", "请另存为 UTF-8。"),
    "hint.fullwidth_colon": (
        "Line {hint_line} has a full-width colon ：; YAML needs : and a space.",
        "第 {hint_line} 行用了全角冒号“：”；YAML 要用半角冒号加空格。",
    ),
    "hint.fullwidth_comma": (
        "Line {hint_line} has a full-width comma ，; within {{ }} and [ ] YAML needs , and a space.",
        "第 {hint_line} 行用了全角逗号“，”；花括号、方括号里各项之间，YAML 要用半角逗号加空格。",
    ),
    "hint.wide_indent": (
        "Line {hint_line} is indented with a full-width space; use ordinary spaces.",
        "第 {hint_line} 行用全角空格缩进；请改用半角空格。",
    ),
    "hint.colon_space": (
        "Line {hint_line} has no space after its colon: YAML needs : and a space.",
        "第 {hint_line} 行冒号后面没有空格；YAML 要用半角冒号加空格。",
    ),
    "hint.tab": ("Indent with spaces, not with tabs.", "缩进请用空格，不要用制表符（Tab）。"),
    "hint.colon": (
        "With a colon it is text (a time of day, say), not a number.",
        "带冒号的写法是文字（如钟点），不是数字。",
    ),
    "hint.quotes": ("In quotes it is text: take the quotes away.", "加了引号就是文字：请去掉引号。"),
    "hint.separators": (
        "Write numbers without separators and with a decimal point: 1000, 0.5.",
        "数字不加分隔符，小数点用“.”：如 1000、0.5。",
    ),
    "hint.percent": ("Write 50% as 0.5.", "50% 请写成 0.5。"),
    "hint.yes_no": ("Write true or false.", "请写 true 或 false。"),
    "hint.whole": ("Write it without a decimal point or exponent.", "请去掉小数点或指数。"),
    "hint.quote_key": ("Put it in quotes if it is meant as a name.", "如果确实是名称，请加引号。"),
    "hint.leading_zero": (
        "Write it without the zero, or in quotes if it is text.",
        "请去掉开头的 0；如果是文字，请加引号。",
    ),
    # phrases: what was found
    "say.nothing": ("nothing", "空"),
    "say.empty_list": ("an empty list", "空列表"),
    "say.one_area": ("at least one area", "至少一个居民区"),
    "say.one_organisation": ("at least one organisation", "至少一个组织"),
    "say.once": ("a name used once", "不重复的名称"),
    "say.no_line": ("no line organisation is listed under organisations", "organisations 下没有条上单位"),
    "say.different": ("at most {count}, all different", "至多 {count} 项，互不相同"),
    "say.no_area": ("no area is named: list them under areas", "还没有任何居民区：请在 areas 下列出"),
    "say.none_of_type": ("there is no organisation of type {type}", "没有 {type} 这类组织"),
    "say.field_is": ("{field} is {value}", "{field} 为 {value}"),
    "say.are_listed": ("{field} are listed one by one", "{field} 已逐一列出"),
    "say.null": ("null", "空值（null）"),
    "say.text": ('text "{text}"', "文字“{text}”"),
    "say.a_list": ("a list of length {count}", "含 {count} 项的列表"),
    "say.a_section": ("a section with the fields: {names}", "含字段 {names} 的一节"),
    "say.an_empty_section": ("an empty section", "空的一节"),
    "say.and_more": ("{names} and {count} more", "{names} 等（另有 {count} 个）"),
    "say.bytes": ("{count} bytes", "{count} 字节"),
    "say.byte": ("byte {byte}", "字节 {byte}"),
    "say.documents": ("a second document", "第二个文档"),
    "say.alias": ("alias *{name}", "别名 *{name}"),
    "say.tag": ("tag {tag}", "标签 {tag}"),
    "say.a_key_section": ("a list or section as a name", "以列表或一节作字段名"),
    "say.phase": ("phase", "阶段"),
    "say.column": ("column", "变量"),
    "say.lever": ("lever", "杠杆"),
    # phrases: what is allowed
    "say.a_number": ("a number", "数字"),
    "say.a_whole_number": ("a whole number", "整数"),
    "say.finite_number": ("an ordinary number, not NaN or infinity", "普通数值，不能是 NaN 或无穷大"),
    "say.short_number": ("a number of at most {count} digits", "不超过 {count} 位的数字"),
    "say.range": ("{noun} from {low} to {high}", "{low} 到 {high} 之间的{noun}"),
    "say.bounded": ("{noun} {bounds}", "{bounds} 的{noun}"),
    "say.at_least": ("of at least {low}", "不小于 {low}"),
    "say.above": ("above {low}", "大于 {low}"),
    "say.at_most": ("of at most {high}", "不大于 {high}"),
    "say.below": ("below {high}", "小于 {high}"),
    "say.both": ("{low} and {high}", "{low} 且{high}"),
    "say.multiple": ("{noun} that is a multiple of {step}", "{step} 的整数倍（{noun}）"),
    "say.one_of": ("one of: {names}", "以下之一：{names}"),
    "say.true_false": ("true or false", "true 或 false"),
    "say.some_text": ("text", "文字"),
    "say.text_form": ("text of the form {pattern}", "符合 {pattern} 的文字"),
    "say.a_date": ("a date like 2020-12-31", "日期，如 2020-12-31"),
    "say.list_of": ("a list, each entry {item}", "列表，各项：{item}"),
    "say.map_of": ("a section of names, each with {item}", "以名称为键的一节，各项：{item}"),
    "say.length_from": ("{noun} (length at least {low})", "{noun}（长度或个数至少 {low}）"),
    "say.length_to": ("{noun} (length at most {high})", "{noun}（长度或个数至多 {high}）"),
    "say.length_between": ("{noun} (length {low} to {high})", "{noun}（长度或个数 {low} 到 {high}）"),
    "say.length": ("{noun} (length {low})", "{noun}（长度或个数为 {low}）"),
    "say.section": ("a section with fields", "含字段的一节"),
    "say.or": ("{one} or {other}", "{one}，或{other}"),
    "say.value": ("another value", "其他值"),
    "say.no_fields": ("no fields: this is a single value", "没有下级字段：这是单个值"),
    "say.no_index": ("a name, not a number in brackets: this is no list", "字段名，不是序号：这不是列表"),
    "say.an_index": ("an index from 0 to {last}", "0 到 {last} 的序号"),
    "say.no_entries": ("none: the list is empty", "无：列表是空的"),
    "say.field_value": ("field=value, for example months=24", "字段=值，例如 months=24"),
    "say.field_path": (
        "names joined by dots, list entries in brackets: organisations[0].hours",
        "用点连接的字段名，列表项用方括号：organisations[0].hours",
    ),
    "say.utf8": ("UTF-8 text", "UTF-8 文本"),
    "say.a_scenario": ("one section of fields, such as months: 60", "由字段组成的一节，例如 months: 60"),
    "say.one_document": ("one document", "一个文档"),
    "say.core_tags": ("no tag, or one of: {names}", "不写标签，或写以下之一：{names}"),
    "say.at_most_count": ("at most {count}", "至多 {count}"),
    "say.scenario_or_path": (
        "one of: {names}; a case (list --cases); or the path of a file",
        "以下之一：{names}；案例（list --cases）；或文件路径",
    ),
    "say.a_path": ("the path of a scenario file", "情景文件的路径"),
    "say.beside": (
        "a shipped scenario ({names}) or a file in the same folder or below it",
        "内置情景（{names}），或同一文件夹及其下级的文件",
    ),
}

Rule = Callable[[str], Any]


class Phrase(str):
    """A few words that can be said in every language; taken as plain text it is English.

    Parameters
    ----------
    key : str
        Key in `FAULT_WORDS`.
    **parts
        What goes into its placeholders: text, another phrase, a number, or a list of those.
    """

    key: str
    parts: Mapping[str, object]

    def __new__(cls, key: str, **parts: object) -> Phrase:
        phrase = super().__new__(cls, _fill(key, parts, "en"))
        phrase.key, phrase.parts = key, parts
        return phrase

    def say(self, lang: str) -> str:
        """Return the phrase in a language (``"en"`` or ``"zh"``)."""
        return _fill(self.key, self.parts, lang)

    def __reduce__(self) -> tuple[Any, ...]:  # a str subclass would lose its parts on the way to a worker
        return _phrase, (self.key, dict(self.parts))


def _phrase(key: str, parts: dict[str, object]) -> Phrase:
    return Phrase(key, **parts)


def _fill(key: str, parts: Mapping[str, object], lang: str) -> str:
    return FAULT_WORDS[key][LANGUAGES[lang]].format(**{name: say(part, lang) for name, part in parts.items()})


def say(part: object, lang: str) -> str:
    """Say a phrase, a plain text, a number or a list of them in a language."""
    if isinstance(part, Phrase):
        return part.say(lang)
    if isinstance(part, (list, tuple)):
        return FAULT_WORDS["frame.comma"][LANGUAGES[lang]].join(say(inner, lang) for inner in part)
    return str(part)


def clip(text: object, length: int = 60) -> str:
    """Make text fit for one line of a message: escapes what does not print, cuts out the middle."""
    whole = str(text)
    if len(whole) > length:
        tail = length // 4
        whole = f"{whole[: length - tail - 1]}…{whole[-tail:]}"
    if whole.isprintable():
        return whole
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "backslashreplace").decode() for c in whole)


def names(items: Iterable[object], most: int = 12) -> object:
    """List names for a message, the first few of them."""
    shown = [clip(item) for item in items]
    if len(shown) <= most:
        return tuple(shown)
    return Phrase("say.and_more", names=tuple(shown[:most]), count=len(shown) - most)


def found(value: object) -> str:
    """Say what a value is, so that `5`, `"5"` and `true` look different."""
    if value is None:
        return Phrase("say.null")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return Phrase("say.text", text=clip(value))
    if isinstance(value, Mapping):
        return Phrase("say.a_section", names=names(value, 6)) if value else Phrase("say.an_empty_section")
    if isinstance(value, Sequence):
        return Phrase("say.a_list", count=len(value))
    return clip(value)


def number(value: Any) -> str:
    """Write a bound the short way: 1, not 1.0."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def sized(noun: str, rule: Rule) -> str:
    """Say how long something may be."""
    low, high = rule("min_length"), rule("max_length")
    if low is None and high is None:
        return noun
    kind = "to" if low is None else "from" if high is None else "between" if low != high else ""
    return Phrase(f"say.length_{kind}".rstrip("_"), noun=noun, low=str(low), high=str(high))


def ranged(noun: str, rule: Rule) -> str:
    """Say between which bounds a number may be; `rule` gives a bound by its name, or None."""
    ge, gt, le, lt, step = (rule(name) for name in ("ge", "gt", "le", "lt", "multiple_of"))
    if step is not None:
        noun = Phrase("say.multiple", noun=noun, step=number(step))
    if ge is not None and le is not None:
        return Phrase("say.range", noun=noun, low=number(ge), high=number(le))
    bounds = [Phrase("say.at_least", low=number(ge))] if ge is not None else []
    bounds += [Phrase("say.above", low=number(gt))] if gt is not None else []
    bounds += [Phrase("say.at_most", high=number(le))] if le is not None else []
    bounds += [Phrase("say.below", high=number(lt))] if lt is not None else []
    if not bounds:
        return noun
    text = Phrase("say.both", low=bounds[0], high=bounds[1]) if len(bounds) > 1 else bounds[0]
    return Phrase("say.bounded", noun=noun, bounds=text)
