"""Every way to go on after a bad week is a valid plan, whatever was done until then."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.goals.weeks import minutes_cap
from core.plans.plan import Plan
from core.plans.revision.check import broken_rules
from core.plans.revision.option import Proposal, RevisionKind, RevisionOption
from core.plans.revision.placing import root_of
from core.plans.revision.propose import propose
from core.plans.revision.standing import missed_tasks, reserve_left
from core.plans.revision.subject import Subject
from tests.factories.revising import GOALS, coached_subject, on_day


@cache
def lived(text: str, seed: int) -> tuple[Subject, Proposal]:
    """A plan of the offline coach on some day, with some tasks done and skipped, and its options."""
    subject, luck = coached_subject(text), Random(f"{text} {seed}")  # noqa: S311 - simulated
    plan = subject.plan
    day = luck.randint(7, (plan.ends_on - plan.starts_on).days)
    will = luck.choice((0.0, 0.3, 0.6, 0.9))
    met = [task for week in plan.weeks[: day // 7 + 1] for task in week.tasks]
    done = frozenset(task.id for task in met if luck.random() < will)
    rest = [task for task in met if task.id not in done]
    skipped = frozenset(task.id for task in rest if luck.random() < 0.1)
    today = plan.starts_on + timedelta(days=day)
    moved = {t.id: today + timedelta(days=luck.randint(-9, 9)) for t in rest[-3:]}
    subject = on_day(subject, day, done=done, skipped=skipped, moved=moved)
    return subject, propose(subject)


LIVES = st.tuples(st.sampled_from(GOALS), st.integers(min_value=0, max_value=5))
"""What `lived` takes. It is cached, because making options is the slow part and every law looks at the same lives."""


def possible(proposal: Proposal) -> list[RevisionOption]:
    return [option for option in proposal.options if option.possible]


def plan_of(option: RevisionOption) -> Plan:
    assert option.plan is not None
    return option.plan


HEAVY = settings(max_examples=16, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@HEAVY
@given(LIVES)
def test_no_option_breaks_a_rule_of_plans_or_of_sense(life: tuple[str, int]) -> None:
    subject, proposal = lived(*life)

    for option in proposal.options:
        assert "break a rule" not in option.refusal, (option.kind, option.refusal)
    for option in possible(proposal):
        assert broken_rules(plan_of(option), subject) == ()


@HEAVY
@given(LIVES)
def test_the_past_never_changes_and_what_is_done_stays(life: tuple[str, int]) -> None:
    subject, proposal = lived(*life)
    past = len(subject.standing.past)
    for option in possible(proposal):
        plan = plan_of(option)
        ids = {task.id for week in plan.weeks for task in week.tasks}

        assert plan.weeks[:past] == subject.plan.weeks[:past]
        assert subject.standing.done <= ids
        assert subject.standing.skipped <= ids


@HEAVY
@given(LIVES)
def test_this_week_is_never_longer_than_its_last_days_hold(life: tuple[str, int]) -> None:
    subject, proposal = lived(*life)
    standing = subject.standing
    for option in possible(proposal):
        plan = plan_of(option)
        if option.kind == RevisionKind.RESERVE or standing.current > plan.total_weeks:
            continue
        week = plan.weeks[standing.current - 1]
        left = (plan.last_day_of(week) - standing.today).days + 1
        coming = [task for task in week.tasks if standing.is_open(task)]
        minutes = sum(task.minutes for task in coming)

        assert len(coming) == 1 or minutes <= minutes_cap(plan.hours_per_week, min(5, left))


@HEAVY
@given(LIVES)
def test_weeks_follow_each_other_to_the_end_within_the_hours(
    life: tuple[str, int],
) -> None:
    _subject, proposal = lived(*life)
    for option in possible(proposal):
        plan = plan_of(option)
        for before, after in zip(plan.weeks, plan.weeks[1:], strict=False):
            assert (after.starts_on - before.starts_on).days == 7
        assert all(week.minutes <= plan.hours_per_week * 60 for week in plan.weeks)
        assert all(week.reserve_days >= 0 for week in plan.weeks)
        assert all(plan.starts_on <= m.due_on <= plan.ends_on for m in plan.milestones)


@HEAVY
@given(LIVES)
def test_the_same_standing_always_gives_the_same_options(life: tuple[str, int]) -> None:
    subject, proposal = lived(*life)
    assert propose(replace(subject)) == proposal


@HEAVY
@given(LIVES)
def test_options_differ_from_one_another(life: tuple[str, int]) -> None:
    _subject, proposal = lived(*life)
    plans = [plan_of(o) for o in possible(proposal) if o.kind != RevisionKind.RESERVE]

    for index, plan in enumerate(plans):
        assert plan not in plans[index + 1 :]


@HEAVY
@given(LIVES)
def test_an_accepted_option_settles_what_was_missed(life: tuple[str, int]) -> None:
    subject, proposal = lived(*life)
    for option in possible(proposal):
        standing = replace(
            subject.standing,
            plan=plan_of(option),
            settled_on=subject.standing.this_week.starts_on,
        )

        assert missed_tasks(standing) == ()
        assert propose(replace(subject, standing=standing)).options == ()


@HEAVY
@given(LIVES)
def test_the_reserve_is_never_negative_and_covers_only_what_it_holds(
    life: tuple[str, int],
) -> None:
    subject, proposal = lived(*life)
    reserve = proposal.option(RevisionKind.RESERVE)

    assert reserve_left(subject.standing) >= 0
    if reserve is not None:
        assert proposal.missed_days <= proposal.reserve_left
        assert proposal.advised == RevisionKind.RESERVE
        assert reserve.plan == subject.plan


@HEAVY
@given(LIVES)
def test_each_way_holds_what_it_promises(life: tuple[str, int]) -> None:
    subject, proposal = lived(*life)
    missed = {m.task.id for m in missed_tasks(subject.standing)}
    shrunk, shifted, swapped = (
        proposal.option(kind)
        for kind in (RevisionKind.SHRINK, RevisionKind.SHIFT, RevisionKind.SWAP)
    )
    if shrunk is not None and shrunk.plan is not None:
        assert shrunk.plan.ends_on == subject.plan.ends_on
        assert shrunk.price is not None
        assert shrunk.price.hours <= shrunk.price.hours_before
    if shifted is not None and shifted.plan is not None:
        moved = (shifted.plan.ends_on - subject.plan.ends_on).days
        assert moved >= 7
        assert moved % 7 == 0
        ids = {task.id for week in shifted.plan.weeks for task in week.tasks}
        assert {task.id for week in subject.plan.weeks for task in week.tasks} <= ids
        assert missed <= {root_of(task_id) for task_id in ids if "~" in task_id}
    if swapped is not None and swapped.plan is not None:
        assert swapped.plan.ends_on == subject.plan.ends_on
        assert swapped.price is not None
        assert swapped.price.planned_again > 0


@pytest.mark.parametrize("text", GOALS)
def test_nothing_missed_needs_no_way_on(text: str) -> None:
    subject = coached_subject(text)
    done = frozenset(task.id for week in subject.plan.weeks for task in week.tasks)

    assert propose(on_day(subject, 20, done=done)).options == ()
