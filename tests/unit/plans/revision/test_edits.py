"""Edits by hand change what they say, never history or what is done; refusals are sentences."""

import pytest

from core.goals.weeks import Day
from core.plans.plan import Plan
from core.plans.revision.check import broken_rules
from core.plans.revision.edits import (
    TaskChange,
    add_task,
    edit_milestone,
    edit_task,
    remove_task,
)
from core.plans.revision.subject import Refusal, Subject
from tests.factories.revising import GOALS, coached_subject, on_day

RUNNING, SAVING = GOALS[0], GOALS[1]


@pytest.fixture
def subject() -> Subject:
    """A running plan in its third week, with one task of it done."""
    return on_day(coached_subject(RUNNING), 14, done=frozenset({"w3t1"}))


def edited(plan: Plan | Refusal) -> Plan:
    assert isinstance(plan, Plan), plan
    return plan


def reason(plan: Plan | Refusal) -> str:
    assert isinstance(plan, Refusal)
    return plan.text


def test_a_task_gets_another_title_time_and_day(subject: Subject) -> None:
    change = TaskChange(title="swim ten lengths", minutes=30, day=Day.THU)

    plan = edited(edit_task(subject, "w4t2", change))

    task = next(task for task in plan.weeks[3].tasks if task.id == "w4t2")
    assert (task.title, task.minutes, task.day) == ("Swim ten lengths", 30, Day.THU)
    assert broken_rules(plan, subject) == ()


def test_a_title_that_does_not_say_what_to_do_is_made_to(subject: Subject) -> None:
    plan = edited(add_task(subject, 4, title="please stretch", minutes=10))

    assert plan.weeks[3].tasks[-1].title == "Stretch"
    assert broken_rules(plan, subject) == ()


def test_a_task_moves_to_another_week_and_back_to_no_day(subject: Subject) -> None:
    plan = edited(edit_task(subject, "w4t2", TaskChange(week=6, without_day=True)))

    assert "w4t2" not in {task.id for task in plan.weeks[3].tasks}
    assert next(t for t in plan.weeks[5].tasks if t.id == "w4t2").day is None


def test_an_added_task_has_an_id_of_its_own(subject: Subject) -> None:
    plan = edited(add_task(subject, 5, title="Stretch", minutes=5, day=Day.SUN))

    ids = [task.id for week in plan.weeks for task in week.tasks]
    assert len(ids) == len(set(ids))
    assert len(plan.weeks[4].tasks) == len(subject.plan.weeks[4].tasks) + 1


def test_a_removed_task_is_gone_and_the_only_one_stays(subject: Subject) -> None:
    plan = edited(remove_task(subject, "w4t2"))
    assert "w4t2" not in {task.id for task in plan.weeks[3].tasks}

    for task in subject.plan.weeks[3].tasks[1:]:
        subject = on_day(coached_subject(RUNNING), 14, plan=edited(remove_task(subject, task.id)))
    assert "only task" in reason(remove_task(subject, subject.plan.weeks[3].tasks[0].id))


@pytest.mark.parametrize(
    ("task_id", "change", "words"),
    [
        ("w1t1", TaskChange(minutes=5), "is over"),
        ("w3t1", TaskChange(minutes=5), "is done"),
        ("nothing", TaskChange(minutes=5), "no longer in the plan"),
        ("w4t2", TaskChange(), "Nothing was changed"),
        ("w4t2", TaskChange(title="  "), "needs a title"),
        ("w4t2", TaskChange(minutes=0), "between 1 and"),
        ("w4t2", TaskChange(week=99), "no such week"),
        ("w4t2", TaskChange(week=1), "is over"),
    ],
)
def test_what_cannot_be_edited_says_why(
    subject: Subject, task_id: str, change: TaskChange, words: str
) -> None:
    assert words in reason(edit_task(subject, task_id, change))


def test_a_day_that_a_short_week_does_not_have_is_refused(subject: Subject) -> None:
    last = subject.plan.total_weeks

    assert "has no" in reason(add_task(subject, last, title="Run", minutes=5, day=Day.FRI))


def test_a_milestone_gets_another_number_in_its_title_and_another_week() -> None:
    subject = on_day(coached_subject(SAVING), 0)

    plan = edited(edit_milestone(subject, 6, target=700, to_week=7))

    milestone = plan.weeks[6].milestone
    assert milestone is not None
    assert (milestone.title, milestone.target) == ("Have €700 saved", 700)
    assert milestone.due_on == plan.weeks[6].ends_on
    assert plan.weeks[5].milestone is None
    assert broken_rules(plan, subject) == ()


def test_a_milestone_that_would_stand_out_of_order_breaks_a_rule() -> None:
    subject = on_day(coached_subject(SAVING), 0)

    plan = edited(edit_milestone(subject, 11, target=100))

    assert any("stands behind" in text for text in broken_rules(plan, subject))


@pytest.mark.parametrize(
    ("week", "changes", "words"),
    [
        (2, {"target": 5.0}, "no milestone"),
        (6, {"to_week": 11}, "has a milestone already"),
        (20, {"to_week": 19}, "end of the plan"),
        (6, {}, "Nothing was changed"),
    ],
)
def test_a_milestone_that_cannot_be_edited_says_why(
    week: int, changes: dict[str, float], words: str
) -> None:
    subject = on_day(coached_subject(SAVING), 0)

    assert words in reason(edit_milestone(subject, week, **changes))  # type: ignore[arg-type]
