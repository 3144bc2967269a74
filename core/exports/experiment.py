"""An evaluation run or a trial as a receiver gets it: a dataset, and one experiment per variant."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentItem:
    """A goal that every variant was given."""

    id: str
    goal_id: str | None
    """The goal it was saved from, whose placeholders its text gets; None if it was imported."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentVariant:
    """What one experiment tried."""

    label: str
    model: str
    """Key of the model that wrote."""
    versions: Mapping[str, int]
    """Version of every prompt, by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentCase:
    """What one variant did with one item: the trace of that run, which has its scores."""

    item_id: str
    variant: int
    trace_id: str
    """The id of the trace at the receiver."""
    scores: Mapping[str, float]
    """Scores of 0-10 by dimension, "overall" among them; what is unscored is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentPayload:
    """An evaluation run whose cases have all ended."""

    trace_id: str
    """The id of the evaluation run, the subject under which it stands in the outbox."""
    dataset_id: str
    dataset: str
    version: int
    judge: str
    note: str
    created_at: datetime
    variants: tuple[ExperimentVariant, ...]
    items: tuple[ExperimentItem, ...]
    cases: tuple[ExperimentCase, ...]
    """Only cases that are done; one that failed has no result to compare."""

    @property
    def effective_id(self) -> str:
        return self.trace_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDeletionPayload:
    """An item of a dataset whose goal was deleted here, to be deleted at the receiver too."""

    trace_id: str
    """The id of the item."""

    @property
    def effective_id(self) -> str:
        return self.trace_id


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialArm:
    """What was found of one arm."""

    name: str
    version: int
    mean: float | None
    """Of the figure that decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialResult:
    """A result that a person of the trial was shown; its trace has the words."""

    arm: str
    result_id: str
    """The id of the trace here."""
    trace_id: str
    """The id of the trace at the receiver."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPayload:
    """A trial on people that is over, without a word of theirs."""

    trace_id: str
    """The id of the trial, the subject under which it stands in the outbox."""
    prompt: str
    reason: str
    primary: str
    outcome: str
    decision: str
    n: int
    """People whose figure was known at the end."""
    started_at: datetime
    arms: tuple[TrialArm, ...]
    """The champion first."""
    results: tuple[TrialResult, ...]

    @property
    def effective_id(self) -> str:
        return self.trace_id
