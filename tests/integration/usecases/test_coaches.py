"""A coach sees one goal, by invitation, until it ends; the person sees when they looked."""

from datetime import timedelta

import pytest

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, NotFound
from core.ids import new_id
from core.progress.check_in import Report
from core.usecases.audit.list_readings import list_readings
from core.usecases.check_ins.check_in import check_in
from core.usecases.coaches.coached_goals import (
    get_coached_goal,
    leave_goal,
    list_coached_goals,
)
from core.usecases.coaches.invitations import (
    accept_invitation,
    find_invitation,
    invite_coach,
    list_coaches,
    remove_coach,
)
from core.usecases.traces.get_trace import get_trace
from tests.fakes import FrozenClock
from tests.integration.usecases.test_readings import goal_of, person


def invite(rein: Rein, owner: Viewer, goal_id: str, *, days: int = 30) -> str:
    made = invite_coach(rein, viewer=owner, goal_id=goal_id, days=days)
    return made.path.partition("=")[2]


def sees(rein: Rein, coach: Viewer, goal_id: str) -> bool:
    try:
        get_coached_goal(rein, viewer=coach, goal_id=goal_id)
    except NotFound:
        return False
    return True


def test_a_coach_sees_plan_progress_and_check_ins_of_one_goal_alone(
    rein: Rein, clock: FrozenClock
) -> None:
    owner, coach = person(rein, "ada", Role.USER), person(rein, "eve", Role.USER)
    goal, other = goal_of(rein, owner), goal_of(rein, owner, text="Read 12 books in 30 weeks")
    accept_invitation(rein, viewer=coach, secret=invite(rein, owner, goal.goal_id))
    clock.advance(timedelta(days=8))
    report = Report(effort=3, energy=2, note="It was cold")
    check_in(rein, viewer=owner, goal_id=goal.goal_id, report=report, key=new_id())

    seen = get_coached_goal(rein, viewer=coach, goal_id=goal.goal_id)

    assert seen.plan is not None
    assert len(seen.plan.weeks) == 12
    assert seen.progress is not None
    assert [(one.effort, one.energy, one.note) for one in seen.check_ins] == [(3, 2, "It was cold")]
    assert [one.coaching.goal_id for one in list_coached_goals(rein, viewer=coach)] == [
        goal.goal_id
    ]
    assert not sees(rein, coach, other.goal_id)
    with pytest.raises(NotFound):
        get_trace(rein, viewer=coach, trace_id=goal.trace_id)
    read = {(one.what, one.goal_id, one.reader) for one in list_readings(rein, viewer=owner)}
    assert ("coaches", goal.goal_id, "eve") in read


def test_what_a_coach_sees_ends_by_the_owner_the_coach_and_the_time(
    rein: Rein, clock: FrozenClock
) -> None:
    owner, coach = person(rein, "ada", Role.USER), person(rein, "eve", Role.USER)
    goal_id = goal_of(rein, owner).goal_id

    def join() -> None:
        accept_invitation(rein, viewer=coach, secret=invite(rein, owner, goal_id, days=7))
        assert sees(rein, coach, goal_id)

    join()
    [one] = list_coaches(rein, viewer=owner, goal_id=goal_id)
    assert one.coach == "eve"
    remove_coach(rein, viewer=owner, goal_id=goal_id, coaching_id=one.coaching.id)
    assert not sees(rein, coach, goal_id)
    join()
    leave_goal(rein, viewer=coach, goal_id=goal_id)
    assert not sees(rein, coach, goal_id)
    join()
    clock.advance(timedelta(days=7))
    assert not sees(rein, coach, goal_id)
    assert list_coached_goals(rein, viewer=coach) == ()


def test_an_invitation_works_once_for_a_week_and_for_others_alone(
    rein: Rein, clock: FrozenClock
) -> None:
    owner, coach, third = (person(rein, name, Role.USER) for name in ("ada", "eve", "bob"))
    goal_id = goal_of(rein, owner).goal_id
    secret = invite(rein, owner, goal_id)

    with pytest.raises(Conflict):
        accept_invitation(rein, viewer=owner, secret=secret)
    accept_invitation(rein, viewer=coach, secret=secret)
    with pytest.raises(Conflict):
        accept_invitation(rein, viewer=third, secret=secret)
    late = invite(rein, owner, goal_id)
    assert find_invitation(rein, viewer=third, secret=late) is not None
    clock.advance(timedelta(days=7))
    assert find_invitation(rein, viewer=third, secret=late) is None
    assert not sees(rein, third, goal_id)
