"""The reserve: days a person may leave out without falling behind (Sharif & Shu 2017)."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from core.goals.weeks import days_of, reserve_days
from core.plans.plan import Plan, Week

WINDOW = 4
"""Weeks whose reserve days count together."""


def reserve_left(recent: Iterable[Week], *, skipped_on: Collection[date], spent: int) -> int:
    """Return the reserve days of the last weeks that are not used, never below zero.

    Each day with a skipped task uses one; `spent` are those that a revision of the plan used.
    """
    earned = sum(week.reserve_days for week in recent)
    return max(0, earned - spent - len(set(skipped_on)))


def has_one_every_week(plan: Plan) -> bool:
    """Return whether every week of a plan has a reserve day; usually every second one has."""
    return bool(plan.weeks) and plan.weeks[0].reserve_days > 0


def with_one_every_week(plan: Plan) -> Plan:
    """Return the plan with a reserve day in each full week, for a person who is not sure."""
    return replace(plan, weeks=tuple(_with_one(week, plan) for week in plan.weeks))


def _with_one(week: Week, plan: Plan) -> Week:
    days = len(days_of(plan.starts_on, week.number, ends_on=plan.ends_on))
    return replace(week, reserve_days=reserve_days(week.number, days=days, every_week=True))
