"""Goals as a person has them after weeks of living with them, written into a data folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein, build
from core.goals.goal import Circumstances
from core.ids import new_id
from core.plans.days import planned_day
from core.plans.plan import Plan
from core.progress.check_in import Report, Retrospective
from core.settings import Settings
from core.store.goals.read import find_goal
from core.store.runs.values import RunStatus
from core.usecases.check_ins.check_in import check_in
from core.usecases.check_ins.finish_goal import finish_goal
from core.usecases.coaches.invitations import accept_invitation, invite_coach
from core.usecases.goals.archive import archive_goal
from core.usecases.goals.submit import submit_goal
from core.usecases.plans.complete_task import complete_task
from core.usecases.runs.run_and_wait import run_and_wait
from tests.fakes import FrozenClock

LONG_GOAL = "Learn to play the guitar well enough to play ten songs in 36 weeks"
INTO_WEEK_7 = timedelta(days=44)
"""How long ago a plan began that is in the middle of its seventh week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LivedGoals:
    """The ids of goals of the local person, one for each state that their page has."""

    lived: str
    """In its seventh week, with nothing missed."""
    missed: str
    """In its seventh week, with nothing done in the last two."""
    new: str
    waiting: str
    finished: str
    archived: str
    failed: str
    coached: str
    """Another person's, who shares it with the local person."""


@contextmanager
def living(folder: Path, *, began: datetime) -> Iterator[tuple[Rein, FrozenClock]]:
    """Yield a Rein on a data folder, and the clock that tells it which day it is."""
    clock = FrozenClock(began)
    settings = Settings(_env_file=None, REIN_DATA_DIR=folder)
    rein = build(settings, clock=clock)
    try:
        yield rein, clock
    finally:
        rein.database.close()


def start_goal(
    rein: Rein,
    text: str = LONG_GOAL,
    *,
    interactive: bool = False,
    viewer: Viewer = LOCAL_VIEWER,
) -> str:
    """Submit a goal and work it to its end; return its id."""
    submitted = submit_goal(
        rein,
        viewer=viewer,
        text=text,
        circumstances=Circumstances(hours_per_week=3),
        key=new_id(),
        interactive=interactive,
    )
    run_and_wait(rein, submitted.run_id)
    return submitted.goal_id


def plan_of(rein: Rein, goal_id: str) -> Plan:
    view = find_goal(rein.database, goal_id, user_id=LOCAL_VIEWER.id)
    assert view is not None
    assert view.plan is not None
    return view.plan


def work_on(rein: Rein, clock: FrozenClock, goal_id: str, *, weeks: int) -> None:
    """Do every task of the first weeks, each on its day."""
    plan = plan_of(rein, goal_id)
    tasks = [(planned_day(plan, week, t), t.id) for week in plan.weeks[:weeks] for t in week.tasks]
    for day, task_id in sorted(tasks):
        _go_to(clock, datetime(day.year, day.month, day.day, 18, tzinfo=UTC))
        complete_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id=task_id, done=True)


def write_lived_goals(folder: Path, *, now: datetime) -> LivedGoals:
    """Write a goal in each state into a data folder, as lived until `now`."""
    began = now - INTO_WEEK_7
    with living(folder, began=began) as (rein, clock):
        lived, missed = start_goal(rein), start_goal(rein, "Run 10 km without stopping in 20 weeks")
        work_on(rein, clock, missed, weeks=4)
        _go_to(clock, began + timedelta(days=14))
        _look_back(rein, lived)
        work_on(rein, clock, lived, weeks=6)
        _go_to(clock, now - timedelta(days=20))
        finished = start_goal(rein, "Read 3 books in 8 weeks")
        archived = start_goal(rein, "Save 600 euros in 20 weeks")
        _go_to(clock, now - timedelta(hours=2))
        finish_goal(
            rein,
            viewer=LOCAL_VIEWER,
            goal_id=finished,
            retrospective=Retrospective(attainment=0, helped="Reading on the train"),
            key=new_id(),
        )
        archive_goal(rein, viewer=LOCAL_VIEWER, goal_id=archived)
        new = start_goal(rein, "Learn 500 Spanish words in 12 weeks")
        waiting = start_goal(rein, "get fit", interactive=True)
        failed, coached = _fail(rein), _share_with_coach(rein)
    return LivedGoals(
        lived=lived,
        missed=missed,
        new=new,
        waiting=waiting,
        finished=finished,
        archived=archived,
        failed=failed,
        coached=coached,
    )


def _look_back(rein: Rein, goal_id: str, *, viewer: Viewer = LOCAL_VIEWER) -> None:
    report = Report(effort=3, energy=4, obstacle="late meetings", note="The mornings work well")
    check_in(rein, viewer=viewer, goal_id=goal_id, report=report, key=new_id())


def _share_with_coach(rein: Rein) -> str:
    """Plan and look back at a goal of another person, and let the local person coach it."""
    person = Viewer(user=User(id=new_id(), name="Eve", role=Role.USER))
    goal_id = start_goal(rein, "Swim 1 km in 12 weeks", viewer=person)
    _look_back(rein, goal_id, viewer=person)
    made = invite_coach(rein, viewer=person, goal_id=goal_id, days=30)
    secret = made.path.partition("=")[2]
    accept_invitation(rein, viewer=LOCAL_VIEWER, secret=secret)
    return goal_id


def _fail(rein: Rein) -> str:
    """Store a goal whose run stopped at its first stage; return its id."""
    submitted = submit_goal(
        rein,
        viewer=LOCAL_VIEWER,
        text="Swim 1 km in 10 weeks",
        circumstances=Circumstances(),
        key=new_id(),
    )
    now = rein.clock.now()
    with rein.database.begin() as work:
        work.runs.claim(submitted.run_id, owner="a worker", now=now, lease_s=60)
        work.runs.start_stage(submitted.run_id, "preprocess", attempt=1, now=now)
        work.runs.fail_stage(submitted.run_id, "preprocess", error="No model answered.", now=now)
        work.runs.finish(
            submitted.run_id,
            status=RunStatus.FAILED,
            now=now,
            error="No model answered.",
            advice="Try again in a minute.",
        )
    return submitted.goal_id


def _go_to(clock: FrozenClock, moment: datetime) -> None:
    clock.advance(moment - clock.now())
