"""Records of evaluation runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.datasets.split import Split
from core.experiments.pairwise import Order, PairVerdict, Preference, combine
from core.experiments.variant import Variant


class CaseStatus(StrEnum):
    """Status of a case; one that waits may be worked at this moment."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What a run is expected to cost."""

    usd_per_case: tuple[float | None, ...]
    """By variant; None if a price is not known."""
    basis: str
    """What the expectation comes from, as a sentence."""
    usd_per_pair: float | None = 0.0
    """Of a comparison of two texts in both orders; 0 if none is asked for."""

    def usd(self, items: int) -> float | None:
        """Return the cost of all cases and pairs of so many items; None if a price is not known."""
        parts = (*self.usd_per_case, *[self.usd_per_pair] * (len(self.usd_per_case) - 1))
        known = [usd for usd in parts if usd is not None]
        return items * sum(known) if len(known) == len(parts) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationRun:
    """A pass over the items of a version of a dataset, by every variant."""

    id: str
    version_id: str
    dataset_id: str
    dataset: str
    """Name of the dataset."""
    number: int
    """Number of the version."""
    split: Split | None
    variants: tuple[Variant, ...]
    """The baseline first."""
    judge: str
    """Key of the model that scores all variants."""
    items: int
    budget_usd: float | None
    forecast: Forecast
    note: str
    sample: bool
    replay: bool
    """True if it decides whether its second variant may meet people."""
    created_at: datetime
    cancelled_at: datetime | None
    pairwise: bool = False
    """True if the judge also compares both texts of each item, in both orders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvaluationRun:
    """A run to add, with one case for each item and variant."""

    id: str
    version_id: str
    split: Split | None
    variants: tuple[Variant, ...]
    judge: str
    budget_usd: float | None
    forecast: Forecast
    note: str
    sample: bool
    created_by: str
    created_at: datetime
    cases: Sequence["NewCase"]
    replay: bool = False
    pairs: Sequence["NewPair"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """A case to add, with the goal whose deletion removes what is written for it."""

    item_id: str
    goal_id: str | None
    variant: int
    run_id: str
    trace_id: str
    root_span_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPair:
    """A pair to add: what a variant wrote for an item against what the first one wrote."""

    item_id: str
    variant: int
    run_id: str
    trace_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """What a judge preferred of two texts, by the order in which it saw them."""

    item_id: str
    variant: int
    run_id: str
    trace_id: str
    status: CaseStatus
    error: str | None
    orders: Mapping[Order, Preference]
    cost_usd: float | None
    unpriced: bool

    @property
    def verdict(self) -> PairVerdict | None:
        """Return what both orders say; None until both are known."""
        if self.status is not CaseStatus.DONE or len(self.orders) < len(Order):
            return None
        return combine(self.orders[Order.BASELINE_FIRST], self.orders[Order.VARIANT_FIRST])


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """What one variant did with one item."""

    item_id: str
    variant: int
    run_id: str
    trace_id: str
    status: CaseStatus
    error: str | None
    scores: Mapping[str, float | None]
    answers: Mapping[str, bool | None]
    cost_usd: float | None
    unpriced: bool
    duration_us: int | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedCase:
    """How the run of a case has ended."""

    run_id: str
    status: CaseStatus
    error: str | None
    duration_us: int | None
    at: datetime
