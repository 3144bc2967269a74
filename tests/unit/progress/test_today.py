"""A day asks for what is due and for what slipped, the way back first."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.coach.today import present
from core.goals.weeks import Day
from core.plans.plan import Task, Week
from core.progress.task_state import SkipReason, TaskState
from core.progress.today import ActiveGoal, TaskToday, Today, plan_today
from tests.fakes import NOW

MONDAY = date(2027, 1, 4)
DONE = TaskState(done_at=NOW)
RUN = Task(id="run", title="Run slowly", minutes=30, day=Day.MON)
LIFT = Task(id="lift", title="Lift", minutes=20, day=Day.WED)
READ = Task(id="read", title="Read", minutes=10)


def make_week(*tasks: Task, number: int = 1, reserve: int = 1) -> Week:
    return Week(
        number=number,
        starts_on=MONDAY + timedelta(days=7 * (number - 1)),
        phase="Base",
        focus="Start",
        tasks=tasks,
        if_then="If it rains, then I climb stairs.",
        reserve_days=reserve,
    )


def make_goal(*weeks: Week, **changes: object) -> ActiveGoal:
    goal = ActiveGoal(
        goal_id="goal",
        title="Five kilometres",
        starts_on=MONDAY,
        ends_on=MONDAY + timedelta(days=27),
        total_weeks=4,
        weeks=weeks or (make_week(RUN, LIFT, READ),),
        states={},
    )
    return replace(goal, **changes)  # type: ignore[arg-type]


def on(day: date, *goals: ActiveGoal) -> Today:
    return plan_today(goals or (make_goal(),), today=day)


def ids(tasks: tuple[TaskToday, ...]) -> list[str]:
    return [one.task.id for one in tasks]


def test_a_day_asks_for_its_own_tasks_and_the_rest_of_the_week_comes_later() -> None:
    today = on(MONDAY)

    assert ids(today.tasks) == ["run"]
    assert ids(today.later) == ["lift", "read"]


def test_a_free_day_suggests_the_shortest_task_that_may_be_done_on_any_day() -> None:
    walk = Task(id="walk", title="Walk", minutes=25)
    goal = make_goal(make_week(LIFT, walk, READ))

    today = on(MONDAY, goal)

    assert ids(today.tasks) == ["read"]
    assert today.tasks[0].suggested
    assert ids(today.later) == ["lift", "walk"]


def test_whoever_did_something_today_is_not_asked_for_more() -> None:
    assert on(MONDAY, make_goal(make_week(LIFT, READ), last_done_on=MONDAY)).tasks == ()


def test_a_task_without_a_weekday_is_due_on_the_last_day_of_its_week() -> None:
    assert "read" in ids(on(MONDAY + timedelta(days=6)).tasks)


def test_what_slipped_yesterday_is_still_offered_today() -> None:
    today = on(MONDAY + timedelta(days=1))

    assert ids(today.tasks) == ["run"]
    assert today.tasks[0].slipped


def test_what_slipped_long_ago_is_left_to_a_new_plan() -> None:
    assert "run" not in ids(on(MONDAY + timedelta(days=4)).tasks)


def test_a_done_task_stays_ticked_until_its_day_is_over() -> None:
    goal = make_goal(states={"run": DONE})

    assert ids(on(MONDAY, goal).tasks) == ["run"]
    assert "run" not in ids(on(MONDAY + timedelta(days=1), goal).tasks)


def test_open_tasks_come_before_those_that_are_done() -> None:
    second = Task(id="walk", title="Walk", minutes=40, day=Day.MON)
    goal = make_goal(make_week(RUN, second), states={"run": DONE})

    assert ids(on(MONDAY, goal).tasks) == ["walk", "run"]


def test_a_moved_task_is_due_on_its_new_day_only() -> None:
    thursday = MONDAY + timedelta(days=3)
    goal = make_goal(states={"run": TaskState(day=thursday)}, last_done_on=thursday)

    assert "run" not in ids(on(MONDAY, goal).tasks)
    assert ids(on(thursday, goal).tasks)[0] == "run"


def test_a_skipped_task_is_not_asked_for_but_can_be_taken_back() -> None:
    today = on(MONDAY, make_goal(states={"run": TaskState(skipped=SkipReason.ILL)}))

    assert [one.task.id for one in today.tasks if one.state.is_open] == []
    assert today.tasks[0].state.skipped is SkipReason.ILL


def test_after_days_without_a_task_done_the_shortest_one_is_the_way_back() -> None:
    long = Task(id="long", title="Run long", minutes=60, day=Day.TUE)
    goal = make_goal(make_week(RUN, long), last_done_on=MONDAY - timedelta(days=3))

    today = on(MONDAY + timedelta(days=2), goal)

    assert ids(today.tasks)[0] == "run"
    assert [one.comeback for one in today.tasks] == [True, False]


def test_a_person_who_did_something_yesterday_gets_no_way_back() -> None:
    goal = make_goal(last_done_on=MONDAY)

    assert not any(one.comeback for one in on(MONDAY + timedelta(days=1), goal).tasks)


def test_the_last_days_of_the_week_before_are_offered_on_monday() -> None:
    sunday = Task(id="sun", title="Plan", minutes=5, day=Day.SUN)
    goal = make_goal(make_week(sunday), make_week(LIFT, number=2))

    assert ids(on(MONDAY + timedelta(days=7), goal).tasks) == ["sun"]


def test_a_week_counts_what_is_done_and_the_minutes_that_are_left() -> None:
    (goal,) = on(MONDAY, make_goal(states={"run": DONE})).goals

    assert (goal.done, goal.total, goal.minutes_left) == (1, 3, 30)


@pytest.mark.parametrize(
    ("states", "left"),
    [
        ({}, 2),
        ({"run": TaskState(skipped=SkipReason.TIRED)}, 1),
        (
            {"run": TaskState(skipped=SkipReason.TIRED), "lift": TaskState(skipped=SkipReason.ILL)},
            0,
        ),
    ],
)
def test_each_day_with_a_skipped_task_uses_a_reserve_day(
    states: dict[str, TaskState], left: int
) -> None:
    goal = make_goal(make_week(RUN, LIFT, READ, reserve=2), states=states)

    assert on(MONDAY, goal).goals[0].reserve_left == left


def test_each_goal_has_its_way_back_and_the_shortest_comes_first() -> None:
    short = Task(id="short", title="Breathe", minutes=5, day=Day.MON)
    away = MONDAY - timedelta(days=3)
    goals = (
        make_goal(make_week(RUN), last_done_on=away),
        make_goal(make_week(short), goal_id="other", last_done_on=away),
    )

    today = plan_today(goals, today=MONDAY + timedelta(days=1))

    assert ids(today.tasks) == ["short", "run"]
    assert [one.comeback for one in today.tasks] == [True, True]


def test_a_day_starts_small_only_if_no_open_task_is_shorter_than_the_first() -> None:
    short = Task(id="short", title="Breathe", minutes=5, day=Day.TUE)
    away, tuesday = MONDAY - timedelta(days=3), MONDAY + timedelta(days=1)
    alone = make_goal(make_week(RUN), last_done_on=away)
    other = make_goal(make_week(short), goal_id="other", last_done_on=MONDAY)

    assert plan_today((alone,), today=tuesday).starts_small
    assert not plan_today((alone, other), today=tuesday).starts_small


def test_whoever_did_something_today_is_back() -> None:
    goals = (
        make_goal(make_week(RUN), last_done_on=MONDAY - timedelta(days=3)),
        make_goal(make_week(READ), goal_id="other", last_done_on=MONDAY + timedelta(days=1)),
    )

    today = plan_today(goals, today=MONDAY + timedelta(days=1))

    assert today.is_back
    assert not today.starts_small
    assert not any(one.comeback for one in today.tasks if one.goal_id == "other")


def test_what_is_left_over_from_last_week_is_counted_apart() -> None:
    sunday = Task(id="sun", title="Plan", minutes=5, day=Day.SUN)
    goal = make_goal(make_week(sunday), make_week(LIFT, number=2))

    today = on(MONDAY + timedelta(days=7), goal)

    assert (today.total, today.carried_over) == (1, 1)


def test_what_is_left_over_and_done_in_this_week_is_counted_as_caught_up() -> None:
    sunday = Task(id="sun", title="Plan", minutes=5, day=Day.SUN)
    weeks = (make_week(RUN, sunday), make_week(LIFT, number=2))
    monday = MONDAY + timedelta(days=7)
    noon = datetime.combine(monday, time(12), tzinfo=UTC)
    states = {
        "sun": TaskState(done_at=noon),
        "run": TaskState(done_at=noon - timedelta(days=7)),
    }

    today = on(monday, make_goal(*weeks, states=states))

    assert (today.done, today.total, today.caught_up, today.carried_over) == (0, 1, 1, 0)
    assert present.summary(today).endswith("1 left over from last week done")


def test_reserve_days_are_never_negative() -> None:
    states = {name: TaskState(skipped=SkipReason.AWAY) for name in ("run", "lift", "read")}

    assert on(MONDAY, make_goal(states=states)).goals[0].reserve_left == 0


def test_a_plan_that_has_not_begun_or_has_ended_asks_for_nothing() -> None:
    before, after = on(MONDAY - timedelta(days=1)), on(MONDAY + timedelta(days=40))

    assert before.tasks == after.tasks == before.later == after.later == ()
    assert before.goals[0].week is after.goals[0].week is None


def test_an_open_check_in_is_announced_at_its_goal() -> None:
    goals = make_goal(), make_goal(goal_id="other")

    today = plan_today(goals, today=MONDAY, open_check_ins={"other"})

    assert [goal.check_in for goal in today.goals] == [False, True]


def test_the_day_sums_over_all_goals() -> None:
    other = make_goal(goal_id="other", states={"run": DONE})

    today = on(MONDAY, make_goal(), other)

    assert (today.done, today.total) == (1, 6)
    assert today.minutes_left == 60 + 30
