"""After a missed week no way on steps up as if it had been done; numbers stay those of the plan."""

from functools import cache
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.plans.loads import largest_step
from core.plans.plan import Plan, Week
from core.plans.revision.level import Level, last_level, sessions_of
from core.plans.revision.option import RevisionKind
from core.plans.revision.propose import propose
from core.plans.revision.subject import Subject
from tests.factories.revising import coached_subject, on_day

TRAINING = (
    "Run 5 km without stopping by the end of March",
    "Run a half marathon in 16 weeks, I run 8 km now",
    "Get strong enough to do 20 push-ups in 12 weeks",
    "Swim 1 km without a break in 10 weeks",
)
"""Goals whose load a body bears."""


@cache
def after_a_miss(text: str, seed: int) -> Subject:
    """A plan some weeks old, with the last one or two weeks missed, whole or but for a session."""
    subject, luck = coached_subject(text), Random(f"{text} {seed}")  # noqa: S311 - simulated
    plan = subject.plan
    today = luck.randint(2, plan.total_weeks - 1)
    missed = set(range(max(1, today - luck.randint(1, 2)), today))
    done = {t.id for w in plan.weeks[: today - 1] if w.number not in missed for t in w.tasks}
    if luck.random() < 0.4:
        done |= {sessions_of(plan.weeks[number - 1])[0].id for number in missed}
    return on_day(subject, 7 * (today - 1) + luck.randint(0, 2), done=frozenset(done))


def plans_of(subject: Subject) -> list[tuple[RevisionKind, Plan]]:
    return [(o.kind, o.plan) for o in propose(subject).options if o.plan is not None]


def titles(week: Week) -> set[str]:
    return {task.title for task in sessions_of(week)}


def level_of(subject: Subject) -> Level:
    level = last_level(subject)
    assert level is not None
    return level


HEAVY = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MISSES = st.tuples(st.sampled_from(TRAINING), st.integers(min_value=0, max_value=9))


@HEAVY
@given(MISSES)
def test_the_next_week_asks_for_no_more_than_the_last_level_reached(miss: tuple[str, int]) -> None:
    subject = after_a_miss(*miss)
    level = last_level(subject)
    if level is None:  # half of the sessions were done: the level was reached
        return
    for kind, plan in plans_of(subject):
        week = plan.weeks[subject.standing.current - 1]
        lighter = max(t.minutes for t in sessions_of(week)) < max(
            t.minutes for t in sessions_of(level.week)
        )

        assert titles(week) <= titles(level.week) or lighter, (kind, week)


@HEAVY
@given(MISSES)
def test_every_session_is_one_of_the_plan_as_it_was_written(miss: tuple[str, int]) -> None:
    subject = after_a_miss(*miss)
    known = {task.title for week in subject.plan.weeks for task in sessions_of(week)}
    for kind, plan in plans_of(subject):
        for week in plan.weeks:
            assert titles(week) <= known, kind


@HEAVY
@given(MISSES)
def test_loads_grow_after_a_miss_by_no_more_than_a_plan_may(miss: tuple[str, int]) -> None:
    subject = after_a_miss(*miss)
    level = last_level(subject)
    if level is None:
        return
    whole = [week.load for week in subject.plan.weeks if week.load is not None]
    for kind, plan in plans_of(subject):
        coming = plan.weeks[subject.standing.current - 1 :]
        if kind == RevisionKind.SHRINK:  # its last week stays, with a lower target
            coming = coming[:-1]
        furthest = level.week.load or 0.0
        for load in (week.load for week in coming if week.load is not None):
            assert load - furthest <= largest_step(whole) + 1e-6, (kind, load, furthest)
            furthest = max(furthest, load)


def test_a_date_that_would_be_a_jump_is_refused_in_words() -> None:
    subject = coached_subject(TRAINING[1])
    done = frozenset(task.id for week in subject.plan.weeks[:5] for task in week.tasks)
    late = on_day(subject, 7 * (subject.plan.total_weeks - 2), done=done)

    option = propose(late).option(RevisionKind.SWAP)

    assert option is not None
    assert "too large a step" in option.refusal


@pytest.mark.parametrize("kind", [RevisionKind.SHRINK, RevisionKind.SHIFT, RevisionKind.SWAP])
def test_a_missed_week_of_running_repeats_the_week_before_it(kind: RevisionKind) -> None:
    subject = coached_subject(TRAINING[0])
    done = frozenset(task.id for week in subject.plan.weeks[:7] for task in week.tasks)
    option = propose(on_day(subject, 56, done=done)).option(kind)

    assert option is not None
    assert option.plan is not None
    assert titles(option.plan.weeks[8]) == titles(subject.plan.weeks[6])
    assert titles(option.plan.weeks[8]) != titles(subject.plan.weeks[8])
    assert option.price is not None
    assert option.price.repeats == 7


def test_a_reserve_that_covers_a_missed_level_repeats_the_one_before() -> None:
    subject = coached_subject(TRAINING[0])
    week = subject.plan.weeks[7]
    first, *missed = sessions_of(week)
    done = {task.id for each in subject.plan.weeks[:8] for task in each.tasks}
    late = on_day(subject, 56, done=frozenset(done - {task.id for task in missed}))
    reserve = propose(late).option(RevisionKind.RESERVE)

    assert first.id in late.standing.done
    assert level_of(late).week.number == 7
    assert reserve is not None
    assert reserve.plan is not None
    assert reserve.plan.ends_on == subject.plan.ends_on
    assert titles(reserve.plan.weeks[8]) == titles(subject.plan.weeks[6])


def test_a_week_that_was_mostly_done_is_reached() -> None:
    subject = coached_subject(TRAINING[0])
    done = {task.id for each in subject.plan.weeks[:8] for task in each.tasks}
    missed = sessions_of(subject.plan.weeks[7])[0].id

    assert last_level(on_day(subject, 56, done=frozenset(done - {missed}))) is None


def test_no_level_is_repeated_where_no_body_bears_the_load() -> None:
    subject = coached_subject("Learn the ukulele well enough to play three songs by April")

    assert last_level(on_day(subject, 28)) is None
