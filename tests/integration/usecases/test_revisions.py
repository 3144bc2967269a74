"""A bad week: three ways to go on, each with its price, traced, kept and undone."""

from datetime import timedelta

import pytest

from core.accounts.user import LOCAL_USER, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotFound
from core.ids import new_id
from core.plans.revision.option import WAYS_ON, RevisionKind
from core.store.plans.task_states import find_task_states
from core.store.traces.read import find_trace
from core.usecases.goals.archive import delete_goal
from core.usecases.revisions.accept_revision import accept_revision
from core.usecases.revisions.edit_plan import TaskChange, edit_task, move_end_date
from core.usecases.revisions.list_revisions import find_pause, list_revisions
from core.usecases.revisions.pause_goal import pause_goal, resume_goal
from core.usecases.revisions.propose_revisions import Proposed, propose_revisions
from core.usecases.revisions.undo_revision import undo_revision
from tests.factories.missed_weeks import Lived, lived

SOMEONE_ELSE = Viewer(user=User(id=new_id(), name="Bo", role=Role.USER))
SHRINK, SHIFT, SWAP = WAYS_ON


@pytest.fixture
def goal(rein: Rein) -> Lived:
    return lived(rein)


def test_a_bad_week_has_three_ways_on(goal: Lived) -> None:
    proposed = goal.propose()

    assert {o.kind for o in proposal_options(proposed)} >= set(WAYS_ON)
    assert len(proposed.proposal.missed) == len(goal.plan.weeks[1].tasks)


def proposal_options(proposed: Proposed) -> list[object]:
    return [option for option in proposed.proposal.options if option.possible]


@pytest.mark.parametrize("option", WAYS_ON)
def test_an_accepted_way_is_the_plan_with_who_what_and_why(
    goal: Lived, option: RevisionKind
) -> None:
    proposed, done = goal.propose(), goal.view.done_tasks
    offered = proposed.proposal.option(option)
    assert offered is not None

    plan_id = goal.accept(option, proposed.plan_id)

    assert goal.plan == offered.plan
    assert goal.view.done_tasks == done
    newest, first = list_revisions(goal.rein, viewer=LOCAL_VIEWER, goal_id=goal.goal_id)
    assert (newest.plan_id, newest.kind, newest.author) == (plan_id, option, LOCAL_USER.name)
    assert newest.summary
    assert first.kind is None
    assert goal.propose().proposal.options == ()


def test_a_revision_is_traced(goal: Lived) -> None:
    goal.accept(SHIFT)

    newest = list_revisions(goal.rein, viewer=LOCAL_VIEWER, goal_id=goal.goal_id)[0]
    trace = find_trace(goal.rein.database, newest.trace_id)
    assert trace is not None
    assert trace.row.name == "plan_revision"
    assert [span.name for span in trace.spans] == [
        "plan_revision",
        "revision_stage",
        "evaluation_stage",
        "llm_call_evaluation",
        "json_parsing",
    ]
    assert trace.row.cost_usd in {0, None}


def test_accepting_twice_makes_one_version(goal: Lived) -> None:
    plan_id = goal.propose().plan_id

    first = goal.accept(SHIFT, plan_id)

    assert goal.accept(SHIFT, plan_id) == first
    assert goal.accept(SHIFT) == first
    assert len(list_revisions(goal.rein, viewer=LOCAL_VIEWER, goal_id=goal.goal_id)) == 2


def test_a_plan_that_changed_meanwhile_is_not_overwritten(goal: Lived) -> None:
    plan_id = goal.propose().plan_id
    goal.accept(SHIFT, plan_id)

    with pytest.raises(Conflict, match="changed meanwhile"):
        goal.accept(SWAP, plan_id)


def test_undo_restores_the_plan_and_keeps_what_was_done(goal: Lived) -> None:
    before = goal.plan
    goal.accept(SHIFT)
    again = next(t for w in goal.plan.weeks for t in w.tasks if t.id.endswith("~1"))
    goal.tick(again.id)

    undo_revision(goal.rein, viewer=LOCAL_VIEWER, goal_id=goal.goal_id)

    assert goal.plan == before
    assert again.id.removesuffix("~1") in goal.view.done_tasks
    assert goal.propose().proposal.options
    assert goal.view.clarified is not None
    assert goal.view.clarified.deadline == before.ends_on


def test_the_plan_of_the_coach_cannot_be_undone(goal: Lived) -> None:
    with pytest.raises(Conflict, match="no change to undo"):
        undo_revision(goal.rein, viewer=LOCAL_VIEWER, goal_id=goal.goal_id)


def test_the_goal_ends_when_its_plan_ends(goal: Lived) -> None:
    goal.accept(SHIFT)

    assert goal.view.clarified is not None
    assert goal.view.clarified.deadline == goal.plan.ends_on


def test_an_exam_does_not_move(rein: Rein) -> None:
    goal = lived(rein, "Pass my statistics exam on 20 February")

    with pytest.raises(Conflict, match="fixed date"):
        goal.accept(SHIFT)


def test_another_person_sees_and_changes_nothing(goal: Lived) -> None:
    for act in (propose_revisions, undo_revision, list_revisions):
        with pytest.raises(NotFound):
            act(goal.rein, viewer=SOMEONE_ELSE, goal_id=goal.goal_id)
    with pytest.raises(NotFound):
        accept_revision(
            goal.rein, viewer=SOMEONE_ELSE, goal_id=goal.goal_id, option=RevisionKind.SHIFT
        )


def test_a_deleted_goal_takes_its_revisions_along(goal: Lived) -> None:
    goal.accept(SHRINK)

    delete_goal(goal.rein, viewer=LOCAL_VIEWER, goal_id=goal.goal_id)

    with pytest.raises(NotFound):
        list_revisions(goal.rein, viewer=LOCAL_VIEWER, goal_id=goal.goal_id)


def test_a_reserve_that_covers_the_miss_changes_nothing_but_is_spent(rein: Rein) -> None:
    goal = lived(rein)
    goal.tick(*(task.id for task in goal.plan.weeks[1].tasks[1:]))
    before = goal.plan
    assert goal.propose().proposal.advised == RevisionKind.RESERVE
    left = goal.propose().proposal.reserve_left

    goal.accept(RevisionKind.RESERVE)

    assert goal.plan == before
    assert goal.propose().proposal.options == ()
    assert reserve_of(goal) == left - 1
    undo_revision(goal.rein, viewer=LOCAL_VIEWER, goal_id=goal.goal_id)
    assert reserve_of(goal) == left


def reserve_of(goal: Lived) -> int:
    return goal.propose().proposal.reserve_left


def test_a_paused_goal_moves_its_dates_and_goes_on_earlier(goal: Lived) -> None:
    today, ends_on = goal.rein.clock.today(None), goal.plan.ends_on
    place = {"viewer": LOCAL_VIEWER, "goal_id": goal.goal_id}

    pause_goal(goal.rein, **place, first=today, last=today + timedelta(days=20))

    assert (goal.plan.ends_on - ends_on).days == 21
    assert goal.propose().proposal.options == ()
    assert not [w for w in goal.plan.weeks[2:5] if w.tasks]
    with pytest.raises(Conflict, match="paused"):
        goal.accept(SHIFT)
    with pytest.raises(Conflict, match="paused already"):
        pause_goal(goal.rein, **place, first=today, last=today + timedelta(days=3))

    resume_goal(goal.rein, **place)

    assert goal.plan.ends_on == ends_on
    assert find_pause(goal.rein, **place) is None
    with pytest.raises(Conflict, match="not paused"):
        resume_goal(goal.rein, **place)


def test_pausing_twice_with_the_same_days_pauses_once(goal: Lived) -> None:
    today = goal.rein.clock.today(None)
    days = {"first": today, "last": today + timedelta(days=6)}

    first = pause_goal(goal.rein, viewer=LOCAL_VIEWER, goal_id=goal.goal_id, **days)

    assert pause_goal(goal.rein, viewer=LOCAL_VIEWER, goal_id=goal.goal_id, **days) == first


def test_a_task_is_edited_and_the_edit_undone(goal: Lived) -> None:
    task, place = goal.plan.weeks[3].tasks[0], {"viewer": LOCAL_VIEWER, "goal_id": goal.goal_id}

    edit_task(
        goal.rein, **place, task_id=task.id, change=TaskChange(title="walk the dog", minutes=12)
    )

    edited = goal.plan.weeks[3].tasks[0]
    assert (edited.id, edited.title, edited.minutes) == (task.id, "Walk the dog", 12)
    undo_revision(goal.rein, **place)
    assert goal.plan.weeks[3].tasks[0] == task


def test_an_edit_that_breaks_a_law_says_which_and_changes_nothing(goal: Lived) -> None:
    before = goal.plan
    task = before.weeks[3].tasks[0]

    with pytest.raises(InvalidInput, match="minutes, over"):
        edit_task(
            goal.rein,
            viewer=LOCAL_VIEWER,
            goal_id=goal.goal_id,
            task_id=task.id,
            change=TaskChange(minutes=600),
        )

    assert goal.plan == before
    assert len(list_revisions(goal.rein, viewer=LOCAL_VIEWER, goal_id=goal.goal_id)) == 1


def test_the_end_date_moves_with_the_goal(goal: Lived) -> None:
    ends_on = goal.plan.ends_on + timedelta(days=14)

    move_end_date(goal.rein, viewer=LOCAL_VIEWER, goal_id=goal.goal_id, ends_on=ends_on)

    assert goal.plan.ends_on == ends_on
    assert goal.view.clarified is not None
    assert goal.view.clarified.deadline == ends_on


def test_a_day_chosen_for_a_task_moves_with_its_week(goal: Lived) -> None:
    task = goal.plan.weeks[3].tasks[0]
    day = goal.plan.weeks[3].starts_on + timedelta(days=2)
    with goal.rein.database.begin() as work:
        work.tasks.move(goal.goal_id, task.id, day=day, user_id=None, now=goal.rein.clock.now())
    before = goal.plan.ends_on

    goal.accept(SHIFT)

    with goal.rein.database.read() as connection:
        moved = find_task_states(connection, goal.goal_id)[task.id].day
    assert moved == day + (goal.plan.ends_on - before)
