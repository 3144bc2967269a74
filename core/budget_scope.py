"""The scope of a daily budget: all tiers together, or one of them."""

from core.ports import Tier

ALL_TIERS = "all"
"""Scope of the budget that every call counts against."""
_TIER = "tier:"


def scope_of(tier: str) -> str:
    """Return the scope of the budget of one tier."""
    return f"{_TIER}{tier}"


def scopes_of(tier: str) -> tuple[str, ...]:
    """Return the scopes a call counts against, in the order in which their rows are locked."""
    return (ALL_TIERS, scope_of(tier))


def tier_of(scope: str) -> Tier | None:
    """Return the tier of a scope, or None for the scope of all tiers."""
    return None if scope == ALL_TIERS else Tier(scope.removeprefix(_TIER))
