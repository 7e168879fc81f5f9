"""What goes into the folder of a run: data first, then what is made to be read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sim.questions.answers import Verdict

from ..kit.files import Files
from ..kit.manifest import NAME as MANIFEST
from .tables import tables


def files(verdict: Verdict, described: Mapping[str, Any], lang: str, *, with_report: bool) -> Files:
    """Make the files of a run.

    Parameters
    ----------
    verdict : Verdict
        The answer.
    described : mapping
        Its manifest.
    lang : {"en", "zh"}
        Language of report and figures; no other file depends on it.
    with_report : bool
        Whether to make report, figures and workbook too; nothing heavy is imported without them.
    """
    data = {
        "results.json": (json.dumps(verdict.to_json(), indent=2, allow_nan=False) + "\n").encode(),
        **tables(verdict),
    }
    manifest = {MANIFEST: (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()}
    if not with_report:
        return Files({**data, **manifest})
    from ..kit.workbook import NAME as WORKBOOK
    from ..kit.workbook import workbook
    from .page import report
    from .pictures import draw

    pictures = draw(verdict, lang)
    beside = {WORKBOOK: workbook(verdict), **data, **pictures.files(lang), **manifest}
    page = report(
        verdict,
        pictures.pictures,
        lang,
        by_precision=described["replications"]["asked"] == "auto",
        command=described["command"],
        versions=described["versions"],
        files=list(beside),
    )
    return Files({"report.html": page, **beside}, pictures.missing)
