"""What goes into the folder of a comparison: data first, then what is made to be read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sim.questions.compare import Compared

from ..kit.manifest import NAME as MANIFEST
from ..verdict.files import Written
from .tables import comparison_tables
from .words import comparison_data


def written(compared: Compared, described: Mapping[str, Any], lang: str, *, with_report: bool) -> Written:
    """Make the files of a comparison; parameters as for `sim.show.verdict.files.written`."""
    data = {
        "comparison.json": (json.dumps(comparison_data(compared), indent=2, allow_nan=False) + "\n").encode(),
        **comparison_tables(compared),
    }
    manifest = {MANIFEST: (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()}
    if not with_report:
        return Written({**data, **manifest})
    from ..kit.workbook import NAME_OF_COMPARISON, workbook_of_comparison
    from .page import comparison_report
    from .pictures import draw_comparison

    drawn = draw_comparison(compared, lang)
    beside = {NAME_OF_COMPARISON: workbook_of_comparison(compared, lang), **data, **drawn.files(lang), **manifest}
    page = comparison_report(
        compared,
        drawn.pictures,
        lang,
        command=described["command"],
        versions=described["versions"],
        files=list(beside),
    )
    return Written({"compare.html": page, **beside}, drawn.missing)
