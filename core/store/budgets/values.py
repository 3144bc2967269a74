"""Limits on paid calls, and the balance of a daily budget."""

from collections.abc import Mapping
from dataclasses import dataclass, field

WARNING_SHARE = 0.8
"""Share of a budget, spent or reserved, from which admins are warned unless it is set."""
SPENT_SHARE = 0.99
"""Share of a budget from which it counts as spent; what is left is too little for a plan."""
MIN_CALL_USD = 0.000_1
"""Largest cost of a short call to a cheap model; with less left, a budget counts as spent."""

_NANO = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLimits:
    """Limits on paid calls. None, or a missing scope, means no limit."""

    budgets_usd: Mapping[str, float] = field(default_factory=dict)
    """Largest sum per day (UTC), by scope."""
    warn_at: float = WARNING_SHARE
    """Share of a budget, spent or reserved, from which admins are warned."""
    max_concurrent_calls: int | None = None
    """Calls in flight at one provider, over all workers."""
    tokens_per_minute: int | None = None
    """Tokens at one provider per minute, over all workers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetBalance:
    """What one budget has spent and reserved on one day, in nano dollars."""

    scope: str
    spent: int = 0
    reserved: int = 0
    """Largest sum that the calls in flight can cost."""
    warned: bool = False


def is_spent(spent_usd: float, limit_usd: float) -> bool:
    """Return whether a budget is spent, not merely too small for one call.

    Reserved money does not count, because it may be released.
    """
    return limit_usd - spent_usd < MIN_CALL_USD or spent_usd >= SPENT_SHARE * limit_usd


def used_share(spent_usd: float, reserved_usd: float, limit_usd: float) -> float:
    """Return the share of a budget that is spent or reserved; 1 for a budget of 0."""
    return (spent_usd + reserved_usd) / limit_usd if limit_usd else 1.0


def usd_to_nano(usd: float | None) -> int:
    """Return dollars as whole nano dollars, which add up exactly; an unknown price counts as 0."""
    return round((usd or 0.0) * _NANO)


def nano_to_usd(nano: int) -> float:
    """Return nano dollars as dollars."""
    return nano / _NANO
