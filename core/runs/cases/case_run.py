"""The run kind of a case: one item of a dataset, written by one variant and scored.

Its texts are for the people who compare variants. They are written to no table of goals, and they
go with the goal that the item came from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from core.experiments.paired import OVERALL
from core.experiments.variant import OFFLINE_COACH, Variant
from core.goals.goal import GoalRequest
from core.llm.routing.model_client import RoutedClient
from core.quality.verdict import Evaluation
from core.runs.cases.budget import DELETED, has_room, refusal, require_allowed
from core.runs.cases.models import CaseModels, Chosen
from core.runs.goal_run import summarize, take_settings
from core.runs.goal_state import GoalRunState
from core.runs.kind import EndedRun, FinishedStage, RunIdentity, RunKind, TraceText
from core.runs.stage import Stage, StageContext, StageResult
from core.runs.stages import STAGES
from core.store.evaluation_runs.read import load_case
from core.store.evaluation_runs.store import EvaluationRunStore
from core.store.evaluation_runs.values import CaseStatus, EndedCase
from core.store.runs.newest import EVALUATION_CASE
from core.store.runs.values import Priority, Run, RunStatus
from core.store.unit_of_work import UnitOfWork
from core.tracing import names
from core.tracing.tracer import LiveSpan

CASE_STATUS = {
    RunStatus.DONE: CaseStatus.DONE,
    RunStatus.FAILED: CaseStatus.FAILED,
    RunStatus.CANCELLED: CaseStatus.CANCELLED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseState(GoalRunState):
    """A goal of a dataset, and who writes for it."""

    variant: Variant
    judge: str
    """Key of the model that scores."""
    person_id: str | None
    """The person whose words are sent to a model."""
    refused: str = ""
    """Why no step may be taken; "" if they may."""


def load(work: UnitOfWork, run: Run) -> CaseState:
    """Return a case as the dataset has it. A deleted item or a spent budget ends it in step one."""
    found, today = load_case(work.connection, run.id), run.submitted_at.date()
    if found is None:
        nothing = GoalRequest(text="", today=today)
        variant = Variant(label="", versions={}, model=OFFLINE_COACH)
        return CaseState(
            request=nothing, variant=variant, judge=OFFLINE_COACH, person_id=None, refused=DELETED
        )
    return CaseState(
        request=found.item.input.request(today=today),
        variant=found.evaluation_run.variants[found.variant],
        judge=found.evaluation_run.judge,
        person_id=found.person_id,
        refused=refusal(
            work, found.evaluation_run, found.evaluation_run.forecast.usd_per_case[found.variant]
        ),
    )


def may_start(work: UnitOfWork, run: Run) -> bool:
    """Return whether the budget has room for a case beside those that are under way."""
    found = load_case(work.connection, run.id)
    if found is None:
        return True
    whole = found.evaluation_run
    return has_room(work, whole, whole.forecast.usd_per_case[found.variant])


def _chosen(state: CaseState) -> Chosen:
    return Chosen(variant=state.variant, judge=state.judge, person_id=state.person_id)


def prepare(state: CaseState, context: StageContext, models: RoutedClient) -> StageContext:
    """Return the context with the prompts and the models of the variant alone."""
    return replace(
        context,
        models=CaseModels(models, context.coach, _chosen(state)),
        prompts=replace(context.prompts, live={**context.prompts.live, **state.variant.versions}),
    )


def save(work: UnitOfWork, identity: RunIdentity, finished: FinishedStage) -> None:
    """Write the scores of the case; its texts stay with its stages."""
    evaluation = finished.result.value
    if isinstance(evaluation, Evaluation) and identity.run_id is not None:
        EvaluationRunStore(work.connection).save_scores(
            identity.run_id, scores=_scores(evaluation), answers=_answers(evaluation)
        )


def end(work: UnitOfWork, identity: RunIdentity, ended: EndedRun) -> None:
    """Write how the case has ended; one that was interrupted has no duration."""
    if identity.run_id is None:
        return
    EvaluationRunStore(work.connection).end_case(
        EndedCase(
            run_id=identity.run_id,
            status=CASE_STATUS[ended.status],
            error=ended.error,
            duration_us=None if ended.resumed else ended.worked // timedelta(microseconds=1),
            at=ended.at,
        )
    )


def _scores(evaluation: Evaluation) -> Mapping[str, float | None]:
    by_dimension = {str(one.dimension): one.score for one in evaluation.dimensions}
    return {OVERALL: evaluation.overall} | by_dimension


def _answers(evaluation: Evaluation) -> Mapping[str, bool | None]:
    return {item.item: item.yes for score in evaluation.dimensions for item in score.items}


def _trace_text(state: CaseState) -> TraceText:
    return TraceText(search_text=state.request.text, input=state.request.text)


def _guarded(stage: Stage[GoalRunState]) -> Stage[CaseState]:
    """Return a stage that refuses a case that must not be worked."""

    def run(state: CaseState, context: StageContext, live: LiveSpan) -> StageResult:
        require_allowed(state.refused)
        return stage.run(state, context, live)

    return Stage(
        name=stage.name,
        span_name=stage.span_name,
        needs=stage.needs,
        output_field=stage.output_field,
        codec=stage.codec,
        run=run,
    )


CASE: RunKind[CaseState] = RunKind(
    name=EVALUATION_CASE,
    noun="case",
    trace_name=names.EVALUATION_CASE,
    stages=tuple(map(_guarded, STAGES)),
    trace_text=_trace_text,
    summarize=summarize,
    save=save,
    end=end,
    load=load,
    may_start=may_start,
    prepare=prepare,
    take_settings=take_settings,  # type: ignore[arg-type]
    priority=Priority.BATCH,
    bypass_cache=True,
)
"""Cached responses are not used, so that cost and duration are those of the variant."""
