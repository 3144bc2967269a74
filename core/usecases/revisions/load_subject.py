"""Load what a revision is about: goal, plan, states of the tasks, and earlier revisions."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.clock import local_day
from core.errors import Conflict, NotFound
from core.goals.goal import ClarifiedGoal
from core.goals.kind import GoalKind
from core.plans.plan import Plan
from core.plans.reserve import WINDOW
from core.plans.revision.standing import Standing
from core.plans.revision.subject import Subject
from core.progress.task_state import TaskStates
from core.store.goals.values import GoalRecord
from core.store.plans.rows import find_current_plan
from core.store.plans.task_states import find_task_states
from core.store.plans.values import StoredPlan
from core.store.revisions.read import list_reserve_spent
from core.store.revisions.values import Pause, RevisionRecord
from core.store.unit_of_work import UnitOfWork
from core.usecases.goals.ownership import require_own_goal


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The plan of a goal as it is stored, and the subject of a revision."""

    goal: GoalRecord
    clarified: ClarifiedGoal
    stored: StoredPlan
    revision: RevisionRecord | None
    """The revision that made this version; None if the coach wrote it."""
    pause: Pause | None
    """The pause that is not over today, if there is one."""
    subject: Subject


def load_subject(rein: Rein, work: UnitOfWork, *, viewer: Viewer, goal_id: str) -> Loaded:
    """Return the subject of a revision of the viewer's own goal.

    Raises NotFound if the goal or its plan does not exist, and Conflict while a run is under way.
    """
    goal = require_own_goal(work, goal_id, viewer=viewer)
    stored = find_current_plan(work.connection, goal_id)
    if goal.clarified is None or stored is None:
        raise NotFound("This goal has no plan yet.", advice="“Try again” on its page writes one.")
    run = work.runs.find_latest(goal_id)
    if run is not None and not run.status.over:
        raise Conflict(
            "The coach is still working on this goal.", advice="Wait until it has finished."
        )
    revision, today = work.revisions.find(stored.id), rein.clock.today(viewer.time_zone)
    standing = replace(
        _standing(stored.plan, today, find_task_states(work.connection, goal_id)),
        settled_on=_settled_on(work, stored, revision, viewer),
        reserve_spent=_reserve_spent(rein, work, goal_id),
    )
    return Loaded(
        goal=goal,
        clarified=goal.clarified,
        stored=stored,
        revision=revision,
        pause=work.revisions.find_pause(goal_id, on=today),
        subject=_subject(rein, goal, goal.clarified, standing),
    )


def _subject(rein: Rein, goal: GoalRecord, clarified: ClarifiedGoal, standing: Standing) -> Subject:
    request = goal.request()
    stated = rein.coach.goal_context(request, clarified)
    leads_to_a_day = stated.kind == GoalKind.EXAM or rein.coach.facts_of(request).event is not None
    return Subject(
        standing=standing,
        goal=clarified,
        stated=stated,
        ends_on_event=clarified.deadline_stated and leads_to_a_day,
    )


def _standing(plan: Plan, today: date, states: TaskStates) -> Standing:
    """Return where a person stands in a plan by the states of its tasks."""
    return Standing(
        plan=plan,
        today=today,
        done=frozenset(i for i, s in states.items() if s.done_at is not None),
        skipped=frozenset(i for i, s in states.items() if s.skipped is not None),
        moved={i: s.day for i, s in states.items() if s.day is not None},
    )


def _settled_on(
    work: UnitOfWork, stored: StoredPlan, revision: RevisionRecord | None, viewer: Viewer
) -> date | None:
    """Return from when on tasks can be missed: a plan is never behind on the day it is written."""
    if revision is not None:
        return revision.settled_on
    return local_day(work.revisions.written_at(stored.id), viewer.time_zone)


def _reserve_spent(rein: Rein, work: UnitOfWork, goal_id: str) -> int:
    since = rein.clock.now() - timedelta(weeks=WINDOW)
    return list_reserve_spent(work.connection, [goal_id], since=since).get(goal_id, 0)
