"""Which language to speak."""

from __future__ import annotations

import locale
from collections.abc import Mapping

LANGUAGES = ("en", "zh")
"""In the order in which the catalogue gives them."""


def language(argument: str | None, environ: Mapping[str, str]) -> str:
    """Choose the language: ``--lang``, else the locale, else Chinese.

    Parameters
    ----------
    argument : str or None
        What ``--lang`` said; anything but a language of the catalogue is passed over.
    environ : mapping
        The environment: the first of LC_ALL, LC_MESSAGES and LANG that is set counts. Windows sets none of
        them; there the system's own locale does.

    Returns
    -------
    {"en", "zh"}
    """
    if argument in LANGUAGES:
        return argument
    place = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG")
    return "en" if (place or locale.getlocale()[0] or "").lower().startswith("en") else "zh"
