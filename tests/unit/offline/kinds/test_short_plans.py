"""A plan with less time than its playbook keeps what comes first, before its day, in the limit."""

import re
from datetime import date, timedelta

import pytest

from core.goals.weeks import week_start
from core.offline.kinds.short_plans.needed import with_what_fits
from core.offline.playbooks.parts import PhaseGuide, StepGuide
from core.plans.days import planned_day
from tests.factories.coaching import TODAY, coached

_PART = re.compile(r"(.*), part (\d) of \d$")


def phase(*titles: str) -> PhaseGuide:
    return PhaseGuide(
        name="A phase",
        share=0.5,
        aim="something to show",
        focus=("Look.",),
        practice=("Work on the next point for half an hour",),
        steps=tuple(StepGuide(title=title, minutes=30) for title in titles),
    )


def test_what_stands_first_in_a_phase_outlasts_what_stands_last_in_another() -> None:
    early, late = phase("Ask", "Sort", "Tidy"), phase("Send", "File")
    due = {1: early.steps, 2: late.steps}
    room = 3

    left = with_what_fits(due, (early, late), lambda d: max(0, sum(map(len, d.values())) - room))

    assert [step.title for steps in left.values() for step in steps] == ["Ask", "Sort", "Send"]


@pytest.mark.parametrize("weeks", [4, 6])
def test_the_return_is_sent_before_its_day_in_a_short_plan(weeks: int) -> None:
    day = TODAY + timedelta(days=7 * weeks - 1)
    _, _, plan = coached(f"Hand in my tax return by {day.day} {day:%B %Y}, nothing is sorted yet")

    titles = [task.title for week in plan.weeks for task in week.tasks]
    assert any(title.startswith("Send the return") for title in titles)


def test_a_stated_limit_a_day_is_a_hard_one_and_parts_come_in_order() -> None:
    _, _, plan = coached(
        "I want to pass the B2 German exam on 6 March, booked. I work shifts, so 4 hours a week, "
        "max 40 minutes on a day, Sundays never."
    )

    assert all(task.minutes <= 40 for week in plan.weeks for task in week.tasks)
    found: dict[str, list[tuple[object, int]]] = {}
    for week in plan.weeks:
        for task in week.tasks:
            part = _PART.match(task.title)
            if part is not None:
                day = planned_day(plan, week, task)
                found.setdefault(part[1], []).append((day, int(part[2])))
    assert found
    for parts in found.values():
        numbers = [number for _, number in sorted(parts, key=lambda each: str(each[0]))]
        assert numbers == sorted(numbers)


def test_nothing_that_prepares_an_event_is_due_after_it() -> None:
    _, _, plan = coached("Organise my father's 60th birthday party for 40 people on 9 February")

    event = date(2027, 2, 9)
    week = next(w for w in plan.weeks if w.starts_on <= event < w.starts_on + timedelta(days=7))
    assert week.starts_on == week_start(plan.starts_on, week.number)
    days = [planned_day(plan, week, task) for task in week.tasks]
    assert days
    assert all(day <= event for day in days)
