"""Items of a dataset: what a person asked for, what they got, and how it was judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core.goals.clarification import Answer
from core.goals.goal import Circumstances, GoalRequest
from core.plans.plan import Plan
from core.quality.rating import RatingAnswers
from core.quality.verdict import Evaluation, ScoredBy
from core.resolutions.resolution import Resolution

MAX_ITEMS = 2_000
"""Items in one version: enough for an interval of 2 points on a share, small enough to label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemInput:
    """A goal as a person wrote it, with everything they added about themselves."""

    text: str
    circumstances: Circumstances = field(default_factory=Circumstances)
    today: date | None = None
    """The day it was written, which "tomorrow" in the text counts from; None if unknown."""
    answers: tuple[Answer, ...] = ()

    def request(self, *, today: date) -> GoalRequest:
        """Return the goal as a run takes it; `today` is used if the day is unknown."""
        return GoalRequest(
            text=self.text,
            circumstances=self.circumstances,
            today=self.today or today,
            answers=self.answers,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReply:
    """What was written for the goal; None if it was not written."""

    resolution: Resolution | None = None
    plan: Plan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemScores:
    """The scores of the reply, 0-10; an unscored dimension is None, never 0."""

    overall: float | None
    clarity: float | None = None
    specificity: float | None = None
    measurability: float | None = None
    actionability: float | None = None
    scored_by: ScoredBy = ScoredBy.CODE
    judge: str = ""
    """The model that judged."""
    rubric: str = ""
    answers: Mapping[str, bool | None] = field(default_factory=dict)
    """The answer to each rubric item by its id; None if it was not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRating(RatingAnswers):
    """The person's rating of the reply."""

    stars: float
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetItem:
    """One case. It never names the person; `trace_id` leads to the trace it was saved from."""

    input: ItemInput
    reply: ItemReply = field(default_factory=ItemReply)
    scores: ItemScores | None = None
    rating: ItemRating | None = None
    prompt_version: str = ""
    model: str = ""
    trace_id: str | None = None

    @property
    def overall(self) -> float | None:
        """Return the overall score, or None if the reply is unscored."""
        return None if self.scores is None else self.scores.overall

    @property
    def stars(self) -> float | None:
        """Return the person's stars, or None."""
        return None if self.rating is None else self.rating.stars


def scores_of(evaluation: Evaluation, *, judge: str) -> ItemScores:
    """Return an evaluation as the scores of an item."""
    return ItemScores(
        overall=evaluation.overall,
        **{str(score.dimension): score.score for score in evaluation.dimensions},
        scored_by=evaluation.scored_by,
        judge=judge,
        rubric=evaluation.rubric_version,
        answers={item.item: item.yes for score in evaluation.dimensions for item in score.items},
    )
