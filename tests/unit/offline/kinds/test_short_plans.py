"""A plan with less time than its playbook keeps what comes first, before its day, in the limit."""

import re
from datetime import date, timedelta

import pytest

from core.goals.weeks import week_start
from core.offline.kinds.short_plans.divisible import is_divisible
from core.offline.kinds.short_plans.needed import with_what_fits
from core.offline.kinds.short_plans.placed_steps import PlacedStep, within_limit
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


@pytest.mark.parametrize(
    ("title", "may_be_cut"),
    [
        ("Sort the letters of three years by sender", True),
        ("Draft the chapter on her childhood", True),
        ("Learn the forty words of the first unit", True),
        ("Hold the first dinner with your sister and leave at nine", False),
        ("Ride to the lake and back with the club", False),
        ("Phone the landlord about the deposit", False),
        ("Prepare three questions and ask the midwife", False),
        ("Read the whole part aloud in one sitting", False),
        ("Zorb down the hill", False),
    ],
)
def test_only_work_that_goes_on_where_it_stopped_is_cut(title: str, *, may_be_cut: bool) -> None:
    parts = within_limit(PlacedStep(title=title, minutes=90), 30)

    assert is_divisible(title) == may_be_cut
    assert all(part.minutes <= 30 for part in parts)
    assert len(parts) == (3 if may_be_cut else 1)
    assert [part.finishes for part in parts][-1]


@pytest.mark.parametrize(
    "text",
    [
        "My sister and I stopped talking. I want to speak with her again by 20 March, an hour a week",
        "I don't know what to do with my evenings. I want to find something I like by 31 January",
        "I am terrified of lifts and want to ride one to the tenth floor by 1 March",
    ],
)
def test_without_a_stated_limit_a_day_every_step_is_done_in_one_piece(text: str) -> None:
    _, resolution, plan = coached(text)

    assert not [t.title for week in plan.weeks for t in week.tasks if _PART.match(t.title)]
    first = resolution.description.split("begin with this: ")[1].rstrip(".").casefold()
    assert first in {task.title.casefold() for task in plan.weeks[0].tasks}
