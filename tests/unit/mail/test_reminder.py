"""When a reminder is due for tasks that may be done on any day of their week, and how it is worded."""

from datetime import timedelta

import pytest

from core.goals.weeks import Day
from core.mail.letter import write_plain
from core.mail.line import to_line
from core.mail.places import Places
from core.mail.reminder import is_due, write_reminder
from core.plans.plan import Task, Week
from core.progress.task_state import TaskState
from core.progress.today import ActiveGoal, Today, plan_today
from tests.factories.stored import FIRST_DAY
from tests.fakes import NOW

PLACES = Places(site="https://rein.example.org")


def day_of(
    tasks: int, *, day: int, done: int = 0, last_done: int | None = None, fixed: int = 0
) -> Today:
    """Return a day of a week with tasks for any day, the first of which are done, and fixed ones."""
    free = [Task(id=f"f{n}", title=f"Read part {n}", minutes=10 + n) for n in range(tasks)]
    set_ = [Task(id=f"s{n}", title=f"Swim {n}", minutes=30, day=Day.WED) for n in range(fixed)]
    week = Week(
        number=1,
        starts_on=FIRST_DAY,
        phase="Base",
        focus="Begin",
        tasks=(*free, *set_),
        if_then="If it is late, then I read one page.",
    )
    goal = ActiveGoal(
        goal_id="g",
        title="Read more",
        starts_on=FIRST_DAY,
        ends_on=FIRST_DAY + timedelta(days=27),
        total_weeks=4,
        weeks=(week,),
        states={f"f{n}": TaskState(done_at=NOW) for n in range(done)},
        last_done_on=None if last_done is None else FIRST_DAY + timedelta(days=last_done - 1),
    )
    return plan_today([goal], today=FIRST_DAY + timedelta(days=day - 1))


@pytest.mark.parametrize(
    ("tasks", "days"),
    [(1, [7]), (2, [4, 5, 6, 7]), (5, [2, 3, 4, 5, 6, 7]), (7, [1, 2, 3, 4, 5, 6, 7])],
)
def test_tasks_for_any_day_are_due_when_the_pace_of_the_week_asks_for_them(
    tasks: int, days: list[int]
) -> None:
    assert [day for day in range(1, 8) if is_due(day_of(tasks, day=day))] == days


def test_who_is_ahead_of_the_pace_is_left_alone() -> None:
    due = [day for day in range(1, 8) if is_due(day_of(5, day=day, done=3, last_done=1))]

    assert due == [6, 7]


def test_a_week_that_is_done_sends_nothing() -> None:
    assert not any(is_due(day_of(5, day=day, done=5, last_done=1)) for day in range(1, 8))


def test_a_task_with_a_day_is_due_on_it_whatever_else_the_week_has() -> None:
    assert is_due(day_of(1, day=3, fixed=1))
    assert not is_due(day_of(1, day=2, fixed=1))


def test_the_subject_names_the_task_and_fits_a_line() -> None:
    letter = write_reminder(day_of(0, day=3, fixed=8), PLACES)

    assert letter.subject == "Today: Swim 0 (30 min) and 7 more"
    assert "3 more are on the page Today." in write_plain(letter)
    assert "If it is late, then I read one page." in write_plain(letter)


@pytest.mark.parametrize(
    ("text", "limit", "line"),
    [
        ("a\r\nb\tc", None, "a b c"),
        ("a\u2028b\u202ec\u2066d\u200fe\ufefff", None, "a bcdef"),
        ("\N{FAMILY}\u200d\N{BOY} ok", None, "\N{FAMILY}\u200d\N{BOY} ok"),
        ("one two three", 10, "one two…"),
        ("x" * 20, 5, "xxxx…"),
        ("short", 5, "short"),
        ("a\ud800b", None, "ab"),
    ],
)
def test_a_line_has_nothing_that_changes_the_text_around_it(
    text: str, limit: int | None, line: str
) -> None:
    assert to_line(text, limit=limit) == line
