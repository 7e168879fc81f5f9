"""What goes into the folder of a comparison: data first, then what is made to be read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sim.questions.compare import Compared

from ..kit.files import Files
from ..kit.manifest import NAME as MANIFEST
from .tables import comparison_tables
from .words import comparison_data


def files(compared: Compared, described: Mapping[str, Any], lang: str, *, with_report: bool) -> Files:
    """Make the files of a comparison; parameters as for `sim.show.verdict.files.files`."""
    data = {
        "comparison.json": (json.dumps(comparison_data(compared), indent=2, allow_nan=False) + "\n").encode(),
        **comparison_tables(compared),
    }
    manifest = {MANIFEST: (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()}
    if not with_report:
        return Files({**data, **manifest})
    from ..kit.workbook import NAME_OF_COMPARISON, workbook_of_comparison
    from .page import comparison_report
    from .pictures import draw_comparison

    pictures = draw_comparison(compared, lang)
    beside = {NAME_OF_COMPARISON: workbook_of_comparison(compared), **data, **pictures.files(lang), **manifest}
    page = comparison_report(
        compared,
        pictures.pictures,
        lang,
        command=described["command"],
        versions=described["versions"],
        files=list(beside),
    )
    return Files({"compare.html": page, **beside}, pictures.missing)
