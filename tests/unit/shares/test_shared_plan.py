"""Others see what was chosen for them, and a new field of a plan is not among it by itself."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any, get_args, get_type_hints

import pytest

from core.errors import InvalidInput
from core.plans.plan import Contingency, Plan, Repair, Resource
from core.progress.task_state import SkipReason, TaskState
from core.shares.period import SharePeriod, accept_period
from core.shares.shared_plan import UNTITLED, SharedPlan, to_shared_plan
from tests.factories.stored import FIRST_DAY, make_plan
from tests.fakes import NOW

CHOSEN = {
    "SharedPlan": {"title", "starts_on", "ends_on", "phases", "finished"},
    "SharedPhase": {"name", "weeks"},
    "SharedWeek": {"number", "starts_on", "ends_on", "focus", "tasks", "milestone", "current"},
    "SharedTask": {"title", "minutes", "due_on", "done"},
    "SharedMilestone": {"title", "measure", "due_on"},
}
"""Each value that others may see. Another one is a decision, and this list is where it is made."""


def shared(plan: Plan, *, today: date = FIRST_DAY, **states: TaskState) -> SharedPlan:
    return to_shared_plan("Spring", plan, states, today=today, finished=False)


def reachable(kind: Any) -> dict[str, set[str]]:
    """Return the fields of a dataclass and of every dataclass in it, by name."""
    found: dict[str, set[str]] = {}
    for part in (kind, *get_args(kind)):
        if is_dataclass(part):
            found[part.__name__] = {field.name for field in fields(part)}  # type: ignore[union-attr]
            for hint in get_type_hints(part).values():
                found |= reachable(hint)
        elif part is not kind:
            found |= reachable(part)
    return found


def test_others_see_the_chosen_fields_and_no_other() -> None:
    assert reachable(SharedPlan) == CHOSEN


def test_nothing_else_of_a_plan_can_be_found_in_what_others_see() -> None:
    plan = make_plan(weeks=2)
    private = replace(
        plan,
        weeks=tuple(replace(week, if_then="PRIVATE", load=1234.5) for week in plan.weeks),
        resources=(Resource(title="PRIVATE", kind="PRIVATE", url="https://PRIVATE"),),
        contingencies=(Contingency(trigger="PRIVATE", response="PRIVATE"),),
        repairs=(Repair(rule="PRIVATE", week=1, text="PRIVATE"),),
    )

    assert "PRIVATE" not in repr(shared(private))
    assert "1234.5" not in repr(shared(private))


def test_a_skipped_task_is_not_done_and_says_no_reason() -> None:
    view = shared(
        make_plan(weeks=1), w1t1=TaskState(skipped=SkipReason.ILL), w1t2=TaskState(done_at=NOW)
    )

    assert [task.done for task in view.weeks[0].tasks] == [False, True]
    assert (view.done, view.tasks) == (1, 2)
    assert "ill" not in repr(view).lower().split("'")


def test_a_moved_task_stands_on_its_new_day() -> None:
    moved = FIRST_DAY + timedelta(days=8)

    view = shared(make_plan(weeks=2), w1t1=TaskState(day=moved))

    assert [task.due_on for task in view.weeks[0].tasks][-1] == moved


@pytest.mark.parametrize(
    ("days", "week"), [(0, 1), (6, 1), (7, 2), (13, 2), (14, None), (-1, None)]
)
def test_the_current_week_is_the_one_with_today_in_it(days: int, week: int | None) -> None:
    view = shared(make_plan(weeks=2), today=FIRST_DAY + timedelta(days=days))

    assert [one.number for one in view.weeks if one.current] == ([week] if week else [])


def test_weeks_stand_in_their_phases_in_the_order_of_the_plan() -> None:
    plan = make_plan(weeks=4)
    names = ("Base", "Base", "Build", "Base")
    weeks = tuple(replace(w, phase=n) for w, n in zip(plan.weeks, names, strict=True))

    view = shared(replace(plan, weeks=weeks))

    assert [(phase.name, len(phase.weeks)) for phase in view.phases] == [
        ("Base", 2),
        ("Build", 1),
        ("Base", 1),
    ]
    assert [week.number for week in view.weeks] == [1, 2, 3, 4]


def test_a_plan_without_a_resolution_has_a_title_that_is_not_the_persons_words() -> None:
    view = to_shared_plan(None, make_plan(), {}, today=FIRST_DAY, finished=False)

    assert view.title == UNTITLED


def test_a_link_works_for_a_period_that_is_offered_and_never_without_an_end() -> None:
    assert [accept_period(days) for days in (7, 30, 90)] == list(SharePeriod)
    for days in (0, -7, 8, 365, 10**9):
        with pytest.raises(InvalidInput) as refused:
            accept_period(days)
        assert refused.value.field == "days"


def test_what_a_person_wrote_about_themselves_is_left_out_of_every_text() -> None:
    plan, private = make_plan(weeks=1), "my boss is watching"
    week = plan.weeks[0]
    assert week.milestone is not None
    quoting = replace(
        week,
        phase=f"Phase {private}",
        focus=f"Focus {private}",
        tasks=tuple(replace(task, title=f"Do “{private}”") for task in week.tasks),
        milestone=replace(week.milestone, title=private, metric=private),
    )

    view = to_shared_plan(
        f"Title {private}",
        replace(plan, weeks=(quoting,)),
        {},
        today=FIRST_DAY,
        finished=False,
        private=(private,),
    )

    assert "boss" not in repr(view)
    assert (view.title, view.weeks[0].tasks[0].title) == ("Title …", "Do “…”")


def test_a_finished_plan_says_so_and_is_in_no_week() -> None:
    view = to_shared_plan("Spring", make_plan(), {}, today=FIRST_DAY, finished=True)

    assert view.finished
    assert not any(week.current for week in view.weeks)
