"""Make the font of the figures: a subset of Noto Sans CJK SC Regular, for machines without Chinese fonts.

``python docs/font.py NotoSansCJK-Regular.ttc`` writes ``sim/show/kit/fonts/QuyuhuaSansSC.otf``. The source is the
collection of Debian's package fonts-noto-cjk. The same source and version of fontTools give the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection

FACE = "Noto Sans CJK SC"
FAMILY = "Quyuhua Sans SC"  # a name of its own: a system's Noto must not be taken for it
MADE = Path(__file__).resolve().parent.parent / "sim" / "show" / "fonts" / "QuyuhuaSansSC.otf"
RANGES = (
    (0x0020, 0x007E), (0x00A0, 0x017F), (0x0370, 0x03FF),  # Latin, Greek
    (0x2000, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x218F),  # punctuation, super- and subscripts, letterlike, numbers
    (0x2190, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x25FF),  # arrows, operators, in circles, boxes, shapes
    (0x3000, 0x303F), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6),  # Chinese punctuation, full width
)  # fmt: skip
NAMES = {1: FAMILY, 2: "Regular", 3: f"{FAMILY} Regular", 4: FAMILY, 6: "QuyuhuaSansSC-Regular"}
KEPT_NAMES = (0, 5, 7, 9, 10, 13, 14)  # copyright, version, makers, licence


def characters() -> Iterator[int]:
    """Yield the code points of GB 2312 and of the ranges beside it."""
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                yield ord(bytes((high, low)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    for first, last in RANGES:
        yield from range(first, last + 1)


def main(source: str) -> None:
    """Write the subset."""
    font = next(f for f in TTCollection(source, lazy=True).fonts if f["name"].getDebugName(1) == FACE)
    options = subset.Options(
        layout_features=[], hinting=False, notdef_outline=True, name_IDs=["*"], drop_tables=["vhea", "vmtx", "VORG"]
    )
    options.recalc_timestamp = False
    cut = subset.Subsetter(options)
    cut.populate(unicodes=set(characters()))
    cut.subset(font)
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in KEPT_NAMES and record.langID == 0x409]
    for number, text in NAMES.items():
        table.setName(text, number, 3, 1, 0x409)
    top = font["CFF "].cff
    top.fontNames[0] = NAMES[6]
    top.topDictIndex[0].FamilyName, top.topDictIndex[0].FullName = FAMILY, FAMILY
    font.recalcTimestamp = False
    MADE.parent.mkdir(exist_ok=True)
    font.save(MADE)
    print(f"{MADE.name}: {MADE.stat().st_size:,} bytes, {len(font.getBestCmap()):,} characters")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
