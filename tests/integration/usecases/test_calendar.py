"""A calendar follows the plan: what changed rises, what is gone is cancelled, what was done stays."""

import threading
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from core.accounts.time_zones import find_time_zone
from core.accounts.user import LOCAL_USER, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.calendar.revisions import CANCELLED_FOR, EventRevision
from core.errors import NotFound
from core.goals.weeks import Day
from core.ids import new_id
from core.plans.plan import Plan, Task
from core.progress.task_state import SkipReason
from core.store.accounts.values import Account
from core.store.plans.values import PlanRecord
from core.store.resolutions.values import ResolutionRecord
from core.usecases.accounts.save_time_zone import save_time_zone
from core.usecases.calendar.feeds import add_feed, find_feed
from core.usecases.calendar.get_calendar import (
    CalendarDocument,
    find_next_task,
    get_calendar,
    get_goal_calendar,
)
from core.usecases.calendar.preferences import get_preferences, save_preferences
from core.usecases.calendar.read_feed import read_feed
from core.usecases.goals.archive import archive_goal, delete_goal
from core.usecases.plans.complete_task import complete_task
from core.usecases.plans.get_today import get_today
from tests.factories.stored import make_goal, make_plan, make_resolution
from tests.fakes import NOW, FrozenClock

OTHER = Viewer(user=User(id=new_id(), name="Other", role=Role.USER))


def add_plan(rein: Rein, plan: Plan, *, goal_id: str = "", user: User = LOCAL_USER) -> str:
    """Add a version of a goal's plan, and the goal if it is the first; return the goal's id."""
    with rein.database.begin() as work:
        work.accounts.ensure(Account(user=user, created_at=NOW))
        if not goal_id:
            goal = make_goal(user.id)
            work.goals.add(goal)
            goal_id = goal.id
        work.plans.add(
            PlanRecord(goal_id=goal_id, run_id=None, trace_id=new_id(), plan=plan, created_at=NOW)
        )
    return goal_id


def with_tasks(plan: Plan, week: int, *tasks: Task) -> Plan:
    weeks = tuple(replace(w, tasks=tasks) if w.number == week else w for w in plan.weeks)
    return replace(plan, weeks=weeks)


def read(rein: Rein, goal_id: str) -> dict[str, EventRevision]:
    """Return the revisions of a goal's calendar by the title and the day of their event."""
    document = get_goal_calendar(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
    return {f"{r.event.title} {r.event.day:%d}": r for r in document.revisions}


def sequences(rein: Rein, goal_id: str) -> dict[str, int]:
    return {name: r.sequence for name, r in read(rein, goal_id).items()}


def test_a_re_plan_raises_what_changed_and_cancels_what_is_gone(
    rein: Rein, clock: FrozenClock
) -> None:
    plan = make_plan(weeks=2)
    goal_id = add_plan(rein, plan)
    before = read(rein, goal_id)
    clock.advance(timedelta(days=1))
    longer = replace(plan.weeks[0].tasks[0], minutes=30)
    add_plan(
        rein,
        with_tasks(plan, 1, longer, Task(id="new", title="Swim", minutes=10, day=Day.WED)),
        goal_id=goal_id,
    )

    after = read(rein, goal_id)

    assert {r.sequence for r in before.values()} == {0}
    assert {name: r.sequence for name, r in after.items() if r.sequence} == {
        "Run slowly 04": 1,
        "Stretch 10": 1,
    }
    assert after["Swim 06"].sequence == 0
    assert [name for name, r in after.items() if r.event.cancelled] == ["Stretch 10"]
    assert after["Stretch 10"].cancelled_at == clock.now()
    assert after["Run slowly 04"].changed_at == clock.now()
    assert {n: r.uid for n, r in after.items() if n in before} == {
        n: r.uid for n, r in before.items()
    }


def test_a_calendar_that_nothing_happened_to_stays_byte_for_byte_the_same(
    rein: Rein, clock: FrozenClock
) -> None:
    goal_id = add_plan(rein, make_plan())

    def file() -> bytes:
        return get_goal_calendar(rein, viewer=LOCAL_VIEWER, goal_id=goal_id).write()

    first = file()
    clock.advance(timedelta(days=3))
    add_plan(rein, make_plan(), goal_id=goal_id)  # a new version with the same content

    assert file() == first


def test_an_event_is_cancelled_for_a_while_and_then_gone_for_good(
    rein: Rein, clock: FrozenClock
) -> None:
    goal_id = add_plan(rein, make_plan(weeks=2))
    read(rein, goal_id)
    add_plan(rein, with_tasks(make_plan(weeks=2), 2), goal_id=goal_id)

    assert read(rein, goal_id)["Stretch 17"].event.cancelled
    clock.advance(CANCELLED_FOR)
    assert "Stretch 17" not in read(rein, goal_id)

    add_plan(rein, make_plan(weeks=2), goal_id=goal_id)
    back = next(r for r in read(rein, goal_id).values() if r.event.day == date(2027, 1, 17))
    assert not back.event.cancelled


def test_ticking_skipping_and_undoing_each_raise_the_event(rein: Rein) -> None:
    goal_id = add_plan(rein, make_plan())
    read(rein, goal_id)

    complete_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id="w1t2", done=True)
    assert any(name.startswith("✓ Stretch") for name in read(rein, goal_id))
    complete_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id="w1t2", done=False)
    assert sequences(rein, goal_id)["Stretch 10"] == 2
    with rein.database.begin() as work:
        work.tasks.skip(
            goal_id, "w1t2", reason=SkipReason.ILL, note="", user_id=LOCAL_USER.id, now=NOW
        )
    skipped = read(rein, goal_id)["Stretch 10"]
    assert (skipped.sequence, skipped.event.cancelled) == (3, True)


def test_a_done_task_stays_in_the_calendar_when_its_plan_is_replaced(rein: Rein) -> None:
    goal_id = add_plan(rein, make_plan(weeks=2))
    complete_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id="w1t1", done=True)
    done = {n: r for n, r in read(rein, goal_id).items() if n.startswith("✓")}

    other = with_tasks(make_plan(weeks=2), 1, Task(id="other", title="Swim", minutes=10))
    add_plan(rein, other, goal_id=goal_id)

    after = read(rein, goal_id)
    assert len(done) == 1
    assert {n: r for n, r in after.items() if n.startswith("✓")} == done


def test_a_new_time_of_day_changes_tasks_and_nothing_else(rein: Rein) -> None:
    goal_id = add_plan(rein, make_plan(weeks=1))
    read(rein, goal_id)

    save_preferences(rein, viewer=LOCAL_VIEWER, at=time(7, 30), alarm_minutes=10)

    stored = get_preferences(rein, viewer=LOCAL_VIEWER)
    assert (stored.at, stored.alarm_minutes) == (time(7, 30), 10)
    assert {n: s for n, s in sequences(rein, goal_id).items() if s} == {
        "Run slowly 04": 1,
        "Stretch 10": 1,
    }


@pytest.mark.parametrize(
    ("zone", "starts"),
    [("Pacific/Auckland", "2027-01-04T05:00"), ("Pacific/Honolulu", "2027-01-05T04:00")],
)
def test_a_calendar_is_in_the_zone_of_the_account_however_it_is_read(
    rein: Rein, zone: str, starts: str
) -> None:
    goal_id = add_plan(rein, make_plan())
    abroad = replace(LOCAL_VIEWER, time_zone=find_time_zone(zone))
    save_time_zone(rein, viewer=abroad)
    save_preferences(rein, viewer=abroad, at=time(18), alarm_minutes=None)

    by_token = read(rein, goal_id)["Run slowly 04"]
    address = add_feed(rein, viewer=abroad).path.rpartition("/")[2].removesuffix(".ics")
    by_feed = read_feed(rein, address).revisions[0]

    assert by_token == by_feed
    assert by_token.event.day == date(2027, 1, 4)
    assert by_token.event.starts_at == datetime.fromisoformat(f"{starts}+00:00")


def test_of_two_who_read_at_once_the_second_counts_on(rein: Rein) -> None:
    """One reader has seen a first change and has not stored it yet when another sees a second."""
    goal_id = add_plan(rein, make_plan(weeks=1))
    known = read(rein, goal_id)["Run slowly 04"]
    save_preferences(rein, viewer=LOCAL_VIEWER, at=time(18), alarm_minutes=None)
    found: list[EventRevision] = []

    def read_second_change() -> None:
        found.append(read(rein, goal_id)["Run slowly 04"])

    second = threading.Thread(target=read_second_change)
    with rein.database.begin() as work:
        work.calendar.lock([goal_id])
        first = replace(
            known, event=replace(known.event, title="Run slowly"), sequence=known.sequence + 1
        )
        work.calendar.save_revisions([first])
        second.start()
        second.join(timeout=0.5)
        waits = second.is_alive()
    second.join(timeout=10)

    assert waits
    assert [revision.sequence for revision in found] == [known.sequence + 2]


def test_a_goal_of_another_person_an_archived_one_and_none_are_the_same_error(rein: Rein) -> None:
    mine, theirs = add_plan(rein, make_plan()), add_plan(rein, make_plan(), user=OTHER.user)
    archive_goal(rein, viewer=LOCAL_VIEWER, goal_id=mine)

    for goal_id in (mine, theirs, new_id(), "nonsense"):
        with pytest.raises(NotFound, match="There is no calendar of this goal"):
            get_goal_calendar(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
        assert find_next_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id) is None


def test_the_calendar_of_all_goals_holds_those_of_the_person_alone(rein: Rein) -> None:
    mine = {add_plan(rein, make_plan()), add_plan(rein, make_plan())}
    add_plan(rein, make_plan(), user=OTHER.user)

    document = get_calendar(rein, viewer=LOCAL_VIEWER)

    assert {revision.event.goal_id for revision in document.revisions} == mine
    assert document.name == "Rein"


def test_the_calendar_of_a_goal_has_its_title(rein: Rein) -> None:
    goal_id = add_plan(rein, make_plan())

    def document() -> CalendarDocument:
        return get_goal_calendar(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)

    assert document().name == "Run 5 km without stopping by the end of March"
    with rein.database.begin() as work:
        work.goals.save_resolution(
            ResolutionRecord(
                goal_id=goal_id,
                run_id=None,
                trace_id=new_id(),
                resolution=make_resolution(),
                created_at=NOW,
            )
        )
    assert document().name == "Five kilometres by spring"


def test_the_next_task_is_the_first_open_one_from_today_on(rein: Rein, clock: FrozenClock) -> None:
    goal_id = add_plan(rein, make_plan())

    def following() -> str:
        event = find_next_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
        return "" if event is None else f"{event.title} {event.day:%d}"

    assert following() == "Run slowly 04"
    complete_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id="w1t1", done=True)
    assert following() == "Stretch 10"
    clock.advance(timedelta(weeks=4))
    assert following() == ""


def test_a_task_that_slipped_is_not_offered_to_a_calendar(rein: Rein, clock: FrozenClock) -> None:
    goal_id = add_plan(rein, make_plan())
    clock.advance(timedelta(days=2))

    event = find_next_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)

    assert get_today(rein, viewer=LOCAL_VIEWER).tasks[0].slipped
    assert event is not None
    assert (event.title, f"{event.day:%d}") == ("Stretch", "10")


def test_a_deleted_goal_takes_its_address_and_its_events_along(rein: Rein) -> None:
    goal_id = add_plan(rein, make_plan())
    address = add_feed(rein, viewer=LOCAL_VIEWER, goal_id=goal_id).path
    read(rein, goal_id)

    delete_goal(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)

    assert find_feed(rein, viewer=LOCAL_VIEWER, goal_id=goal_id) is None
    with pytest.raises(NotFound):
        read_feed(rein, address.rpartition("/")[2].removesuffix(".ics"))


def test_a_goal_of_the_sample_is_in_no_calendar(rein: Rein) -> None:
    with rein.database.begin() as work:
        work.accounts.ensure(Account(user=OTHER.user, created_at=NOW, sample=True))
        goal = make_goal(OTHER.user.id, sample=True)
        work.goals.add(goal)

    with pytest.raises(NotFound):
        add_feed(rein, viewer=LOCAL_VIEWER, goal_id=goal.id)


def test_a_finished_goal_asks_for_nothing_more_in_a_calendar(
    rein: Rein, clock: FrozenClock
) -> None:
    goal_id = add_plan(rein, make_plan(weeks=2))
    read(rein, goal_id)
    with rein.database.begin() as work:
        work.goals.finish(goal_id, now=clock.now())

    after = read(rein, goal_id)

    assert after["Run slowly 04"].event.cancelled is False  # it was due on the day of the end
    assert {r.event.cancelled for name, r in after.items() if name != "Run slowly 04"} == {True}
