"""Simulated people finish more of their plan if it changes with them; the rules always hold."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from statistics import mean

import pytest

from core.plans.days import weekday_date
from core.plans.plan import Plan
from core.plans.revision.option import WAYS_ON, RevisionKind
from tests.factories.lived_plans import (
    Life,
    advised,
    always,
    broken_laws,
    replanned_life,
    static_life,
)
from tests.factories.people import PersonKind, everyone
from tests.factories.revising import coached_subject

RUNNING = "Run 5 km without stopping in 12 weeks"
SEEDS = 3
"""`tests/bench/replanning.py` measures it on 200 people of each kind and three goals."""


def test_people_finish_more_of_the_plan_than_with_one_that_never_changes() -> None:
    subject = coached_subject(RUNNING)
    lived = [replanned_life(subject, person, advised) for person in everyone(SEEDS)]

    def finished(lives: Iterable[Life], kind: PersonKind) -> float:
        return mean(life.finished for life in lives if life.person.kind is kind)

    changed = {kind: finished(lived, kind) for kind in PersonKind}
    static = [static_life(subject, person) for person in everyone(SEEDS)]
    unchanged = {kind: finished(static, kind) for kind in PersonKind}

    assert mean(changed.values()) > mean(unchanged.values())
    for kind in (PersonKind.SPORADIC, PersonKind.VANISHES, PersonKind.CHANGES_HOURS):
        assert changed[kind] > unchanged[kind], kind
    assert {broken_laws(life) for life in lived} == {()}


@pytest.mark.parametrize("way", WAYS_ON)
def test_however_often_a_plan_changes_its_rules_hold(way: RevisionKind) -> None:
    subject = coached_subject(RUNNING)
    for person in everyone(2):
        assert broken_laws(replanned_life(subject, person, always(way))) == ()


def test_a_broken_law_of_a_life_is_counted() -> None:
    subject = coached_subject(RUNNING)
    life = static_life(subject, everyone(1)[0])
    plan = subject.plan
    doubled = replace(plan.weeks[0], tasks=plan.weeks[0].tasks * 3)
    ends = plan.weeks[-1]
    early = replace(doubled, milestone=ends.milestone)
    versions = [replace(plan, weeks=(week, *plan.weeks[1:])) for week in (doubled, early)]

    broken = broken_laws(replace(life, plans=tuple(versions), reserves=(-1,)))

    assert len(broken) == 3


@pytest.mark.parametrize("way", [RevisionKind.SHIFT, RevisionKind.SWAP])
def test_a_plan_with_days_of_rest_has_them_however_often_it_changes(way: RevisionKind) -> None:
    subject = coached_subject(RUNNING)
    assert days_in_a_row(subject.plan) == 0
    for person in everyone(3):
        life = replanned_life(subject, person, always(way))

        assert days_in_a_row(life.subject.plan) == 0, person


def days_in_a_row(plan: Plan) -> int:
    """Return how often a session stands on the day after another one; the last week is a race."""
    days = sorted(
        day
        for week in plan.weeks[:-1]
        for task in week.tasks
        if (day := weekday_date(plan, week, task)) is not None
    )
    return sum((later - day).days == 1 for day, later in pairwise(days))


def test_a_person_who_misses_nothing_never_changes_the_plan() -> None:
    subject = coached_subject(RUNNING)
    done = frozenset(task.id for week in subject.plan.weeks for task in week.tasks)
    standing = replace(subject.standing, done=done)

    life = replanned_life(replace(subject, standing=standing), everyone(1)[0], advised)

    assert life.revisions == 0
    assert life.subject.plan == subject.plan
