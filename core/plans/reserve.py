"""The reserve: days a person may leave out without falling behind (Sharif & Shu 2017)."""

from collections.abc import Collection, Iterable
from datetime import date

from core.plans.plan import Week

WINDOW = 4
"""Weeks whose reserve days count together."""


def reserve_left(recent: Iterable[Week], *, skipped_on: Collection[date], spent: int) -> int:
    """Return the reserve days of the last weeks that are not used, never below zero.

    Each day with a skipped task uses one; `spent` are those that a revision of the plan used.
    """
    earned = sum(week.reserve_days for week in recent)
    return max(0, earned - spent - len(set(skipped_on)))
