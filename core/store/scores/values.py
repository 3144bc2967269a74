"""The record of an evaluation."""

from dataclasses import dataclass
from datetime import datetime

from core.quality.verdict import Evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationRecord:
    """An evaluation, the judge that gave it, and the model whose text it is about."""

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
