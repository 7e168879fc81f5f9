"""How a parameter is declared: default, range, unit, meaning and where it comes from."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, model_validator

from .trees import merged

Source = Literal["article", "literature", "assumed"]
Scale = Literal["linear", "log", "elasticity"]
Apart = Literal["", "weight", "sum", "reading", "definition", "extent", "luck"]


class Plausible(NamedTuple):
    """A range that values may be drawn from: where they lie in any district, not where the model can be computed.

    The argument for each, in a line, stands in `sim.words.plausible`.

    Attributes
    ----------
    low, high : float
        Its ends, in the unit of the parameter.
    scale : {"linear", "log", "elasticity"}
        What is drawn evenly: the value, its logarithm, or, of a CES exponent ρ, the logarithm of the elasticity of
        substitution 1/(1-ρ).
    source : {"article", "literature", "assumed"}
        Where the range comes from.
    """

    low: float
    high: float
    scale: Scale = "linear"
    source: Source = "assumed"


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
    plausible: tuple[float, float] | tuple[float, float, Scale] | tuple[float, float, Scale, Source] | None = None,
    apart: Apart = "",
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
    plausible : tuple, optional
        The range that values may be drawn from, where there is an argument for one: what `Plausible` is made of.
    apart : str
        Why it is not to be drawn alone: a ``weight`` of which only ratios count, part of a ``sum``; or not at all: how
        numbers are read (``reading``), what a unit is (``definition``), how long is looked (``extent``), ``luck``.
    """
    stated = {"unit": unit, "source": source, "reference": reference, "article": article, "apart": apart}
    return Field(
        default=default,
        ge=low,
        le=high,
        description=meaning,
        json_schema_extra={**stated, "plausible": list(plausible) if plausible else None},
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
