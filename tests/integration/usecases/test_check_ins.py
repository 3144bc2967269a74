"""Check-ins through their use-cases: stored once, traced, compared, changed, deleted, finished."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotFound
from core.goals.goal import Circumstances
from core.ids import new_id
from core.plans.plan import Plan
from core.progress.check_in import CheckIn, CheckInKind, Report, Retrospective
from core.store.goals.read import GoalView, find_goal
from core.store.measurements.read import list_measurements
from core.store.traces.read import find_payload, find_trace
from core.usecases.check_ins.check_in import change_check_in, check_in
from core.usecases.check_ins.delete_check_in import delete_check_in, restore_check_in
from core.usecases.check_ins.finish_goal import finish_goal
from core.usecases.check_ins.list_check_ins import find_open_check_in, list_check_ins
from core.usecases.goals.submit import submit_goal
from core.usecases.plans.complete_task import complete_task
from core.usecases.plans.get_today import get_today, lives_a_plan
from core.usecases.runs.execute import execute_run
from tests.fakes import FrozenClock

STRANGER = Viewer(user=User(id=new_id(), name="Stranger", role=Role.USER), time_zone=None)
EASY = Report(effort=2, energy=4)


@pytest.fixture
def goal_id(rein: Rein) -> str:
    submitted = submit_goal(
        rein,
        viewer=LOCAL_VIEWER,
        text="Run 5 km without stopping by the end of March",
        circumstances=Circumstances(),
        key=new_id(),
    )
    execute_run(rein, submitted.run_id)
    return submitted.goal_id


def view_of(rein: Rein, goal_id: str) -> GoalView:
    view = find_goal(rein.database, goal_id, user_id=None)
    assert view is not None
    return view


def plan_of(rein: Rein, goal_id: str) -> Plan:
    plan = view_of(rein, goal_id).plan
    assert plan is not None
    return plan


def report_on(rein: Rein, goal_id: str, report: Report = EASY, key: str = "") -> CheckIn:
    return check_in(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, report=report, key=key or new_id())


def tick(rein: Rein, goal_id: str, *task_ids: str) -> None:
    for task_id in task_ids:
        complete_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id=task_id, done=True)


def listed(rein: Rein, goal_id: str) -> tuple[CheckIn, ...]:
    return list_check_ins(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)


def test_a_check_in_counts_what_was_done_and_is_answered(
    rein: Rein, clock: FrozenClock, goal_id: str
) -> None:
    week = plan_of(rein, goal_id).weeks[0]
    clock.advance(timedelta(days=6))
    tick(rein, goal_id, *(task.id for task in week.tasks))

    made = report_on(rein, goal_id, replace(EASY, value=1.5))

    assert (made.done, made.planned, made.week) == (len(week.tasks), len(week.tasks), 1)
    assert made.unit == "km"
    assert f"You did all {len(week.tasks)} tasks" in made.answer.text
    assert listed(rein, goal_id) == (made,)


def test_a_check_in_is_traced_and_exported_like_any_work(rein: Rein, goal_id: str) -> None:
    made = report_on(rein, goal_id, Report(effort=3, obstacle="rain"))

    detail = find_trace(rein.database, made.trace_id)

    assert detail is not None
    assert detail.row.name == "check_in"
    assert detail.row.goal_id == goal_id
    assert [span.name for span in detail.spans] == ["check_in", "answering_stage"]
    assert detail.row.writer_model == "offline-coach"
    payload = find_payload(rein.database, made.trace_id, detail.spans[-1].span_id)
    assert payload is not None
    assert "in the way: rain" in (payload.input or "")
    assert payload.output == made.answer.text


def test_a_double_click_stores_one_check_in(rein: Rein, goal_id: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        sent = [pool.submit(report_on, rein, goal_id, EASY, "once") for _ in range(2)]
        first, second = (each.result() for each in sent)
    third = report_on(rein, goal_id, EASY, "once")

    assert first == second == third
    assert len(listed(rein, goal_id)) == 1
    with pytest.raises(Conflict, match="another check-in"):
        report_on(rein, goal_id, Report(effort=5), "once")


def test_the_second_check_in_is_compared_with_the_first(
    rein: Rein, clock: FrozenClock, goal_id: str
) -> None:
    clock.advance(timedelta(days=6))
    first = report_on(rein, goal_id, Report(value=1.5, effort=5))
    clock.advance(timedelta(days=7))
    tick(rein, goal_id, plan_of(rein, goal_id).weeks[1].tasks[0].id)
    second = report_on(rein, goal_id, Report(value=2.0, effort=5))

    assert "2 km after 1.5 km" in second.answer.text
    assert "very hard again" in second.answer.text
    assert "Make week 3 smaller" in second.answer.next_step
    assert second.done == 1
    assert second.planned < first.planned + second.planned


def test_an_open_check_in_closes_with_the_check_in_of_its_week(
    rein: Rein, clock: FrozenClock, goal_id: str
) -> None:
    plan = plan_of(rein, goal_id)
    number = plan.check_in_weeks[0]
    last_day = plan.last_day_of(plan.weeks[number - 1])
    clock.advance(timedelta(days=(last_day - clock.today(None)).days + 2))

    waiting = find_open_check_in(rein, viewer=LOCAL_VIEWER, goal_ids=[goal_id, "nonsense"])
    assert [each.week for each in waiting.values()] == [number]
    assert find_open_check_in(rein, viewer=STRANGER, goal_ids=[goal_id]) == {}

    made = report_on(rein, goal_id)

    assert made.week == number, "two days into the next week, it still looks back at its own"
    assert find_open_check_in(rein, viewer=LOCAL_VIEWER, goal_ids=[goal_id]) == {}


def test_a_check_in_can_be_changed_for_a_day(rein: Rein, clock: FrozenClock, goal_id: str) -> None:
    earlier = report_on(rein, goal_id, Report(effort=2))
    clock.advance(timedelta(days=3))
    made = report_on(rein, goal_id, Report(effort=2))
    clock.advance(timedelta(hours=23))

    changed = change_check_in(
        rein, viewer=LOCAL_VIEWER, check_in_id=made.id, report=Report(effort=4, energy=2)
    )

    assert changed.report == Report(effort=4, energy=2)
    assert (changed.id, changed.day, changed.created_at) == (made.id, made.day, made.created_at)
    assert changed.trace_id != made.trace_id
    assert changed.answer != made.answer
    assert listed(rein, goal_id) == (changed, earlier)

    clock.advance(timedelta(hours=2))
    with pytest.raises(Conflict, match="no longer"):
        change_check_in(rein, viewer=LOCAL_VIEWER, check_in_id=made.id, report=EASY)


def test_a_deleted_check_in_can_be_restored(rein: Rein, goal_id: str) -> None:
    made = report_on(rein, goal_id)

    gone = delete_check_in(rein, viewer=LOCAL_VIEWER, check_in_id=made.id)
    assert gone == made
    assert listed(rein, goal_id) == ()

    restore_check_in(rein, viewer=LOCAL_VIEWER, check_in=gone)
    assert listed(rein, goal_id) == (made,)
    with pytest.raises(Conflict):
        restore_check_in(rein, viewer=LOCAL_VIEWER, check_in=gone)


def test_the_end_is_stored_with_its_result_and_finishes_the_goal(
    rein: Rein, clock: FrozenClock, goal_id: str
) -> None:
    retrospective = Retrospective(attainment=1, helped="Sam", to_keep="Sundays")
    final = finish_goal(
        rein,
        viewer=LOCAL_VIEWER,
        goal_id=goal_id,
        retrospective=retrospective,
        key="end",
        value=6.0,
    )
    again = finish_goal(
        rein, viewer=LOCAL_VIEWER, goal_id=goal_id, retrospective=retrospective, key="end"
    )

    assert again == final
    assert (final.kind, final.retrospective) == (CheckInKind.FINAL, retrospective)
    assert "Your result: More than 5 km" in final.answer.text
    assert view_of(rein, goal_id).goal_finished_at == clock.now()
    for late in (
        lambda: report_on(rein, goal_id),
        lambda: finish_goal(
            rein, viewer=LOCAL_VIEWER, goal_id=goal_id, retrospective=retrospective, key="new"
        ),
    ):
        with pytest.raises(Conflict, match="finished"):
            late()


def test_taking_the_end_back_lets_the_goal_go_on(rein: Rein, goal_id: str) -> None:
    final = finish_goal(
        rein,
        viewer=LOCAL_VIEWER,
        goal_id=goal_id,
        retrospective=Retrospective(attainment=0),
        key="end",
    )

    delete_check_in(rein, viewer=LOCAL_VIEWER, check_in_id=final.id)
    assert view_of(rein, goal_id).goal_finished_at is None
    assert report_on(rein, goal_id).kind is CheckInKind.REGULAR

    restore_check_in(rein, viewer=LOCAL_VIEWER, check_in=final)
    assert view_of(rein, goal_id).goal_finished_at == final.created_at


def test_another_person_reaches_none_of_it(rein: Rein, goal_id: str) -> None:
    made = report_on(rein, goal_id)

    for reach in (
        lambda: check_in(rein, viewer=STRANGER, goal_id=goal_id, report=EASY, key="x"),
        lambda: change_check_in(rein, viewer=STRANGER, check_in_id=made.id, report=EASY),
        lambda: delete_check_in(rein, viewer=STRANGER, check_in_id=made.id),
        lambda: restore_check_in(rein, viewer=STRANGER, check_in=made),
        lambda: list_check_ins(rein, viewer=STRANGER, goal_id=goal_id),
        lambda: finish_goal(
            rein,
            viewer=STRANGER,
            goal_id=goal_id,
            retrospective=Retrospective(attainment=0),
            key="x",
        ),
    ):
        with pytest.raises(NotFound):
            reach()
    assert listed(rein, goal_id) == (made,)


@pytest.mark.parametrize("wrong", ["", "nonsense", "01960000-0000-7000-8000-000000000000"])
def test_what_is_not_there_is_not_found(rein: Rein, wrong: str) -> None:
    with pytest.raises(NotFound):
        report_on(rein, wrong)
    with pytest.raises(NotFound):
        delete_check_in(rein, viewer=LOCAL_VIEWER, check_in_id=wrong)


def test_an_empty_check_in_is_refused_before_anything_is_stored(rein: Rein, goal_id: str) -> None:
    with pytest.raises(InvalidInput):
        report_on(rein, goal_id, Report())

    assert listed(rein, goal_id) == ()


def test_a_goal_without_a_plan_has_nothing_to_check_in_on(rein: Rein) -> None:
    submitted = submit_goal(
        rein, viewer=LOCAL_VIEWER, text="Run 5 km", circumstances=Circumstances(), key=new_id()
    )

    with pytest.raises(Conflict, match="no plan yet"):
        report_on(rein, submitted.goal_id)


def test_a_finished_goal_leaves_today(rein: Rein, goal_id: str) -> None:
    assert lives_a_plan(rein, viewer=LOCAL_VIEWER)

    finish_goal(
        rein,
        viewer=LOCAL_VIEWER,
        goal_id=goal_id,
        retrospective=Retrospective(attainment=0),
        key="end",
    )

    assert not lives_a_plan(rein, viewer=LOCAL_VIEWER)
    assert get_today(rein, viewer=LOCAL_VIEWER).goals == ()


def values_of(rein: Rein, goal_id: str) -> list[float]:
    with rein.database.read() as connection:
        return [measured.value for measured in list_measurements(connection, goal_id)]


def test_the_number_of_a_check_in_is_measured_and_follows_its_changes(
    rein: Rein, goal_id: str
) -> None:
    made = report_on(rein, goal_id, replace(EASY, value=1.5))
    assert values_of(rein, goal_id) == [1.5]

    change_check_in(rein, viewer=LOCAL_VIEWER, check_in_id=made.id, report=replace(EASY, value=2.0))
    assert values_of(rein, goal_id) == [2.0]

    deleted = delete_check_in(rein, viewer=LOCAL_VIEWER, check_in_id=made.id)
    assert values_of(rein, goal_id) == []

    restore_check_in(rein, viewer=LOCAL_VIEWER, check_in=deleted)
    assert values_of(rein, goal_id) == [2.0]


def test_today_names_a_check_in_until_it_is_made(
    rein: Rein, goal_id: str, clock: FrozenClock
) -> None:
    plan = plan_of(rein, goal_id)
    week = plan.weeks[plan.check_in_weeks[0] - 1]
    last = plan.last_day_of(week)
    clock.advance((last - rein.clock.today(LOCAL_VIEWER.time_zone)).total_seconds())
    before = get_today(rein, viewer=LOCAL_VIEWER).goals[0].check_in
    report_on(rein, goal_id)

    assert (before, get_today(rein, viewer=LOCAL_VIEWER).goals[0].check_in) == (True, False)
