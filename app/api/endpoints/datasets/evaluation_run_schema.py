"""Schemas of evaluation runs: their progress, and what they show."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from core.precision import Figure
from core.usecases.datasets.list_datasets import Split
from core.usecases.evaluation_runs.pair_report import PairVerdict, Side


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
    pairs: int = Field(description="Comparisons of two texts; 0 if no model compares them")
    pairs_ended: int
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
    pairwise: bool = Field(description="True if the judge compares both texts of each item")
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


class PreferenceShare(BaseModel):
    """A share with its 95 % interval (Wilson)."""

    value: Figure
    low: Figure
    high: Figure


class ComparedPair(BaseModel):
    """Two texts for one item; the verdict is that of both orders together."""

    item_id: str
    verdict: PairVerdict
    trace_id: str
    baseline_first: Side
    variant_first: Side


class VariantPreferences(BaseModel):
    """How often the variant is better than the first one."""

    by: Literal["judge", "scores"] = Field(
        description="“judge”: a model compared the texts in both orders; “scores”: the overall "
        "scores differ by at least the margin, and no text was compared"
    )
    margin: Figure | None
    n: int
    wins: int
    ties: int
    losses: int
    by_order: int = Field(description="Pairs in which the two orders disagree; no verdict counts")
    waiting: int
    left_out: int
    win_share: PreferenceShare | None = Field(
        description="Of wins and losses; 0.5 is no difference"
    )
    order_share: PreferenceShare | None = Field(
        description="Of all compared pairs; of a judge only"
    )
    pairs: list[ComparedPair] = Field(description="At most 20 of each verdict")


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
    preferences: VariantPreferences


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
