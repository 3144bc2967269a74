"""Write the result of a past goal again with other settings of the offline coach."""

import math
from dataclasses import dataclass, replace

from core.bootstrap import Rein
from core.errors import ReinError
from core.experiments.replay_goals import PastGoal, minutes_a_week
from core.goals.usual import parse_usual
from core.ids import new_id
from core.plans.plan import Plan
from core.runs.goal_run import GOAL, USUAL
from core.runs.goal_state import GoalRunState, StageName
from core.runs.kind import RunIdentity
from core.runs.offline_models import offline_models
from core.runs.stage import StageContext
from core.runs.stages.plan import PLAN
from core.store.replays.values import ReplayedGoal
from core.store.runs import stages as stored
from core.store.unit_of_work import UnitOfWork
from core.tracing.tracer import new_span_id
from core.usecases.access.allow import Access, without_viewer
from core.usecases.runs.recorded_work import RecordedWork
from core.usecases.runs.run_inline import run_inline


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    minutes: float
    score: float | None


@without_viewer(Access.PART, "writes past goals again for a reviewer who was checked")
def replay_goal(
    rein: Rein, past: PastGoal, *, champion: int, candidate: int
) -> ReplayedGoal | None:
    """Return what both versions make of a goal; None if it is gone, or one of them fails.

    Nothing is written: the results have no trace and no goal, and they are shown on no page.
    """
    with rein.database.read() as connection:
        work = UnitOfWork(connection)
        goal = work.goals.find(past.goal_id)
        if goal is None:
            return None
        answers = work.clarifications.list_answers(past.run_id) if past.run_id else ()
        before = _minutes_before(work, past)
    state = GoalRunState(request=goal.request(answers))
    try:
        old = _write(rein, state, goal.user_id, champion)
        new = _write(rein, state, goal.user_id, candidate)
    except ReinError:
        return None
    if old is None or new is None:
        return None
    return ReplayedGoal(
        trace_id=past.trace_id,
        minutes_before=before,
        minutes_champion=old.minutes,
        minutes_candidate=new.minutes,
        score_champion=old.score,
        score_candidate=new.score,
    )


def _minutes_before(work: UnitOfWork, past: PastGoal) -> float | None:
    """Return what the plan asked that the person got, or None if it is not stored."""
    if past.run_id is None:
        return None
    row = stored.results(work.connection, past.run_id).get(StageName.PLAN)
    if row is None or row.output is None:
        return None
    plan = PLAN.from_json(row.output)
    return minutes_a_week(plan) if isinstance(plan, Plan) else None


def _write(rein: Rein, state: GoalRunState, user_id: str, version: int) -> _Result | None:
    """Return what a version of the settings makes of a goal; None without a plan."""
    settings, label = rein.prompts.read_settings(USUAL, version)
    usual = parse_usual(settings, label=label)
    state = replace(state, request=replace(state.request, usual=usual))
    run_id = new_id()
    recorded = RecordedWork(
        RunIdentity(trace_id=run_id, root_span_id=new_span_id(), user_id=user_id),
        trace_name="replay",
        text=GOAL.trace_text(state),
        started_at=rein.clock.now(),
    )
    context = StageContext(
        models=offline_models(rein.coach),
        prompts=rein.prompts,
        coach=rein.coach,
        run_id=run_id,
        call_deadline_s=rein.settings.call_deadline_s,
    )
    done = run_inline(GOAL, state, context=context, recorded=recorded).state
    minutes = minutes_a_week(done.plan) if done.plan is not None else 0.0
    if minutes <= 0 or not math.isfinite(minutes):
        return None
    return _Result(
        minutes=minutes, score=done.evaluation.overall if done.evaluation is not None else None
    )
