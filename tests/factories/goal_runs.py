"""Runs a goal in memory with given models, on a given day."""

from datetime import datetime

from core.accounts.user import LOCAL_USER
from core.goals.goal import GoalRequest
from core.ids import new_id
from core.llm.routing.model_client import ModelClient
from core.prompts.library import default_prompt_library
from core.runs.goal_run import GOAL
from core.runs.goal_state import GoalRunState
from core.runs.kind import RunIdentity
from core.runs.stage import StageContext
from core.tracing.tracer import new_span_id
from core.usecases.runs.recorded_work import RecordedWork
from core.usecases.runs.run_inline import FinishedRun, run_inline
from tests.factories.coaching import COACH


def run_goal(
    request: GoalRequest, *, models: ModelClient, started_at: datetime
) -> FinishedRun[GoalRunState]:
    """Run all stages of a goal with these models and write nothing. Raises a stage's error."""
    state = GoalRunState(request=request)
    identity = RunIdentity(
        trace_id=new_id(),
        root_span_id=new_span_id(),
        user_id=LOCAL_USER.id,
        goal_id=new_id(),
        run_id=new_id(),
    )
    recorded = RecordedWork(
        identity,
        trace_name=GOAL.trace_name,
        text=GOAL.trace_text(state),
        started_at=started_at,
    )
    context = StageContext(
        models=models,
        prompts=default_prompt_library(),
        coach=COACH,
        run_id=identity.trace_id,
        call_deadline_s=30.0,
    )
    return run_inline(GOAL, state, context=context, recorded=recorded)
