"""Propose how to go on after a bad week: the reserve first, then three ways with their price."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from core.plans.difference import compare_plans
from core.plans.plan import Plan
from core.plans.revision.check import Breaches, breaches_before, broken_rules
from core.plans.revision.level import ends_in_a_jump, repeat_level, repeated_level
from core.plans.revision.option import WAYS_ON, Price, Proposal, RevisionKind, RevisionOption
from core.plans.revision.placing import root_of
from core.plans.revision.shift import shift
from core.plans.revision.shrink import shrink
from core.plans.revision.standing import (
    done_share,
    missed_days,
    missed_tasks,
    reserve_covers,
    reserve_left,
)
from core.plans.revision.subject import Refusal, Subject
from core.plans.revision.swap import swap

_RULES: Mapping[RevisionKind, Callable[[Subject], Plan | Refusal]] = {
    RevisionKind.RESERVE: lambda subject: subject.plan,
    RevisionKind.SHRINK: shrink,
    RevisionKind.SHIFT: shift,
    RevisionKind.SWAP: swap,
}
_TOO_LARGE = (
    "After what was missed, the last week would be too large a step. Move the date, or do less."
)
_WENT_WELL = 0.7
"""Share of the last weeks that was done, from which missed work can be made up beside the rest."""


def propose(subject: Subject) -> Proposal:
    """Return what was missed and the ways to go on, none if nothing was missed."""
    standing = subject.standing
    missed = missed_tasks(standing) if standing.under_way and not standing.this_week.paused else ()
    if not missed:
        return Proposal(reserve_left=reserve_left(standing) if standing.under_way else 0)
    before = breaches_before(subject)
    options = tuple(_option(subject, kind, before) for kind in WAYS_ON)
    if reserve_covers(standing):
        options = (_use_reserve(subject, before), *options)
    advised = _advised(subject, options)
    return Proposal(
        missed=tuple(each.task.title for each in missed),
        missed_minutes=sum(each.task.minutes for each in missed),
        missed_days=missed_days(standing),
        reserve_left=reserve_left(standing),
        advised=advised,
        options=tuple(sorted(options, key=lambda option: option.kind != advised)),
    )


def plan_by(kind: RevisionKind, subject: Subject) -> Plan | Refusal:
    """Return the plan of a way to go on. Where a body bears a load, no week steps past a miss."""
    plan = _RULES[kind](subject)
    if isinstance(plan, Refusal) or kind == RevisionKind.SHIFT:
        return plan  # a shifted plan has a week in which the last level is repeated
    plan = repeat_level(subject, plan, lowered=kind == RevisionKind.SHRINK)
    if kind != RevisionKind.SHRINK and ends_in_a_jump(subject, plan):
        return Refusal(text=_TOO_LARGE)
    return plan


def _option(subject: Subject, kind: RevisionKind, before: Breaches) -> RevisionOption:
    plan = plan_by(kind, subject)
    if isinstance(plan, Refusal):
        return RevisionOption(kind=kind, refusal=plan.text)
    return checked_option(subject, kind, plan, before=before)


def checked_option(
    subject: Subject, kind: RevisionKind, plan: Plan, *, before: Breaches
) -> RevisionOption:
    """Return an option with its price; one that would break a rule of the plan says which."""
    broken = broken_rules(plan, subject, before=before)
    if broken:
        return RevisionOption(
            kind=kind, refusal=f"It would break a rule of your plan: {broken[0]}."
        )
    return RevisionOption(
        kind=kind,
        plan=plan,
        price=price_of(subject, plan),
        difference=compare_plans(subject.plan, plan),
    )


def _use_reserve(subject: Subject, before: Breaches) -> RevisionOption:
    option = _option(subject, RevisionKind.RESERVE, before)
    if option.price is None:
        return option
    used = missed_days(subject.standing)
    return replace(option, price=replace(option.price, reserve_used=used))


def _advised(subject: Subject, options: tuple[RevisionOption, ...]) -> RevisionKind | None:
    """Return the way that suits best: the reserve, else what keeps most of the plan.

    A week missed among good ones can be made up; after several bad ones the date moves. Less is
    advised only if neither keeps the whole plan.
    """
    possible = {option.kind: option for option in options if option.possible}
    swapped = possible.get(RevisionKind.SWAP)
    whole = swapped is not None and swapped.price is not None and not swapped.price.let_go
    made_up = (RevisionKind.SWAP,) if whole else ()
    went_well = done_share(subject.standing) >= _WENT_WELL
    ranked = (
        RevisionKind.RESERVE,
        *(made_up if went_well else ()),
        RevisionKind.SHIFT,
        *made_up,
        RevisionKind.SHRINK,
    )
    return next((kind for kind in ranked if kind in possible), None)


def price_of(subject: Subject, plan: Plan, *, reserve_used: int = 0) -> Price:
    """Return what a revised plan costs compared with the plan before."""
    standing, before = subject.standing, subject.plan
    after = {task.id for week in plan.weeks for task in week.tasks}
    known = {task.id for week in before.weeks for task in week.tasks}
    again = {root_of(task_id) for task_id in after - known}
    missed = missed_tasks(standing)
    coming = [task for week in before.weeks[len(standing.past) :] for task in week.tasks]
    return Price(
        ends_before=before.ends_on,
        ends_on=plan.ends_on,
        hours_before=_hours(subject, before),
        hours=_hours(subject, plan),
        target_before=_target(before),
        target=_target(plan),
        planned_again=sum(root_of(each.task.id) in again for each in missed),
        let_go=sum(root_of(each.task.id) not in again for each in missed),
        left_out=sum(task.id not in after for task in coming),
        reserve_used=reserve_used,
        repeats=repeated_level(subject, plan),
    )


def _hours(subject: Subject, plan: Plan) -> float:
    """Return the hours of the weeks to come on average, this week included."""
    weeks = [week for week in plan.weeks[len(subject.standing.past) :] if week.tasks]
    return round(sum(week.minutes for week in weeks) / 60 / len(weeks), 1) if weeks else 0.0


def _target(plan: Plan) -> str:
    """Return the number of the last milestone with its unit."""
    last = plan.milestones[-1] if plan.milestones else None
    return "" if last is None else f"{last.target:,g} {last.unit}"
