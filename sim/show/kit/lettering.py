"""How figures are lettered: a font that comes with the program, and settings that are nobody else's.

Chinese renders on a machine without Chinese fonts. What the font lacks is looked for in the fonts of the system; what
they lack too is named to the user, and never left to be seen as a box. The user's own matplotlib settings are neither
used nor changed.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

FONT = Path(__file__).parent / "fonts" / "QuyuhuaSansSC.otf"
FAMILY = "Quyuhua Sans SC"
_INVISIBLE = frozenset("\n\u00a0\u200b")

INK, SOFT, FAINT = "#1a1a1a", "#5c5c5c", "#d9d9d9"
_SETTINGS: Any = {
    "font.size": 9.0,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.labelsize": 9.0,
    "axes.titlesize": 9.5,
    "axes.titlelocation": "left",
    "axes.edgecolor": SOFT,
    "axes.linewidth": 0.7,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "axes.axisbelow": True,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "grid.color": FAINT,
    "grid.linewidth": 0.6,
    "hatch.linewidth": 0.7,
    "lines.linewidth": 1.4,
    "patch.linewidth": 0.7,
    "text.parse_math": False,  # a dollar in a name is a dollar
    "svg.fonttype": "path",
    "svg.hashsalt": "quyuhua",
    "savefig.dpi": 200,
}

# The ids of an SVG are digests of arrays as NumPy prints them.
_PRINTED: Any = {
    "precision": 8, "threshold": 1000, "edgeitems": 3, "linewidth": 75, "suppress": False, "nanstr": "nan",
    "infstr": "inf", "formatter": None, "sign": "-", "floatmode": "maxprec", "legacy": False,
}  # fmt: skip

_ONE_DRAWS = threading.RLock()  # settings are those of the process: who leaves first would change the other's


class Lettering:
    """The fonts for some text, and the characters that no font has."""

    def __init__(self, text: str) -> None:
        _register()
        wanted = set(text) - _INVISIBLE - _covered(str(FONT), 0)
        self.families = [FAMILY]
        for family, path, index in _system() if wanted else ():
            covered = wanted & _covered(path, index)
            if covered:
                self.families.append(family)
                wanted -= covered
            if not wanted:
                break
        self.missing = "".join(sorted(wanted))

    @contextmanager
    def used(self) -> Iterator[None]:
        """Draw with these fonts and our settings; the user's are back afterwards."""
        with _ONE_DRAWS, matplotlib.rc_context(), np.printoptions(**_PRINTED), warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Glyph .* missing from")  # said by us, in the user's language
            matplotlib.rcdefaults()
            matplotlib.rcParams.update({**_SETTINGS, "font.family": self.families})
            yield


@cache
def _register() -> None:
    font_manager.fontManager.addfont(str(FONT))


@cache
def _covered(path: str, index: int) -> frozenset[str]:
    try:
        font = FT2Font(path, face_index=index) if index else FT2Font(path)
        return frozenset(map(chr, font.get_charmap()))
    except (OSError, RuntimeError, TypeError):  # no font that can be read, or a matplotlib that reads first faces only
        return frozenset()


def _system() -> list[tuple[str, str, int]]:
    """Return family, file and face of the fonts there are, upright and regular ones, those for Chinese first."""
    chinese = ("cjk", "hei", "song", "kai", "ming", "yahei", "pingfang", "wenquanyi", "fang")
    boxes = "last resort"  # a font of boxes, which says that it has everything
    entries = [
        (face.name, face.fname, getattr(face, "index", 0))
        for face in font_manager.fontManager.ttflist
        if face.style == "normal"
        and str(face.weight) in ("400", "normal", "regular")
        and face.name != FAMILY
        and boxes not in face.name.lower()
    ]
    return sorted(entries, key=lambda font: (not any(word in font[0].lower() for word in chinese), font))
