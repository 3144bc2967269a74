"""Ratings and evaluations as they are written."""

from dataclasses import dataclass
from datetime import datetime

from core.evaluation.verdict import Evaluation

RATING_DIMENSIONS = ("usefulness", "clarity", "motivation", "personalization")
"""The yes-no questions beside the stars, in the order they are asked and shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRecord:
    """What one person says about one trace. None for a dimension means they did not answer it."""

    trace_id: str
    user_id: str
    stars: float
    """0.5 to 5 in halves."""
    usefulness: bool | None = None
    clarity: bool | None = None
    motivation: bool | None = None
    personalization: bool | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationRecord:
    """An evaluation, who gave it, and whose text it is about."""

    trace_id: str
    goal_id: str | None
    run_id: str | None
    evaluation: Evaluation
    judge_model: str
    judge_provider: str
    judge_prompt_name: str = ""
    judge_prompt_version: int | None = None
    writer_model: str = ""
    prompt_version: str = ""
    """Label of the prompt the evaluated text was written with."""
    created_at: datetime
    sample: bool = False
