"""How a parameter is declared: default, range, unit, meaning and where it comes from."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from .trees import merged

Source = Literal["article", "literature", "assumed"]


class Section(BaseModel):
    """A part of a scenario: unknown keys and loose types are errors; values never change."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _keep_defaults_of_the_place(cls, data: Any) -> Any:
        """Let a part that is stated in part keep the rest of *its* defaults, not those of its class.

        ``types.agency: {hours: 60}`` changes an agency's hours and nothing else of an agency.
        """
        if not isinstance(data, dict):
            return data
        full = dict(data)
        for name, field in cls.model_fields.items():
            if isinstance(field.default, Section) and isinstance(data.get(name), dict):
                full[name] = merged(field.default.model_dump(), data[name])
        return full


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
        Provenance of the *default*.
    reference : str
        The work, for ``literature``.
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
    """Declare a share or chance from 0 to 1.

    Parameters
    ----------
    default : float
        What holds where a scenario says nothing.
    meaning : str
        One line for the parameter table.
    **more
        As for `parameter`.
    """
    return parameter(default, meaning, low=0.0, high=1.0, **more)
