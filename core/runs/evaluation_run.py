"""The run kind of a changed resolution: scores the new version by rule, in the caller's thread."""

from dataclasses import dataclass

from core.quality.verdict import Evaluation
from core.runs.goal_run import evaluation_record
from core.runs.goal_state import GoalRunState, StageName
from core.runs.kind import FinishedStage, RunIdentity, RunKind, TraceSummary, TraceText
from core.runs.stage import Authors, Stage, StageContext, StageResult
from core.runs.stages.evaluate import EVALUATE
from core.store.unit_of_work import UnitOfWork
from core.tracing import names
from core.tracing.tracer import LiveSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedResolutionState(GoalRunState):
    """A goal whose resolution was changed."""

    change: str
    """The sentence that was added."""


def _evaluate(state: ChangedResolutionState, context: StageContext, live: LiveSpan) -> StageResult:
    return EVALUATE.run(state, context, live)


def _save(work: UnitOfWork, identity: RunIdentity, finished: FinishedStage) -> None:
    evaluation = finished.result.value
    if not isinstance(evaluation, Evaluation):
        raise TypeError(f"Scoring gave a {type(evaluation).__name__}.")
    work.evaluations.save(evaluation_record(identity, finished, evaluation))


def _summarize(state: ChangedResolutionState, authors: Authors) -> TraceSummary:
    judge, evaluation = authors.get(StageName.EVALUATE), state.evaluation
    return TraceSummary(
        overall=evaluation.overall if evaluation is not None else None,
        judge_model=judge.model if judge else "",
        output=evaluation.status.value if evaluation is not None else None,
    )


RESOLUTION_EVALUATION: RunKind[ChangedResolutionState] = RunKind(
    name="resolution_evaluation",
    noun="resolution",
    trace_name=names.RESOLUTION_EVALUATION,
    stages=(
        Stage(
            name=EVALUATE.name,
            span_name=EVALUATE.span_name,
            needs=(),
            output_field=EVALUATE.output_field,
            codec=EVALUATE.codec,
            run=_evaluate,
        ),
    ),
    trace_text=lambda state: TraceText(search_text=state.request.text, input=state.change),
    summarize=_summarize,
    save=_save,
)
