"""A calendar learns of what changed and of what is gone, and of nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.calendar.event import CalendarEvent, uid_of
from core.calendar.events import PlannedGoal, events_of
from core.calendar.revisions import CANCELLED_FOR, EventRevision, changed, revise, shown
from core.goals.weeks import DAYS
from core.ids import new_id
from core.plans.plan import Plan, Task, Week
from core.plans.task_ids import preserve_task_ids
from tests.factories.stored import FIRST_DAY, make_plan

GOAL_ID = new_id()
NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


def event(name: str, **changes: Any) -> CalendarEvent:
    values: dict[str, Any] = {
        "uid": uid_of(GOAL_ID, name),
        "goal_id": GOAL_ID,
        "title": name,
        "description": "20 min.",
        "day": date(2027, 1, 4),
    }
    return CalendarEvent(**values | changes)


def known(revisions: Iterable[EventRevision]) -> dict[str, EventRevision]:
    return {revision.uid: revision for revision in revisions}


def only(revisions: Iterable[EventRevision]) -> EventRevision:
    (revision,) = revisions
    return revision


def test_a_new_event_begins_at_zero() -> None:
    revision = only(revise([event("run")], {}, now=NOW))

    assert (revision.sequence, revision.changed_at, revision.cancelled_at) == (0, NOW, None)


def test_an_unchanged_event_keeps_its_revision() -> None:
    first = known(revise([event("run")], {}, now=NOW))

    again = revise([event("run")], first, now=LATER)

    assert known(again) == first
    assert changed(again, first) == ()


def test_a_changed_event_rises_by_one_and_the_others_stay() -> None:
    first = known(revise([event("run"), event("read")], {}, now=NOW))

    again = revise([event("run", title="Run fast"), event("read")], first, now=LATER)

    assert {r.event.title: (r.sequence, r.changed_at) for r in again} == {
        "Run fast": (1, LATER),
        "read": (0, NOW),
    }
    assert [r.event.title for r in changed(again, first)] == ["Run fast"]


def test_an_event_that_is_gone_is_cancelled_once() -> None:
    first = known(revise([event("run", alarm_minutes=10)], {}, now=NOW))

    gone = known(revise([], first, now=LATER))
    long_gone = known(revise([], gone, now=LATER + timedelta(days=1)))

    revision = only(gone.values())
    assert (revision.sequence, revision.cancelled_at) == (1, LATER)
    assert revision.event.cancelled
    assert revision.event.alarm_minutes is None
    assert long_gone == gone


def test_an_event_that_comes_back_rises_again() -> None:
    first = known(revise([event("run")], {}, now=NOW))
    gone = known(revise([], first, now=LATER))

    back = only(revise([event("run")], gone, now=LATER))

    assert (back.sequence, back.cancelled_at) == (2, None)
    assert not back.event.cancelled


def test_what_was_done_stays_although_the_plan_has_it_no_more() -> None:
    first = known(revise([event("run", done=True)], {}, now=NOW))

    assert known(revise([], first, now=LATER)) == first


def test_a_cancelled_event_leaves_the_calendar_after_a_while() -> None:
    first = known(revise([event("run")], {}, now=NOW))
    gone = revise([], first, now=NOW)

    assert list(shown(gone, now=NOW + CANCELLED_FOR - timedelta(seconds=1))) == list(gone)
    assert list(shown(gone, now=NOW + CANCELLED_FOR)) == []


tasks = st.builds(
    Task,
    id=st.uuids().map(str),
    title=st.sampled_from(("Run slowly", "Run 3 km", "Run 4 km", "Stretch", "Walk")),
    minutes=st.sampled_from((15, 20, 30)),
    day=st.none() | st.sampled_from(DAYS),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan of one to five weeks from the same day, as the compiler might make it."""
    count = draw(st.integers(min_value=1, max_value=5))
    weeks = tuple(
        Week(
            number=number,
            starts_on=FIRST_DAY + timedelta(days=7 * (number - 1)),
            phase="Base",
            focus="Easy",
            tasks=tuple(draw(st.lists(tasks, max_size=4))),
            if_then=draw(st.sampled_from(("If it rains, then stairs.", "If tired, then ten."))),
        )
        for number in range(1, count + 1)
    )
    return replace(
        make_plan(),
        ends_on=FIRST_DAY + timedelta(days=7 * count - 1),
        weeks=weeks,
        check_in_weeks=tuple(draw(st.sets(st.integers(min_value=1, max_value=count)))),
    )


def calendar_of(plan: Plan) -> dict[str, CalendarEvent]:
    goal = PlannedGoal(goal_id=GOAL_ID, title="Five kilometres", plan=plan, states={})
    return {each.uid: each for each in events_of(goal)}


@settings(max_examples=60, deadline=None)
@given(st.lists(plans(), min_size=2, max_size=4))
def test_a_re_plan_raises_only_what_changed_and_cancels_only_what_is_gone(
    versions: list[Plan],
) -> None:
    plan = versions[0]
    before: Mapping[str, EventRevision] = known(revise(calendar_of(plan).values(), {}, now=NOW))
    for number, version in enumerate(versions[1:], start=1):
        plan = preserve_task_ids(version, plan)
        events, now = calendar_of(plan), NOW + timedelta(days=number)

        after = known(revise(events.values(), before, now=now))

        assert after.keys() == before.keys() | events.keys()
        for uid, revision in after.items():
            earlier = before.get(uid)
            assert revision.event.cancelled == (uid not in events)
            if uid in events:
                assert revision.event == events[uid]
            if earlier is None:
                assert revision.sequence == 0
            elif earlier.event == revision.event:
                assert revision == earlier
            else:
                assert (revision.sequence, revision.changed_at) == (earlier.sequence + 1, now)
        before = after
