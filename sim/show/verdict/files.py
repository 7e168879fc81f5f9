"""What goes into the folder of a run: data first, then what is made to be read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.questions.answers import Verdict

from ..kit.manifest import NAME as MANIFEST
from .tables import tables


@dataclass(frozen=True)
class Written:
    """Files, name → content, and the characters of the figures that no font here has."""

    files: dict[str, bytes]
    missing: str = ""


def written(
    verdict: Verdict, described: Mapping[str, Any], lang: str, *, with_report: bool, all_parameters: bool = True
) -> Written:
    """Make the files of a run.

    Parameters
    ----------
    verdict : Verdict
        The answer.
    described : mapping
        Its manifest.
    lang : {"en", "zh"}
        Language of report, figures and the first sheet of the workbook; no other file depends on it.
    with_report : bool
        Whether to make report, figures and workbook too; nothing heavy is imported without them.
    all_parameters : bool
        Whether the report has the appendix of all parameters.
    """
    data = {
        "results.json": (json.dumps(verdict.to_json(), indent=2, allow_nan=False) + "\n").encode(),
        **tables(verdict),
    }
    manifest = {MANIFEST: (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()}
    if not with_report:
        return Written({**data, **manifest})
    from ..kit.workbook import NAME as WORKBOOK
    from ..kit.workbook import workbook
    from .page import report
    from .pictures import draw

    drawn = draw(verdict, lang)
    beside = {WORKBOOK: workbook(verdict, lang), **data, **drawn.files(lang), **manifest}
    page = report(
        verdict,
        drawn.pictures,
        lang,
        by_precision=described["replications"]["asked"] == "auto",
        command=described["command"],
        versions=described["versions"],
        files=list(beside),
        all_parameters=all_parameters,
    )
    return Written({"report.html": page, **beside}, drawn.missing)
