"""The run kind of a revised plan: a rule decides, and the rules score what came of it.

It runs in the caller's thread and never calls a model.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from core.llm.providers.offline import OFFLINE
from core.plans.difference import compare_plans
from core.plans.plan import PLAN_CODEC, Plan
from core.plans.revision.option import RevisionKind
from core.plans.revision.subject import Subject
from core.ports import Author
from core.quality.verdict import Evaluation
from core.runs.goal_run import evaluation_record
from core.runs.goal_state import GoalRunState, StageName
from core.runs.kind import FinishedStage, RunIdentity, RunKind, TraceSummary, TraceText
from core.runs.stage import Authors, Stage, StageContext, StageResult
from core.runs.stages.evaluate import EVALUATE
from core.store.unit_of_work import UnitOfWork
from core.tracing import attributes as keys
from core.tracing import names
from core.tracing.tracer import LiveSpan

Change = Callable[[Subject], Plan]
"""The rule that makes the new version. Raises a ReinError if the change is not possible."""
_RULES = Author(model="rules", provider=OFFLINE)
_REVISE = "revise"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRevisionState(GoalRunState):
    """A plan that is about to change, with the resolution it belongs to."""

    subject: Subject
    kind: RevisionKind
    wish: str
    """What the person wants, as a sentence."""
    change: Change


def _revise(state: PlanRevisionState, _context: StageContext, live: LiveSpan) -> StageResult:
    live.set(keys.INPUT, state.wish)
    plan = state.change(state.subject)
    live.set(keys.OUTPUT, _outcome(state.subject.plan, plan))
    return StageResult(value=plan, author=_RULES)


def _evaluate(state: PlanRevisionState, context: StageContext, live: LiveSpan) -> StageResult:
    """Score the resolution with the new plan, for the goal as the plan now leads to it."""
    goal = state.require_goal()
    if state.plan is not None:
        goal = replace(goal, starts_on=state.plan.starts_on, deadline=state.plan.ends_on)
    return EVALUATE.run(replace(state, goal=goal), context, live)


def _outcome(before: Plan, after: Plan) -> str:
    changes = compare_plans(before, after)
    return (
        f"{after.total_weeks} weeks until {after.ends_on.isoformat()}; tasks: "
        f"{len(changes.added)} added, {len(changes.removed)} removed, "
        f"{len(changes.changed)} changed, {changes.unchanged} as before"
    )


def _trace_text(state: PlanRevisionState) -> TraceText:
    return TraceText(search_text=state.subject.stated.text, input=state.wish)


def _summarize(state: PlanRevisionState, authors: Authors) -> TraceSummary:
    plan, evaluation, judge = state.plan, state.evaluation, authors.get(StageName.EVALUATE)
    return TraceSummary(
        overall=evaluation.overall if evaluation is not None else None,
        judge_model=judge.model if judge is not None else "",
        output=None if plan is None else _outcome(state.subject.plan, plan),
    )


def _save(work: UnitOfWork, identity: RunIdentity, finished: FinishedStage) -> None:
    """Write the scores; the caller writes the plan, which gets its id there."""
    value = finished.result.value
    if isinstance(value, Evaluation):
        work.evaluations.save(evaluation_record(identity, finished, value))


_REVISION: Stage[PlanRevisionState] = Stage(
    name=_REVISE,
    span_name=names.REVISION_STAGE,
    needs=(),
    output_field="plan",
    codec=PLAN_CODEC,
    run=_revise,
)

PLAN_REVISION: RunKind[PlanRevisionState] = RunKind(
    name="plan_revision",
    noun="change of the plan",
    trace_name=names.PLAN_REVISION,
    stages=(
        _REVISION,
        Stage(
            name=EVALUATE.name,
            span_name=EVALUATE.span_name,
            needs=(_REVISE,),
            output_field=EVALUATE.output_field,
            codec=EVALUATE.codec,
            run=_evaluate,
        ),
    ),
    trace_text=_trace_text,
    summarize=_summarize,
    save=_save,
)

UNSCORED_REVISION = replace(PLAN_REVISION, stages=(_REVISION,))
"""The same without scores: those of a model stay as they are, because a new call would cost."""
