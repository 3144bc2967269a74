"""The run kind of a case: one item of a dataset, written by one variant and scored.

Its texts are for the people who compare variants. They are written to no table of goals, and they
go with the goal that the item came from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from pydantic import BaseModel

from core.errors import Conflict, ModelError, ModelFault
from core.experiments.paired import OVERALL
from core.experiments.variant import OFFLINE_COACH, Variant
from core.goals.goal import GoalRequest
from core.llm.reply.structured import Answer, Check
from core.llm.routing.fallback_chain import FallbackChain
from core.llm.routing.model_client import RoutedClient
from core.offline.coach import OfflineCoach
from core.ports import ModelCall, Purpose
from core.quality.verdict import Evaluation
from core.runs.goal_run import summarize, take_settings
from core.runs.goal_state import GoalRunState
from core.runs.kind import EndedRun, FinishedStage, RunIdentity, RunKind, TraceText
from core.runs.offline_models import offline_models
from core.runs.stage import Stage, StageContext, StageResult
from core.runs.stages import STAGES
from core.store.evaluation_runs.read import LoadedCase, count_progress, load_case
from core.store.evaluation_runs.store import EvaluationRunStore
from core.store.evaluation_runs.values import CaseStatus, EndedCase
from core.store.runs.newest import EVALUATION_CASE
from core.store.runs.values import Priority, Run, RunStatus
from core.store.unit_of_work import UnitOfWork
from core.tracing import names
from core.tracing.tracer import LiveSpan

T = TypeVar("T", bound=BaseModel)

_DELETED = "The item of this case was deleted."
_SPENT = "The budget of this evaluation run is spent."
_CASE_STATUS = {
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
            request=nothing, variant=variant, judge=OFFLINE_COACH, person_id=None, refused=_DELETED
        )
    return CaseState(
        request=found.item.input.request(today=today),
        variant=found.evaluation_run.variants[found.variant],
        judge=found.evaluation_run.judge,
        person_id=found.person_id,
        refused="" if _fits(work, found) else _SPENT,
    )


def _fits(work: UnitOfWork, case: LoadedCase) -> bool:
    """Return whether the budget covers this case, beside what is spent and under way."""
    whole = case.evaluation_run
    expected = whole.forecast.usd_per_case[case.variant]
    if whole.budget_usd is None or not expected:
        return True
    progress = count_progress(work.connection, (whole.id,))[whole.id]
    known = [usd for usd in whole.forecast.usd_per_case if usd is not None]
    # The claim of this case is written already, so it is one of those that are running.
    under_way = max(0, progress.running - 1) * max(known)
    return progress.spent_usd + under_way + expected <= whole.budget_usd


class CaseModels:
    """The models of one variant and one judge; none takes the place of another.

    A fallback would be scored as if the variant had written it.
    """

    def __init__(self, models: RoutedClient, coach: OfflineCoach, state: CaseState) -> None:
        self._models, self._coach, self._state = models, coach, state

    def ask(self, call: ModelCall, schema: type[T], *, check: Check[T] | None = None) -> Answer[T]:
        """Return the answer of the one model. Raises its ModelError."""
        return self._chain(call).ask(self._own(call), schema, check=check)

    def reply(self, call: ModelCall) -> Answer[str]:
        """Return the plain text of the one model. Raises its ModelError."""
        return self._chain(call).reply(self._own(call))

    def _own(self, call: ModelCall) -> ModelCall:
        """Return the call with the consent of the person, and in the bill of no goal."""
        return replace(call, words_of=self._state.person_id, goal_id=None, author_provider=None)

    def _chain(self, call: ModelCall) -> FallbackChain:
        judges = call.purpose is Purpose.EVALUATE
        key = self._state.judge if judges else self._state.variant.model
        if key == OFFLINE_COACH:
            return offline_models(self._coach)
        model = self._models.configured.get(key)
        if model is None:
            raise ModelError(
                ModelFault.AUTH,
                f"The model “{key}” is not set up any more.",
                advice="Set its key again and retry the cases that failed.",
            )
        return FallbackChain((model,))


def prepare(state: CaseState, context: StageContext, models: RoutedClient) -> StageContext:
    """Return the context with the prompts and the models of the variant alone."""
    return replace(
        context,
        models=CaseModels(models, context.coach, state),
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
            status=_CASE_STATUS[ended.status],
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
        if state.refused == _SPENT:
            raise Conflict(_SPENT, advice="Start another run with a larger budget.")
        if state.refused:
            raise Conflict(state.refused)
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
    prepare=prepare,
    take_settings=take_settings,  # type: ignore[arg-type]
    priority=Priority.BATCH,
    bypass_cache=True,
)
"""Cached responses are not used, so that cost and duration are those of the variant."""
