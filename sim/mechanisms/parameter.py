"""How a parameter is declared: default, range, unit, meaning and where it comes from."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Source = Literal["article", "literature", "assumed"]


class Section(BaseModel):
    """A part of a scenario: unknown keys and loose types are errors; values never change."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


def parameter(
    default: Any,
    meaning: str,
    *,
    low: float | None = None,
    high: float | None = None,
    unit: str = "",
    source: Source = "assumed",
    reference: str = "",
    article: str = "",
) -> Any:
    """Declare one parameter of a section.

    Parameters
    ----------
    default : value
        What holds where a scenario says nothing.
    meaning : str
        One line for the parameter table.
    low, high : float, optional
        Inclusive range.
    unit : str
        Unit of the value; empty for pure numbers.
    source : {"article", "literature", "assumed"}
        Provenance of the *default*; ``reference`` names the work for ``literature``.
    article : str
        The article's own term, where it has one.
    """
    return Field(
        default=default,
        ge=low,
        le=high,
        description=meaning,
        json_schema_extra={"unit": unit, "source": source, "reference": reference, "article": article},
    )


def share(default: float, meaning: str, **more: Any) -> Any:
    """Declare a share or chance from 0 to 1."""
    return parameter(default, meaning, low=0.0, high=1.0, **more)
