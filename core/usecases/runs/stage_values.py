"""Where each stage's value goes besides the stage ledger, and how a trace ends."""

from collections.abc import Mapping
from datetime import datetime

from core.errors import NotFound
from core.goals.goal import ClarifiedGoal
from core.plans.plan import Plan
from core.ports import Author
from core.quality.verdict import Evaluation
from core.resolutions.resolution import Resolution
from core.runs.stage import StageName, StageResult
from core.store.plans.values import PlanRecord
from core.store.resolutions.values import ResolutionRecord
from core.store.runs.values import Run
from core.store.scores.values import EvaluationRecord
from core.store.traces.values import TraceClosing, TraceOpening
from core.store.unit_of_work import UnitOfWork
from core.tracing import names
from core.tracing.span_record import SpanStatus

Authors = Mapping[StageName, Author]


def save_value(
    work: UnitOfWork, run: Run, outcome: StageResult, *, authors: Authors, now: datetime
) -> None:
    """Write a stage's value to the tables of its topic."""
    match outcome.value:
        case ClarifiedGoal() as goal:
            work.goals.save_clarified(_goal_id(run), goal, trace_id=run.trace_id)
        case Resolution() as resolution:
            work.goals.save_resolution(
                ResolutionRecord(
                    goal_id=_goal_id(run),
                    run_id=run.id,
                    trace_id=run.trace_id,
                    resolution=resolution,
                    created_at=now,
                )
            )
        case Evaluation() as evaluation:
            work.evaluations.save(
                _evaluation(run, evaluation, outcome.author, authors=authors, now=now)
            )
        case Plan() as plan:
            work.goals.save_plan(
                PlanRecord(
                    goal_id=_goal_id(run),
                    run_id=run.id,
                    trace_id=run.trace_id,
                    plan=plan,
                    created_at=now,
                )
            )


def _goal_id(run: Run) -> str:
    if run.goal_id is None:
        raise NotFound("The goal of this run was deleted while it was worked.")
    return run.goal_id


def _evaluation(
    run: Run, evaluation: Evaluation, judge: Author, *, authors: Authors, now: datetime
) -> EvaluationRecord:
    writer = authors.get(StageName.GENERATE)
    name, _, version = (judge.prompt or "").partition("@v")
    return EvaluationRecord(
        trace_id=run.trace_id,
        goal_id=run.goal_id,
        run_id=run.id,
        evaluation=evaluation,
        judge_model=judge.model,
        judge_provider=judge.provider,
        judge_prompt_name=name,
        judge_prompt_version=int(version) if version else None,
        writer_model=writer.model if writer else "",
        prompt_version=(writer.prompt or "") if writer else "",
        created_at=now,
        sample=run.sample,
    )


def opening(run: Run, *, goal_text: str, started_at: datetime) -> TraceOpening:
    """Return how the trace of a goal's run begins."""
    return TraceOpening(
        id=run.trace_id,
        root_span_id=run.root_span_id,
        name=names.GOAL_PIPELINE,
        started_at=started_at,
        user_id=run.user_id,
        goal_id=run.goal_id,
        run_id=run.id,
        sample=run.sample,
        search_text=goal_text,
        input=goal_text,
    )


def closing(
    *,
    status: SpanStatus,
    ended_at: datetime,
    authors: Authors,
    overall: float | None = None,
    overhead_us: int = 0,
    waited_us: int = 0,
    error: str | None = None,
) -> TraceClosing:
    """Return how a trace ends, with the models and the prompt its result was written by."""
    writer, judge = authors.get(StageName.GENERATE), authors.get(StageName.EVALUATE)
    return TraceClosing(
        status=status,
        ended_at=ended_at,
        overall=overall,
        overhead_us=overhead_us,
        waited_us=waited_us,
        writer_model=writer.model if writer else "",
        prompt_version=(writer.prompt or "") if writer else "",
        judge_model=judge.model if judge else "",
        error=error,
    )
