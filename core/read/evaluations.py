"""Quality scores: trends and totals from the rollups, and the evaluations behind a point."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from core.read.page import Page
from core.storage.engine import Database

OVERALL = "overall"
"""Name of the fifth series beside the four dimensions."""

GroupBy = Literal["none", "prompt_version", "model", "judge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePoint:
    """One dimension on one day, of one group. `n` counts the scored ones only."""

    day: date
    dimension: str
    group: str
    """The prompt version or model; "" where nothing is grouped."""
    n: int
    mean: float | None
    variance: float | None
    """Sample variance; None below two scores."""
    unscored: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreTotals:
    """One dimension over a window, of one group."""

    dimension: str
    group: str
    n: int
    mean: float | None
    variance: float | None
    unscored: int
    saturated: int
    """Scores of 9.5 and more: a dimension full of them tells nothing apart."""
    histogram: tuple[int, ...]
    """Eleven bins: 0 up to 1, ... 9 up to 10, and a full 10."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saturation:
    """Share of scores of one dimension that are 9.5 or more."""

    dimension: str
    n: int
    saturated: int

    @property
    def share(self) -> float | None:
        return self.saturated / self.n if self.n else None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationRow:
    """One evaluation in a list."""

    evaluation_id: str
    trace_id: str
    goal_id: str | None
    title: str | None
    """Title of the goal's resolution, or the goal's own words."""
    overall: float | None
    clarity: float | None
    specificity: float | None
    measurability: float | None
    actionability: float | None
    scored_by: str
    judge_model: str
    model: str
    """Who wrote what was evaluated."""
    prompt_version: str
    created_at: datetime


def score_trend(
    database: Database, *, since: date, until: date, sample: bool, by: GroupBy = "none"
) -> tuple[ScorePoint, ...]:
    """Return the scores day by day, oldest first, for the four dimensions and overall; both days included."""
    raise NotImplementedError


def score_totals(
    database: Database, *, since: date, until: date, sample: bool, by: GroupBy = "none"
) -> tuple[ScoreTotals, ...]:
    """Return the scores of a window, overall first, then the four dimensions in their order."""
    raise NotImplementedError


def saturation(database: Database, *, since: date, until: date, sample: bool) -> tuple[Saturation, ...]:
    """Return how much of each dimension is stuck at the top."""
    raise NotImplementedError


def list_evaluations(  # noqa: PLR0913 - each one is a filter of the page
    database: Database,
    *,
    sample: bool,
    since: date | None = None,
    until: date | None = None,
    prompt_version: str | None = None,
    model: str | None = None,
    unscored: bool | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[EvaluationRow]:
    """Return evaluations, newest first; both days included."""
    raise NotImplementedError
