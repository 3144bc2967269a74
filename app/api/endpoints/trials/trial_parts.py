"""The parts of a trial as JSON: evidence, guardrails, secondary measures, arms and means."""

from pydantic import BaseModel, Field

from core.precision import Figure
from core.usecases.trials.list_trials import (
    ArmMeans,
    Evidence,
    Finding,
    Guardrail,
    Moments,
    People,
    Unit,
)


class EvidenceJson(BaseModel):
    """A difference, candidate less champion, with the range that holds at all times at once."""

    n: int = Field(description="People whose outcome is known")
    difference: Figure | None
    low: Figure
    high: Figure
    for_candidate: Figure = Field(description="E-value; decided at 40")
    for_champion: Figure


class GuardrailJson(EvidenceJson):
    """What must not get worse. More is better, so cost and time are weighed as negative numbers."""

    unit: Unit
    margin: Figure = Field(description="The loss that is accepted")
    worse: bool = Field(description="true rejects the candidate")


class SecondaryJson(EvidenceJson):
    """A measure beside the one that decides, which decides nothing."""

    name: str
    label: str
    e_value: Figure = Field(description="Of a difference, in either direction")
    differs: bool = Field(description="By e-BH over all measures, at 5 %")


class ArmsJson(BaseModel):
    """People at one share of the candidate."""

    share: Figure
    champion: int
    candidate: int


class MeanJson(BaseModel):
    """A mean of one arm with its 95 % interval at this look; each person's first run counts."""

    n: int
    mean: Figure | None
    low: Figure | None = Field(description="null below two runs")
    high: Figure | None


class BesideJson(BaseModel):
    """A figure of both arms. A tie goes to the arm that costs less."""

    champion: MeanJson
    candidate: MeanJson
    difference: Figure | None = Field(description="Candidate less champion")
    low: Figure | None
    high: Figure | None


def evidence_json(one: Evidence) -> EvidenceJson:
    """Return evidence as JSON."""
    return EvidenceJson(
        n=one.n,
        difference=one.difference,
        low=one.low,
        high=one.high,
        for_candidate=one.for_candidate,
        for_champion=one.for_champion,
    )


def guardrail_json(one: Guardrail, found: Evidence) -> GuardrailJson:
    """Return a guardrail and its evidence as JSON."""
    return GuardrailJson(
        **evidence_json(found).model_dump(),
        unit=one.unit,
        margin=one.margin,
        worse=one.is_broken(found),
    )


def secondary_json(one: Finding) -> SecondaryJson:
    """Return a secondary measure as JSON."""
    return SecondaryJson(
        **evidence_json(one.evidence).model_dump(),
        name=one.measure.scale.name,
        label=one.measure.label,
        e_value=one.e_value,
        differs=one.differs,
    )


def beside_json(one: ArmMeans) -> BesideJson:
    """Return a figure of both arms as JSON."""
    interval = one.interval
    return BesideJson(
        champion=_mean(one.champion),
        candidate=_mean(one.candidate),
        difference=one.difference,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
    )


def _mean(one: Moments) -> MeanJson:
    interval = one.interval
    return MeanJson(
        n=one.n,
        mean=one.mean,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
    )


def arms_json(each: People) -> ArmsJson:
    """Return the people of both arms as JSON."""
    return ArmsJson(share=each.share, champion=each.champion, candidate=each.candidate)
