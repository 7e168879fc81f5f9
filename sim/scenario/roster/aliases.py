"""Names as they are told and as they are written: 枫林居民区 for 枫林居委会, 滨江1居 for 滨江一居."""

from __future__ import annotations

import re

from . import cells

_PARTY = re.compile(r"(党组织|党总支|党支部|党委|联合|总支|支部)$")
_AREA = re.compile(r"(居民区|居民委员会|居委会|居委|村民委员会|村委会|社区|小区|residential ?area|committee)$")
_DIGITS = str.maketrans("0123456789", "零一二三四五六七八九")


def core(name: str) -> str:
    """Return what is left of a name without the words for its kind; its digits are Chinese."""
    text = cells.same(name).translate(_DIGITS)
    for words in (_PARTY, _PARTY, _AREA):
        shorter = words.sub("", text)
        text = shorter if len(shorter) > 1 else text
    return text


class Names:
    """Names that there are, by number: one is known as it is written, or by its core where only one has it."""

    def __init__(self) -> None:
        self.exact: dict[str, int] = {}
        self.cores: dict[str, set[int]] = {}

    def add(self, name: str, number: int) -> None:
        """Add a name."""
        self.exact[cells.same(name)] = number
        self.cores.setdefault(core(name), set()).add(number)

    def find(self, name: str) -> tuple[int | None, bool]:
        """Return the number of a name, and whether it was known by its core only."""
        number = self.exact.get(cells.same(name))
        if number is not None:
            return number, False
        alike = self.cores.get(core(name), set())
        return (next(iter(alike)), True) if len(alike) == 1 else (None, False)
