"""Wishes without a missed week: each is granted as a whole valid plan, or refused in words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.goals.weeks import Day, minutes_cap
from core.plans.plan import Plan
from core.plans.revision.check import broken_rules
from core.plans.revision.option import Proposal, RevisionKind, RevisionOption
from core.plans.revision.subject import Refusal, Subject
from core.plans.revision.wishes.grant import grant
from core.plans.revision.wishes.wish import Wish, WishKind
from core.plans.revision.words import cost_of
from tests.factories.revising import GOALS, coached_subject, on_day

RUNNING, SAVING, EXAM, _, _, UKULELE = GOALS[:6]
SUBJECTS = (RUNNING, SAVING, EXAM, UKULELE)


def after_three_weeks(text: str) -> Subject:
    """A plan whose first three weeks are done."""
    subject = coached_subject(text)
    done = frozenset(task.id for week in subject.plan.weeks[:3] for task in week.tasks)
    return on_day(subject, 23, done=done)


def granted(subject: Subject, wish: Wish) -> Proposal:
    proposal = grant(subject, wish)
    assert isinstance(proposal, Proposal), proposal
    return proposal


def option(subject: Subject, wish: Wish, kind: RevisionKind) -> RevisionOption:
    found = granted(subject, wish).option(kind)
    assert found is not None
    return found


def plan_of(found: RevisionOption) -> Plan:
    assert found.plan is not None, found.refusal
    return found.plan


def wishes_of(subject: Subject) -> list[Wish]:
    hours = subject.plan.hours_per_week
    return [
        Wish(kind=WishKind.FEWER_HOURS, hours=max(0.5, 0.75 * hours)),
        Wish(kind=WishKind.MORE_HOURS, hours=1.5 * hours),
        Wish(kind=WishKind.SLOWER),
        Wish(kind=WishKind.FASTER),
        Wish(kind=WishKind.OTHER_DAYS, days=(Day.TUE, Day.THU, Day.SUN)),
        Wish(kind=WishKind.LATER_START, start_on=subject.plan.starts_on + timedelta(days=30)),
    ]


@pytest.mark.parametrize("text", SUBJECTS)
@pytest.mark.parametrize("begun", [False, True])
def test_every_option_is_a_valid_plan_with_its_price_and_history_stays(
    text: str, begun: bool
) -> None:
    subject = after_three_weeks(text) if begun else coached_subject(text)
    past = len(subject.standing.past)
    for wish in wishes_of(subject):
        for found in granted(subject, wish).options:
            if found.plan is None:
                assert found.refusal, wish
                continue
            assert broken_rules(found.plan, subject) == (), wish
            assert found.plan.weeks[:past] == subject.plan.weeks[:past], wish
            assert found.price is not None
            assert cost_of(found.kind, found.price)
            ids = {task.id for week in found.plan.weeks for task in week.tasks}
            assert subject.standing.done <= ids, wish


@pytest.mark.parametrize("text", SUBJECTS)
def test_fewer_hours_hold_in_every_week_to_come(text: str) -> None:
    subject = after_three_weeks(text)
    hours = 0.75 * subject.plan.hours_per_week
    for found in granted(subject, Wish(kind=WishKind.FEWER_HOURS, hours=hours)).options:
        if found.plan is not None:
            coming = found.plan.weeks[len(subject.standing.past) :]
            assert found.plan.hours_per_week == hours
            assert all(week.minutes <= minutes_cap(hours, 7) for week in coming)


def test_slower_keeps_the_plan_and_ends_later_or_keeps_the_date_and_reaches_less() -> None:
    subject = after_three_weeks(RUNNING)

    later = option(subject, Wish(kind=WishKind.SLOWER), RevisionKind.STRETCH)
    lighter = option(subject, Wish(kind=WishKind.SLOWER), RevisionKind.LIGHTER)

    assert plan_of(later).ends_on > subject.plan.ends_on
    assert later.price is not None
    assert later.price.left_out == 0
    assert plan_of(lighter).ends_on == subject.plan.ends_on
    assert lighter.price is not None
    assert lighter.price.target != lighter.price.target_before
    assert lighter.price.left_out > 0


def test_a_fixed_date_is_named_with_what_is_given_up() -> None:
    subject = replace(after_three_weeks(EXAM), ends_on_event=True)

    proposal = granted(subject, Wish(kind=WishKind.SLOWER))
    later, lighter = proposal.options

    assert "fixed date" in later.refusal
    assert "given up" in later.refusal
    assert proposal.advised == RevisionKind.LIGHTER
    assert lighter.price is not None
    assert any("instead of" in line for line in cost_of(lighter.kind, lighter.price))
    faster = option(subject, Wish(kind=WishKind.FASTER), RevisionKind.EARLIER)
    assert "fixed" in faster.refusal


def test_training_never_ends_earlier_and_savings_may() -> None:
    more = 1.5
    running, saving = after_three_weeks(RUNNING), after_three_weeks(SAVING)

    refused = option(running, Wish(kind=WishKind.MORE_HOURS, hours=4.5), RevisionKind.EARLIER)
    earlier = option(saving, Wish(kind=WishKind.MORE_HOURS, hours=more), RevisionKind.EARLIER)

    assert "body adapts" in refused.refusal
    assert plan_of(earlier).ends_on < saving.plan.ends_on
    assert earlier.price is not None
    assert "earlier" in " ".join(cost_of(earlier.kind, earlier.price))


def test_other_days_hold_open_sessions_and_leave_done_ones() -> None:
    subject = after_three_weeks(RUNNING)
    days = (Day.TUE, Day.THU, Day.SUN)

    plan = plan_of(option(subject, Wish(kind=WishKind.OTHER_DAYS, days=days), RevisionKind.DAYS))

    coming = plan.weeks[subject.standing.current : -1]
    assert {task.day for week in coming for task in week.tasks if task.day is not None} == set(days)
    assert plan.weeks[:3] == subject.plan.weeks[:3]


def test_a_plan_that_has_not_begun_starts_later_by_whole_weeks() -> None:
    subject = coached_subject(UKULELE)
    wish = Wish(kind=WishKind.LATER_START, start_on=subject.plan.starts_on + timedelta(days=10))

    plan = plan_of(option(subject, wish, RevisionKind.START))

    assert (plan.starts_on - subject.plan.starts_on).days == 14
    assert (plan.ends_on - subject.plan.ends_on).days == 14
    begun = option(after_three_weeks(UKULELE), wish, RevisionKind.START)
    assert "Take a break" in begun.refusal


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        (Wish(kind=WishKind.FEWER_HOURS, hours=9.0), "at most 3 hours"),
        (Wish(kind=WishKind.MORE_HOURS, hours=0.1), "Choose between"),
        (Wish(kind=WishKind.OTHER_DAYS), "at least one day"),
        (Wish(kind=WishKind.LATER_START), "day to start"),
    ],
)
def test_a_wish_that_cannot_be_planned_says_why(wish: Wish, says: str) -> None:
    refused = grant(coached_subject(RUNNING), wish)

    assert isinstance(refused, Refusal)
    assert says in refused.text


@pytest.mark.parametrize("text", SUBJECTS)
def test_fewer_hours_that_the_plan_never_uses_change_only_the_limit(text: str) -> None:
    subject = after_three_weeks(text)
    roomy = replace(subject.plan, hours_per_week=subject.plan.hours_per_week + 2)
    subject = replace(subject, standing=replace(subject.standing, plan=roomy))
    hours = roomy.hours_per_week - 1

    proposal = granted(subject, Wish(kind=WishKind.FEWER_HOURS, hours=hours))

    assert [found.kind for found in proposal.options] == [RevisionKind.LIMIT]
    assert proposal.advised == RevisionKind.LIMIT
    changed = plan_of(proposal.options[0])
    assert changed == replace(roomy, hours_per_week=hours)
