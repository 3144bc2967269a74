"""Drafts of a resolution, as a model or the offline coach returns them."""

from pydantic import Field

from core.goals.draft import Draft, Name


class MetricDraft(Draft):
    name: Name
    target: Name
    how: str = Field(description="How and how often it is measured")


class PhaseDraft(Draft):
    name: Name
    first_week: int = Field(ge=1)
    last_week: int = Field(ge=1)
    aim: str


class ChallengeDraft(Draft):
    obstacle: str
    if_then: str = Field(description="'If <situation>, then I will <action>.'")


class StrategyDraft(Draft):
    name: Name
    description: str = Field(description="What the person does, beginning with a verb")


class ResolutionDraft(Draft):
    """The resolution."""

    title: Name
    description: str
    rationale: str = Field(description="Why this should work for this person")
    smart_statement: str
    metrics: list[MetricDraft] = Field(min_length=1)
    timeline: list[PhaseDraft] = Field(min_length=1)
    challenges: list[ChallengeDraft] = Field(min_length=1)
    strategies: list[StrategyDraft] = Field(min_length=1)
