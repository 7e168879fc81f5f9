"""Bad input that is no fault of a scenario: a command line, an output folder, a manifest."""

from __future__ import annotations

import errno

from .catalogue import CATALOGUE, say


class Refusal(Exception):  # noqa: N818 - as one says it: raise Refusal(...)
    """Something asked for cannot be done; nothing has been computed or written.

    Parameters
    ----------
    key : str
        Of the catalogue.
    **fields
        What goes into its placeholders. A field that is itself a Refusal is said in the same language.
    """

    def __init__(self, key: str, **fields: object) -> None:
        super().__init__(key, fields)
        self.key, self.fields = key, fields

    def message(self, lang: str) -> str:
        """Return the sentence.

        Parameters
        ----------
        lang : {"en", "zh"}
            Its language.
        """
        by_name = {
            name: part.message(lang) if isinstance(part, Refusal) else part for name, part in self.fields.items()
        }
        return say(self.key, lang, **by_name)

    def __str__(self) -> str:
        return self.message("en")


def reason(error: Exception) -> Refusal | str:
    """Return what the system says was wrong, in the user's language where it is one of the common things."""
    key = f"reason.{errno.errorcode.get(getattr(error, 'errno', None) or 0)}"
    return Refusal(key) if key in CATALOGUE else getattr(error, "strerror", None) or str(error)
