"""Verdicts: the answers of an evaluator, item by item, and the scores computed from them."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from core.codec import Codec
from core.goals.draft import Draft
from core.quality.rubric import DIMENSIONS, Dimension, RubricItem, item_by_id


class ItemDraft(Draft):
    """One yes-no answer; the quote comes first, so that a model cites before it answers."""

    id: str = Field(description="The id of the rubric item")
    asked: str = Field(
        default="",
        description="For an item of fit: the person's own words that it is about, verbatim",
    )
    evidence: str = Field(
        default="", description="For a yes: the words of the text that show it, verbatim"
    )
    yes: bool | None = Field(
        default=None, description="null if the item does not apply to this person"
    )
    # Only the rules fill these two; they are hidden from the schema a model sees.
    confidence: SkipJsonSchema[float] = Field(default=1.0, ge=0, le=1)
    note: SkipJsonSchema[str] = ""


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


class Scale(StrEnum):
    """What the number of a dimension is."""

    ITEMS = "share of items"
    RATING = "predicted rating"


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
    yes: bool | None
    """None if the evaluator cannot know; such an item does not count."""
    evidence: str
    asked: str = ""
    """For an item of fit: the person's words that the evidence answers, verbatim."""
    confidence: float = 1.0
    """How likely the answer is right, 0-1; 1 for a judge, whose answers are taken as they are."""
    note: str = ""
    """Why the answer is not known, or what a no misses."""

    @property
    def share(self) -> float | None:
        """The expected yes, 0-1: an unsure yes counts less, an unsure no a little."""
        if self.yes is None:
            return None
        return self.confidence if self.yes else 1 - self.confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionScore:
    """The score of one dimension, 0-10, or None with a `reason` if it is unscored."""

    dimension: Dimension
    score: float | None
    items: tuple[ItemVerdict, ...] = ()
    reason: str = ""
    scale: Scale = Scale.ITEMS


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """An evaluation: the four dimensions with their items, strengths and suggestions."""

    dimensions: tuple[DimensionScore, ...]
    strengths: tuple[str, ...]
    suggestions: tuple[str, ...]
    scored_by: ScoredBy
    rubric_version: str
    text_digest: str = ""
    """Digest of the judged text: says whether scores are of what is shown; "" if unknown."""
    text_words: int | None = None
    """Words of the judged text; None if unknown."""

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


MIN_KNOWN_SHARE = 0.5
"""A dimension is unscored if fewer of its items than this share could be answered."""


def score_items(dimension: Dimension, items: tuple[ItemVerdict, ...]) -> DimensionScore:
    """Return the score of a dimension: ten times the expected share of yes among known answers.

    Items of fit weigh more. It is unscored if there are no answers, or if most are not known.
    """
    shares = [(item.share, _weight(item)) for item in items if item.share is not None]
    if not items:
        reason = "No item of this dimension was answered."
    elif len(shares) < MIN_KNOWN_SHARE * len(items):
        reason = f"Only {len(shares)} of {len(items)} questions can be answered without a model."
    else:
        total = sum(weight for _, weight in shares)
        score = round(10 * sum(share * weight for share, weight in shares) / total, 2)
        return DimensionScore(dimension=dimension, score=score, items=items)
    return DimensionScore(dimension=dimension, score=None, items=items, reason=reason)


def _weight(verdict: ItemVerdict) -> float:
    item = item_by_id(verdict.item)
    return item.weight if item is not None else 1.0


def make_verdict(
    item: RubricItem,
    *,
    yes: bool | None,
    evidence: str,
    asked: str = "",
    confidence: float = 1.0,
    note: str = "",
) -> ItemVerdict:
    """Return the verdict on an item, without evidence unless it is a yes."""
    return ItemVerdict(
        item=item.id,
        question=item.question,
        yes=yes,
        evidence=evidence if yes else "",
        asked=asked if yes else "",
        confidence=confidence,
        note=note,
    )


EVALUATION_CODEC: Codec[Evaluation] = Codec(Evaluation)
