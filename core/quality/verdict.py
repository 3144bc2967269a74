"""Verdicts: the answers of an evaluator, item by item, and the scores computed from them."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field, model_validator

from core.goals.draft import Draft
from core.quality.rubric import DIMENSIONS, Dimension, RubricItem


class ItemDraft(Draft):
    """One yes-no answer; the quote comes first, so that a model cites before it answers."""

    id: str = Field(description="The id of the rubric item")
    evidence: str = Field(
        default="", description="For a yes: the words of the text that show it, verbatim"
    )
    yes: bool


class SuggestionDraft(Draft):
    """A sentence that would turn the no of one item into a yes."""

    item: str = Field(default="", description="The id of the item that was answered with no")
    text: str = Field(description="One sentence the person could put into the text")

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: object) -> object:
        """Accept a sentence alone, as judges of the first prompt write it."""
        return {"text": data} if isinstance(data, str) else data


class VerdictsDraft(Draft):
    """A judge's whole answer."""

    items: list[ItemDraft]
    strengths: list[str] = Field(default_factory=list)
    suggestions: list[SuggestionDraft] = Field(default_factory=list)


class ScoredBy(StrEnum):
    """The kind of evaluator that gave a verdict."""

    CODE = "code"
    LLM = "llm"
    HUMAN = "human"


class Status(StrEnum):
    """The label of an overall score."""

    EXCELLENT = "EXCELLENT"
    GOOD = "GOOD QUALITY"
    FAIR = "FAIR"
    NEEDS_WORK = "NEEDS WORK"
    UNSCORED = "UNSCORED"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemVerdict:
    """The answer to one rubric item; a yes has verbatim `evidence` from the text, a no has none."""

    item: str
    question: str
    yes: bool
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionScore:
    """The score of one dimension, 0-10, or None with a `reason` if it is unscored."""

    dimension: Dimension
    score: float | None
    items: tuple[ItemVerdict, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """An evaluation: the four dimensions with their items, strengths and suggestions."""

    dimensions: tuple[DimensionScore, ...]
    strengths: tuple[str, ...]
    suggestions: tuple[str, ...]
    scored_by: ScoredBy
    rubric_version: str

    @property
    def overall(self) -> float | None:
        """The mean of the four dimensions, or None unless all four are scored."""
        scores = [d.score for d in self.dimensions if d.score is not None]
        return round(sum(scores) / len(scores), 2) if len(scores) == len(DIMENSIONS) else None

    @property
    def status(self) -> Status:
        return status_of(self.overall)

    def score_of(self, dimension: Dimension) -> float | None:
        """Return the score of one dimension, or None if it is unscored."""
        return next((d.score for d in self.dimensions if d.dimension == dimension), None)


def status_of(overall: float | None) -> Status:
    """Return the label for an overall score of 0-10."""
    if overall is None:
        return Status.UNSCORED
    if overall >= 9:
        return Status.EXCELLENT
    if overall >= 7.5:
        return Status.GOOD
    return Status.FAIR if overall >= 6 else Status.NEEDS_WORK


def score_items(dimension: Dimension, items: tuple[ItemVerdict, ...]) -> DimensionScore:
    """Return the score of a dimension: ten times the share of yes; unscored without answers."""
    if not items:
        return DimensionScore(
            dimension=dimension, score=None, reason="No item of this dimension was answered."
        )
    score = round(10 * sum(item.yes for item in items) / len(items), 2)
    return DimensionScore(dimension=dimension, score=score, items=items)


def make_verdict(item: RubricItem, *, yes: bool, evidence: str) -> ItemVerdict:
    """Return the verdict on an item, without evidence for a no."""
    return ItemVerdict(
        item=item.id, question=item.question, yes=yes, evidence=evidence if yes else ""
    )
