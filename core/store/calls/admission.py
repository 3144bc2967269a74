"""Decide in one transaction whether a paid call may be made, and record it.

Of two workers at the edge of a limit one is rejected, because each sees what the other wrote: on
SQLite writing transactions are serial, on PostgreSQL budget rows and the provider are locked.
"""

from dataclasses import replace
from datetime import date, datetime

from core.budget_scope import scopes_of
from core.call_ledger import LedgerEntry
from core.errors import CallRejected, ModelFault, OverBudget
from core.store.budgets.budget_alerts import (
    RESETS_AT,
    budget_sentence,
    budget_short,
    budget_spent,
    budget_warning,
    setting_name,
    warning_key,
)
from core.store.budgets.values import (
    BudgetBalance,
    CallLimits,
    is_spent,
    nano_to_usd,
    usd_to_nano,
    used_share,
)
from core.store.unit_of_work import UnitOfWork

BUDGET_SPENT = "today's budget for models is spent."
BUDGET_TOO_SMALL = "too little is left of today's budget for models."


def admit(work: UnitOfWork, entry: LedgerEntry, limits: CallLimits) -> CallRejected | None:
    """Write a call in flight and reserve its largest cost. Returns why it is rejected, or None.

    Only a call that a budget rejects is counted as rejected; one that must wait, or that may be
    tried again with a smaller output limit (OverBudget), is not.
    """
    if limits.max_concurrent_calls is not None or limits.tokens_per_minute is not None:
        work.calls.lock_provider(entry.provider)
    budgets = _budgets(work, entry, limits)
    short = [budget for budget in budgets.values() if not _fits(entry, budget, limits)]
    if short:
        return _smaller_offer(entry, short, limits) or _budget_rejection(work, entry, short, limits)
    busy = _limit_rejection(work, entry, limits)
    if busy is None:
        reserved = usd_to_nano(entry.max_cost_usd) if budgets else 0
        work.calls.open(entry, reserved=reserved)
        for budget in budgets.values():
            held = replace(budget, reserved=budget.reserved + reserved)
            _add_warning(work, entry.started_at.date(), held, limits, now=entry.started_at)
    return busy


def add_budget_warnings(
    work: UnitOfWork, entry_day: date, limits: CallLimits, *, now: datetime
) -> None:
    """Raise a warning, once a day, for each budget that is nearly spent or reserved."""
    if not limits.budgets_usd:
        return
    for budget in work.budgets.list_unwarned(entry_day, limits.budgets_usd.keys()):
        _add_warning(work, entry_day, budget, limits, now=now)


def _add_warning(
    work: UnitOfWork, day: date, budget: BudgetBalance, limits: CallLimits, *, now: datetime
) -> None:
    limit = limits.budgets_usd.get(budget.scope)
    if limit is None or budget.warned:
        return
    used = used_share(nano_to_usd(budget.spent), nano_to_usd(budget.reserved), limit)
    if used >= limits.warn_at and work.budgets.mark_warned(day, budget.scope):
        work.alerts.add(budget_warning(day, budget, limit), now=now)


def _budgets(work: UnitOfWork, entry: LedgerEntry, limits: CallLimits) -> dict[str, BudgetBalance]:
    """Return the budgets of this call; none if there is no limit or its price is unknown."""
    if not limits.budgets_usd or entry.max_cost_usd is None:
        return {}
    return work.budgets.lock_balances(entry.started_at.date(), scopes_of(entry.tier))


def _fits(entry: LedgerEntry, budget: BudgetBalance, limits: CallLimits) -> bool:
    limit = limits.budgets_usd.get(budget.scope)
    return limit is None or usd_to_nano(entry.max_cost_usd) <= _remaining(budget, limit)


def _remaining(budget: BudgetBalance, limit: float) -> int:
    return usd_to_nano(limit) - budget.spent - budget.reserved


def _smaller_offer(
    entry: LedgerEntry, short: list[BudgetBalance], limits: CallLimits
) -> OverBudget | None:
    left = min(_remaining(budget, limits.budgets_usd[budget.scope]) for budget in short)
    if entry.min_cost_usd is None or usd_to_nano(entry.min_cost_usd) > left:
        return None
    return OverBudget(BUDGET_TOO_SMALL, left_usd=nano_to_usd(left))


def _budget_rejection(
    work: UnitOfWork, entry: LedgerEntry, short: list[BudgetBalance], limits: CallLimits
) -> CallRejected:
    day, now, ceiling = entry.started_at.date(), entry.started_at, entry.max_cost_usd or 0.0
    work.budgets.count_refused(day, [budget.scope for budget in short])
    gone = [
        budget
        for budget in short
        if is_spent(nano_to_usd(budget.spent), limits.budgets_usd[budget.scope])
    ]
    for budget in short:
        limit = limits.budgets_usd[budget.scope]
        if budget in gone:
            work.alerts.add(budget_spent(day, budget, limit), now=now)
            work.alerts.resolve(warning_key(day, budget.scope), now=now)
        else:
            work.budgets.mark_warned(day, budget.scope)
            work.alerts.add(budget_short(day, budget, limit, ceiling), now=now)
    first = (gone or short)[0]
    return CallRejected(
        ModelFault.BUDGET,
        BUDGET_SPENT if gone else BUDGET_TOO_SMALL,
        advice=f"({budget_sentence(first, limits.budgets_usd[first.scope], ceiling)}.) "
        f"{RESETS_AT}; {setting_name(first.scope)} changes it.",
    )


def _limit_rejection(
    work: UnitOfWork, entry: LedgerEntry, limits: CallLimits
) -> CallRejected | None:
    now = entry.started_at
    if limits.max_concurrent_calls is not None:
        in_flight = work.calls.count_in_flight(entry.provider, now=now)
        if in_flight >= limits.max_concurrent_calls:
            return _rate_limited(
                f"{entry.model} is busy with as many calls as it may have at once."
            )
    if limits.tokens_per_minute is not None:
        used = work.calls.sum_tokens(entry.provider, now=now)
        # A call that is larger than the limit of a minute runs alone, else it would never run.
        if used and used + entry.max_tokens > limits.tokens_per_minute:
            return _rate_limited(
                f"{entry.model} is busy with as many tokens as it may have in a minute."
            )
    return None


def _rate_limited(message: str) -> CallRejected:
    return CallRejected(ModelFault.RATE_LIMITED, message)
