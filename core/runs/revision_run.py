"""The run kind of a revised plan: a rule decides, in the caller's thread, without a model."""

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import TypeAdapter

from core.llm.providers.offline import OFFLINE
from core.plans.difference import compare_plans
from core.plans.plan import Plan
from core.plans.revision.option import RevisionKind
from core.plans.revision.subject import Subject
from core.ports import Author
from core.runs.kind import RunKind, TraceSummary, TraceText
from core.runs.stage import Authors, Stage, StageContext, StageResult
from core.tracing import attributes as keys
from core.tracing import names
from core.tracing.tracer import LiveSpan

Change = Callable[[Subject], Plan]
"""The rule that makes the new version. Raises a ReinError if the change is not possible."""
_RULES = Author(model="rules", provider=OFFLINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRevisionState:
    """A plan that is about to change."""

    subject: Subject
    kind: RevisionKind
    wish: str
    """What the person wants, as a sentence."""
    change: Change
    plan: Plan | None = None


def _revise(state: PlanRevisionState, _context: StageContext, live: LiveSpan) -> StageResult:
    live.set(keys.INPUT, state.wish)
    plan = state.change(state.subject)
    live.set(keys.OUTPUT, _outcome(state.subject.plan, plan))
    return StageResult(value=plan, author=_RULES)


def _outcome(before: Plan, after: Plan) -> str:
    changes = compare_plans(before, after)
    return (
        f"{after.total_weeks} weeks until {after.ends_on.isoformat()}; tasks: "
        f"{len(changes.added)} added, {len(changes.removed)} removed, "
        f"{len(changes.changed)} changed, {changes.unchanged} as before"
    )


def _trace_text(state: PlanRevisionState) -> TraceText:
    return TraceText(search_text=state.subject.stated.text, input=state.wish)


def _summarize(state: PlanRevisionState, _authors: Authors) -> TraceSummary:
    plan = state.plan
    return TraceSummary(output=None if plan is None else _outcome(state.subject.plan, plan))


PLAN_REVISION: RunKind[PlanRevisionState] = RunKind(
    name="plan_revision",
    noun="change of the plan",
    trace_name=names.PLAN_REVISION,
    stages=(
        Stage(
            name="revise",
            span_name=names.REVISION_STAGE,
            needs=(),
            output_field="plan",
            adapter=TypeAdapter(Plan),
            run=_revise,
        ),
    ),
    trace_text=_trace_text,
    summarize=_summarize,
)
