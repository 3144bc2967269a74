"""A paused goal has nothing due, and its dates move by whole weeks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.plans.days import planned_day
from core.plans.plan import Plan, Task
from core.plans.revision.check import broken_rules
from core.plans.revision.pause import Break, pause, resume
from core.plans.revision.subject import Refusal, Subject
from tests.factories.revising import GOALS, coached_subject, on_day

CASES = [(text, day, length) for text in GOALS for day, length in ((0, 7), (17, 3), (24, 14))]

FREE = [case for case in CASES if coached_subject(case[0]).stated.quit_date is None]
"""Cases of plans that lead to no fixed day."""


def paused(subject: Subject, length: int, *, after: int = 0) -> Plan:
    first = subject.standing.today + timedelta(days=after)
    plan = pause(subject, Break(first=first, last=first + timedelta(days=length - 1)))
    assert isinstance(plan, Plan)
    return plan


@pytest.mark.parametrize(("text", "day", "length"), CASES)
def test_a_paused_goal_has_nothing_due(text: str, day: int, length: int) -> None:
    subject = on_day(coached_subject(text), day)
    today = subject.standing.today

    plan = paused(subject, length)

    due = [planned_day(plan, week, task) for week in plan.weeks for task in week.tasks]
    assert not [on for on in due if today <= on < today + timedelta(days=length)]
    assert broken_rules(plan, subject) == ()


def tasks_of(plan: Plan) -> dict[str, Task]:
    return {task.id: task for week in plan.weeks for task in week.tasks}


@pytest.mark.parametrize(("text", "day", "length"), FREE)
def test_a_pause_moves_whole_weeks_and_loses_no_task(text: str, day: int, length: int) -> None:
    subject = on_day(coached_subject(text), day)

    plan = paused(subject, length)

    moved = (plan.ends_on - subject.plan.ends_on).days
    assert moved == 7 * -(-length // 7)
    assert tasks_of(plan) == tasks_of(subject.plan)
    assert len(plan.milestones) == len(subject.plan.milestones)


def test_milestones_and_check_ins_move_with_their_weeks() -> None:
    subject = on_day(coached_subject(GOALS[1]), 14)

    plan = paused(subject, 14)

    weeks = timedelta(days=14)
    assert [m.due_on for m in plan.milestones] == [
        m.due_on + weeks for m in subject.plan.milestones
    ]
    assert plan.check_in_weeks == tuple(n + 2 for n in subject.plan.check_in_weeks)


def test_who_comes_back_early_goes_on_with_the_next_week() -> None:
    subject = on_day(coached_subject(GOALS[0]), 14)
    plan = paused(subject, 21)
    back = replace(
        subject,
        standing=replace(
            subject.standing, plan=plan, today=subject.standing.today + timedelta(days=7)
        ),
    )

    resumed = resume(back, subject.standing.today + timedelta(days=20), subject.plan)

    assert (resumed.ends_on - subject.plan.ends_on).days == 7
    assert resumed.weeks[3].tasks == subject.plan.weeks[2].tasks
    assert broken_rules(resumed, back) == ()


def test_a_plan_that_leads_to_a_fixed_day_leaves_out_what_is_paused() -> None:
    subject = on_day(coached_subject(GOALS[2]), 14)
    fixed = replace(subject, ends_on_event=True)

    plan = paused(fixed, 7)

    assert plan.ends_on == fixed.plan.ends_on
    assert plan.weeks[2].paused
    assert plan.weeks[3].tasks == fixed.plan.weeks[3].tasks
    standing = replace(fixed.standing, plan=plan)
    back = resume(replace(fixed, standing=standing), plan.weeks[2].ends_on, fixed.plan)
    assert back.weeks[2].tasks == fixed.plan.weeks[2].tasks


@pytest.mark.parametrize(
    ("after", "length", "words"),
    [(-1, 7, "today or later"), (0, 0, "not before"), (0, 400, "at most"), (400, 7, "is over")],
)
def test_a_pause_that_makes_no_sense_is_refused(after: int, length: int, words: str) -> None:
    subject = on_day(coached_subject(GOALS[0]), 14)
    first = subject.standing.today + timedelta(days=after)

    refused = pause(subject, Break(first=first, last=first + timedelta(days=length - 1)))

    assert isinstance(refused, Refusal)
    assert words in refused.text


def test_an_exam_day_cannot_be_paused() -> None:
    subject = replace(on_day(coached_subject(GOALS[2]), 14), ends_on_event=True)

    refused = pause(subject, Break(first=subject.standing.today, last=subject.plan.ends_on))

    assert isinstance(refused, Refusal)
