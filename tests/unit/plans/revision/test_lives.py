"""Simulated people finish more of their plan if it changes with them; the rules always hold."""

from dataclasses import replace
from itertools import pairwise
from statistics import mean

import pytest

from core.plans.days import weekday_date
from core.plans.invariants import check_invariants
from core.plans.plan import Plan
from core.plans.revision.check import broken_rules
from core.plans.revision.option import WAYS_ON, RevisionKind
from tests.factories.lived_plans import advised, always, replanned_life, static_life
from tests.factories.people import PersonKind, everyone
from tests.factories.revising import coached_subject

RUNNING, SAVING = "Run 5 km without stopping in 12 weeks", "Save 1000 euros in 12 weeks"
SEEDS = 6


@pytest.mark.parametrize("text", [RUNNING, SAVING])
def test_people_finish_more_of_the_plan_than_with_one_that_never_changes(text: str) -> None:
    subject, static, changed = coached_subject(text), {}, {}
    for kind in PersonKind:
        people = [person for person in everyone(SEEDS) if person.kind is kind]
        static[kind] = mean(static_life(subject, each).finished for each in people)
        changed[kind] = mean(replanned_life(subject, each, advised).finished for each in people)

    assert mean(changed.values()) > mean(static.values())
    for kind in (PersonKind.SPORADIC, PersonKind.VANISHES, PersonKind.CHANGES_HOURS):
        assert changed[kind] > static[kind], kind


@pytest.mark.parametrize("kind", list(PersonKind))
@pytest.mark.parametrize("way", [None, *WAYS_ON])
def test_however_often_a_plan_changes_its_rules_hold(kind: PersonKind, way: object) -> None:
    subject = coached_subject(RUNNING)
    policy = advised if way is None else always(way)  # type: ignore[arg-type]
    for person in everyone(2):
        if person.kind is not kind:
            continue
        life = replanned_life(subject, person, policy)
        plan = life.subject.plan
        goal = replace(subject.goal, deadline=plan.ends_on)

        assert broken_rules(plan, subject) == ()
        assert not [v for v in check_invariants(plan, goal) if v.invariant in {"hours", "dates"}]
        assert min(life.reserves) >= 0


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
