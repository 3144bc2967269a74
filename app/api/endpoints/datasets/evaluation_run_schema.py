"""Schemas of evaluation runs: their progress, and what they show."""

from datetime import datetime

from pydantic import BaseModel, Field

from core.precision import Figure
from core.usecases.datasets.list_datasets import Split


class EvaluatedVariant(BaseModel):
    """Everything that decides what a variant writes."""

    label: str
    model: str
    prompts: dict[str, int] = Field(description="Version of every prompt, by its name")


class EvaluationProgress(BaseModel):
    """Cases by status; a failed one has no score."""

    waiting: int = Field(description="Those that a worker has claimed are among them")
    done: int
    failed: int
    cancelled: int
    running: int
    spent_usd: Figure
    unpriced: int = Field(description="Cases of which a part of the cost is not known")


class EvaluationRun(BaseModel):
    """A pass over a version of a dataset."""

    id: str
    dataset: str
    version: int
    split: Split | None
    variants: list[EvaluatedVariant]
    judge: str
    note: str
    budget_usd: Figure | None
    forecast_usd: Figure | None
    forecast_basis: str
    progress: EvaluationProgress
    created_at: datetime
    cancelled_at: datetime | None


class EvaluationRunList(BaseModel):
    """The newest runs first."""

    evaluation_runs: list[EvaluationRun]


class PairedFigure(BaseModel):
    """A figure of both on the items where both are known; the interval is one of 95 %."""

    n: int
    before: Figure
    after: Figure
    difference: Figure
    low: Figure
    high: Figure


class PairedItem(BaseModel):
    """The overall scores of one item."""

    item_id: str
    before: Figure
    after: Figure
    trace_before: str | None
    trace_after: str | None


class VariantComparison(BaseModel):
    """A variant against the first one."""

    variant: str
    pairs: int
    unpaired: int = Field(description="Items of which one side failed, is unscored or not finished")
    scores: dict[str, PairedFigure] = Field(description="Overall and by dimension, 0-10")
    answers: dict[str, PairedFigure] = Field(description="Share of yes by rubric item")
    cost_usd: PairedFigure | None
    seconds: PairedFigure | None
    worst: list[PairedItem]
    best: list[PairedItem]


class VariantResult(BaseModel):
    """What became of the cases of a variant."""

    label: str
    model: str
    done: int
    unscored: int
    failed: int
    waiting: int
    spent_usd: Figure
    unpriced: int
    errors: dict[str, int]


class EvaluationResult(EvaluationRun):
    """A run with what it shows until now."""

    items: int
    totals: list[VariantResult]
    comparisons: list[VariantComparison]
    opik_address: str | None = Field(
        description="The page of Opik that compares its experiments; null if it was not sent there"
    )
