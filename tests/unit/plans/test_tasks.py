"""Tasks of a week: verb first, within the minutes, and on days of the week."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.goals.weeks import DAYS, Day
from core.plans.draft import TaskDraft
from core.plans.plan import Task
from core.plans.repairs import Repairs
from core.plans.tasks import MAX_TASKS, MAX_TITLE_CHARACTERS, MIN_TASK_MINUTES, compile_tasks
from core.plans.weekdays import LANGUAGES

FALLBACK = "Do the smallest step"


def compiled(
    *drafted: TaskDraft, cap: int = 180, days: tuple[Day, ...] = DAYS
) -> tuple[tuple[Task, ...], list[str]]:
    repairs = Repairs()
    tasks = compile_tasks(
        drafted,
        number=3,
        cap=cap,
        days=days,
        names=LANGUAGES[0],
        english=True,
        fallback=FALLBACK,
        repairs=repairs,
    )
    assert all(repair.week == 3 for repair in repairs.repairs)
    return tasks, [repair.text for repair in repairs.repairs]


def draft(title: str = "Run easily", minutes: int = 30, day: str | None = None) -> TaskDraft:
    return TaskDraft(title=title, minutes=minutes, day=day)


def minutes(tasks: tuple[Task, ...]) -> list[int]:
    return [task.minutes for task in tasks]


def test_a_good_task_is_not_changed() -> None:
    (task,), repairs = compiled(draft(day="Wed"))

    assert (task.title, task.minutes, task.day) == ("Run easily", 30, Day.WED)
    assert repairs == []


def test_each_task_has_an_id_of_its_own() -> None:
    first, _ = compiled(draft(), draft(), draft())
    second, _ = compiled(draft(), draft(), draft())

    assert len({task.id for task in first + second}) == 6


def test_a_week_without_a_task_gets_the_fallback() -> None:
    (task,), repairs = compiled(draft("  "))

    assert (task.title, task.minutes) == (FALLBACK, 20)
    assert repairs == ["Week 3 had no task, so it got a small one."]


def test_the_fallback_fits_into_a_short_week() -> None:
    (task,), _ = compiled(cap=6)

    assert task.minutes == 6


def test_a_week_has_at_most_fourteen_tasks() -> None:
    tasks, repairs = compiled(*(draft(f"Run lap {n}", 5) for n in range(20)))

    assert [task.title for task in tasks] == [f"Run lap {n}" for n in range(MAX_TASKS)]
    assert repairs == ["Kept the first 14 of 20 tasks of week 3."]


@pytest.mark.parametrize(
    ("drafted", "title"),
    [
        ("run  easily", "Run easily"),
        ("I will run easily", "Run easily"),
        ("You should stretch", "Stretch"),
        ("Then also walk home", "Walk home"),
        ("Please read a page", "Read a page"),
        ("running hills", "Run hills"),
        ("Writes a page", "Write a page"),
        ("30-minute easy run", "Do this: 30-minute easy run"),
        ("A walk", "Do this: A walk"),
        ("Download the last twenty games", "Download the last twenty games"),
        ("then proofread it", "Then proofread it"),
        ("🎉", "Do this: 🎉"),
    ],
)
def test_a_title_begins_with_a_verb(drafted: str, title: str) -> None:
    (task,), _ = compiled(draft(drafted))

    assert task.title == title


def test_a_changed_title_is_a_repair() -> None:
    _, repairs = compiled(draft("30-minute easy run"))

    assert repairs == [
        "“30-minute easy run” now begins with what to do: “Do this: 30-minute easy run”."
    ]


def test_a_title_has_a_maximum_length() -> None:
    (verb,), _ = compiled(draft("Run " + "far " * 100))
    (other,), _ = compiled(draft("Legs " + "far " * 100))

    assert len(verb.title) <= MAX_TITLE_CHARACTERS
    assert len(other.title) == MAX_TITLE_CHARACTERS


def test_harmful_advice_is_replaced() -> None:
    (task,), repairs = compiled(draft("Train through the pain"))

    assert task.title == "Rest today, and see a professional if the pain stays"
    assert repairs == [f"Replaced a task of week 3 that could do harm with “{task.title}”."]


def test_tasks_over_the_minutes_are_shortened_in_proportion() -> None:
    tasks, repairs = compiled(draft("Run", 120), draft("Stretch", 60), cap=90)

    assert minutes(tasks) == [60, 30]
    assert repairs == [
        "Shortened “Run” from 120 to 60 minutes: over your hours.",
        "Shortened “Stretch” from 60 to 30 minutes: over your hours.",
    ]


def test_a_short_task_is_not_shortened_below_five_minutes() -> None:
    tasks, _ = compiled(draft("Run", 300), draft("Stretch", 6), cap=60)

    assert minutes(tasks) == [55, 5]


def test_the_last_tasks_are_left_out_if_not_even_five_minutes_fit() -> None:
    tasks, repairs = compiled(draft("Run", 30), draft("Swim", 30), draft("Walk", 30), cap=11)

    assert [task.title for task in tasks] == ["Run", "Swim"]
    assert repairs[0] == "Left out “Walk” in week 3: over your hours."


@given(
    drafted=st.lists(st.integers(1, 1_440), min_size=1, max_size=20),
    cap=st.integers(6, 3_600),
)
def test_a_week_never_exceeds_its_minutes(drafted: list[int], cap: int) -> None:
    tasks, _ = compiled(*(draft(f"Run lap {n}", m) for n, m in enumerate(drafted)), cap=cap)

    assert 0 < sum(minutes(tasks)) <= cap
    assert all(m >= min(MIN_TASK_MINUTES, d) for m, d in zip(minutes(tasks), drafted, strict=False))


def test_tasks_with_a_day_are_in_the_order_of_the_week() -> None:
    """A plan that starts on Saturday has Saturday first; tasks without a day do not move."""
    week = (Day.SAT, Day.SUN, Day.MON)
    tasks, _ = compiled(
        draft("Run", day="Mon"), draft("Stretch"), draft("Swim", day="sunday"), days=week
    )

    assert [(task.title, task.day) for task in tasks] == [
        ("Swim", Day.SUN),
        ("Stretch", None),
        ("Run", Day.MON),
    ]


@pytest.mark.parametrize("day", ["Noday", "", "someday", "1"])
def test_an_unknown_day_counts_as_none(day: str) -> None:
    (task,), repairs = compiled(draft(day=day))

    assert task.day is None
    assert repairs == []


def test_a_day_after_the_end_moves_to_the_last_day() -> None:
    (task,), repairs = compiled(draft(day="Tue"), days=(Day.SAT, Day.SUN))

    assert task.day is Day.SUN
    assert repairs == ["Moved “Run easily” to Sun: the plan has ended by Tue of week 3."]


def test_a_task_on_several_days_is_one_task_on_each() -> None:
    tasks, repairs = compiled(draft("Run", 30, "Fri/Mon/Wed"), draft("Rest", 20))

    assert [(t.title, t.minutes, t.day) for t in tasks] == [
        ("Run", 30, Day.MON),
        ("Run", 30, Day.WED),
        ("Run", 30, Day.FRI),
        ("Rest", 20, None),
    ]
    assert repairs == []


def test_minutes_that_only_fit_as_a_sum_are_divided_among_the_days() -> None:
    tasks, repairs = compiled(draft("Run", 150, "Mon, Wed"), cap=180)

    assert minutes(tasks) == [75, 75]
    assert repairs == []


def test_a_title_that_counts_the_days_stays_one_task() -> None:
    (task,), _ = compiled(draft("Run 3 x 20 min", 60, "Mon/Wed/Fri"))

    assert (task.minutes, task.day) == (60, Day.MON)


def test_a_title_in_another_language_is_not_touched() -> None:
    repairs = Repairs()
    (task,) = compile_tasks(
        [draft("laufe 3 km am Stück", 30, "Mi")],
        number=1,
        cap=180,
        days=DAYS,
        names=LANGUAGES[1],
        english=False,
        fallback=FALLBACK,
        repairs=repairs,
    )

    assert (task.title, task.day, repairs.repairs) == ("laufe 3 km am Stück", Day.WED, [])
