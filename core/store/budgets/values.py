"""What paid calls may take: money of a day, calls at once, tokens of a minute."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.ports import Tier

ALL_TIERS = "all"
"""Scope of the budget that every call counts towards."""

WARNING_SHARE = 0.8
"""Share of a budget, spent or kept for calls under way, from which it is nearly spent and admins are told."""
SPENT_SHARE = 0.99
"""Share of a budget that must be spent before it is called spent; above it no plan can be written."""
MIN_CALL_USD = 0.000_1
"""What a short question to a cheap model can cost at the most; with less than that left a budget is spent, too."""

_NANO = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLimits:
    """How far paid calls may go; what is not named has no limit."""

    budgets_usd: Mapping[str, float] = field(default_factory=dict)
    """The most that may be spent in a day (UTC), by scope."""
    max_concurrent_calls: int | None = None
    """Calls under way at one provider, over all workers."""
    tokens_per_minute: int | None = None
    """Tokens at one provider in a minute, over all workers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetBalance:
    """How one budget stands on one day, in billionths of a dollar."""

    scope: str
    spent: int = 0
    reserved: int = 0
    """The most that the calls under way can cost."""
    warned: bool = False


def is_spent(spent_usd: float, limit_usd: float) -> bool:
    """Tell whether a budget is spent, rather than too small for one call; what is kept for calls may come back."""
    return limit_usd - spent_usd < MIN_CALL_USD or spent_usd >= SPENT_SHARE * limit_usd


def used_share(spent_usd: float, reserved_usd: float, limit_usd: float) -> float:
    """Return how much of a budget is used, spent or reserved; a budget of nothing is used from the start."""
    return (spent_usd + reserved_usd) / limit_usd if limit_usd else 1.0


def scopes_of(tier: str) -> tuple[str, ...]:
    """Return the scopes a call counts towards, in the order in which their rows are locked."""
    return (ALL_TIERS, f"tier:{tier}")


def tier_of(scope: str) -> Tier | None:
    """Return the tier that a scope is for, None for all of them."""
    return None if scope == ALL_TIERS else Tier(scope.removeprefix("tier:"))


def usd_to_nano(usd: float | None) -> int:
    """Return dollars as whole billionths, which add up and take away to nothing at all; an unknown price counts 0."""
    return round((usd or 0.0) * _NANO)


def nano_to_usd(nano: int) -> float:
    """Return billionths as dollars."""
    return nano / _NANO
