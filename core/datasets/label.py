"""Labels: what a person says of a reply. They are scores by HUMAN."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from core.errors import InvalidInput
from core.goals.goal import clean_text
from core.quality.judge import JUDGED
from core.quality.rubric import DIMENSIONS

MAX_NOTE_CHARACTERS = 2_000
MAX_OVERALL = 10
DECISION_LINE = 7.0
"""The target of scores; at this or above, a reply is good enough."""

QUESTIONS: Mapping[str, str] = {item.id: item.question for item in JUDGED}
"""The rubric items of a reply by id."""
ANSWERABLE = frozenset(QUESTIONS) | frozenset(dimension.value for dimension in DIMENSIONS)
"""What can pass or fail: the dimensions of the rubric and its items."""


class CameBy(StrEnum):
    """Why an item was shown to a labeller."""

    LOT = "lot"
    """Drawn at random: these labels alone may be averaged as they are."""
    DISAGREES = "disagrees"
    NEAR_LINE = "near_line"
    LEAST_LABELLED = "least_labelled"
    CHOSEN = "chosen"
    """The person opened it themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a person says of one reply: 0-10, pass or fail by dimension or item, or both."""

    overall: int | None = None
    answers: Mapping[str, bool] = field(default_factory=dict)
    """True for pass, by the name of a dimension or the id of a rubric item."""
    note: str = ""


def accept_verdict(verdict: Verdict) -> Verdict:
    """Validate and clean a verdict. Raises InvalidInput with the invalid field."""
    unknown = sorted(verdict.answers.keys() - ANSWERABLE)
    if unknown:
        raise InvalidInput(f"The rubric has no “{unknown[0]}”.", field="answers")
    if verdict.overall is not None and not 0 <= verdict.overall <= MAX_OVERALL:
        raise InvalidInput(
            f"{verdict.overall} is no score.", field="overall", advice="Give 0 to 10."
        )
    if verdict.overall is None and not verdict.answers:
        raise InvalidInput(
            "This label says nothing yet.",
            field="overall",
            advice="Give a score, or pass or fail one part.",
        )
    if len(verdict.note) > MAX_NOTE_CHARACTERS:
        raise InvalidInput(
            f"This note has {len(verdict.note):,} characters.",
            field="note",
            advice=f"Write at most {MAX_NOTE_CHARACTERS:,}.",
        )
    return replace(verdict, note=clean_text(verdict.note))


def passes(score: float | None) -> bool | None:
    """Return whether a score reaches the decision line; None if there is none."""
    return None if score is None else score >= DECISION_LINE
