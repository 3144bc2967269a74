"""Another end date spreads what is open over more weeks or fewer, in order and within the hours."""

from datetime import timedelta

import pytest

from core.plans.plan import Plan
from core.plans.revision.check import broken_rules
from core.plans.revision.move_end import move_end
from core.plans.revision.subject import Refusal, Subject
from tests.factories.revising import GOALS, coached_subject, on_day

MOVES = [(text, weeks) for text in (GOALS[1], GOALS[2], GOALS[5]) for weeks in (-4, -1, 1, 3)]


def moved(subject: Subject, days: int) -> Plan:
    plan = move_end(subject, subject.plan.ends_on + timedelta(days=days))
    assert isinstance(plan, Plan), plan
    return plan


@pytest.mark.parametrize(("text", "weeks"), MOVES)
def test_the_plan_ends_on_the_new_day_and_follows_every_rule(text: str, weeks: int) -> None:
    subject = on_day(coached_subject(text), 14)

    plan = moved(subject, 7 * weeks)

    assert plan.total_weeks == subject.plan.total_weeks + weeks
    assert broken_rules(plan, subject) == ()
    assert plan.weeks[:2] == subject.plan.weeks[:2]
    assert [t.id for t in plan.weeks[-1].tasks] == [t.id for t in subject.plan.weeks[-1].tasks]


@pytest.mark.parametrize("text", [GOALS[1], GOALS[5]])
def test_a_later_end_loses_no_task_and_makes_the_weeks_lighter(text: str) -> None:
    subject = on_day(coached_subject(text), 14)

    plan = moved(subject, 14)

    ids = {task.id for week in plan.weeks for task in week.tasks}
    assert ids == {task.id for week in subject.plan.weeks for task in week.tasks}
    mean = sum(week.minutes for week in plan.weeks) / plan.total_weeks
    assert mean < sum(week.minutes for week in subject.plan.weeks) / subject.plan.total_weeks


def test_an_end_in_the_middle_of_a_week_makes_a_short_last_week() -> None:
    subject = on_day(coached_subject(GOALS[1]), 14)

    plan = moved(subject, -3)

    assert plan.ends_on == subject.plan.ends_on - timedelta(days=3)
    assert broken_rules(plan, subject) == ()


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "already"), (-400, "cannot end before"), (400, "a year"), (140, "Too few tasks")],
)
def test_an_end_that_cannot_be_says_why(days: int, words: str) -> None:
    subject = on_day(coached_subject(GOALS[0]), 120)

    refused = move_end(subject, subject.plan.ends_on + timedelta(days=days))

    assert isinstance(refused, Refusal)
    assert words in refused.text
