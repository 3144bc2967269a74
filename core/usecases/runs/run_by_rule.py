"""Run a kind for a goal now, by rule and without a model, in a trace of its own."""

from core.bootstrap import Rein
from core.ids import new_id
from core.runs.kind import RunIdentity, RunKind
from core.runs.offline_models import offline_models
from core.runs.stage import S, StageContext
from core.store.goals.values import GoalRecord
from core.tracing.tracer import new_span_id
from core.usecases.access.allow import Access, without_viewer
from core.usecases.runs.recorded_work import RecordedWork
from core.usecases.runs.run_inline import FinishedRun, run_inline


@without_viewer(Access.PART, "runs work of a goal whose owner was checked")
def run_by_rule(rein: Rein, kind: RunKind[S], state: S, *, goal: GoalRecord) -> FinishedRun[S]:
    """Return the run, which is not written yet. An error of a stage propagates."""
    identity = RunIdentity(
        trace_id=new_id(),
        root_span_id=new_span_id(),
        user_id=goal.user_id,
        goal_id=goal.id,
        sample=goal.sample,
    )
    recorded = RecordedWork(
        identity,
        trace_name=kind.trace_name,
        text=kind.trace_text(state),
        started_at=rein.clock.now(),
    )
    context = StageContext(
        models=offline_models(rein.coach),
        prompts=rein.prompts,
        coach=rein.coach,
        run_id=identity.trace_id,
        call_deadline_s=rein.settings.call_deadline_s,
    )
    return run_inline(kind, state, context=context, recorded=recorded)
