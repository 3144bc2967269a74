"""Whether a paid call may be made now: decided, and written down, in one transaction.

Two workers at the edge of a limit are told different things, because each sees what the other has written: on SQLite a
writing transaction is alone, on PostgreSQL the rows of the budgets are held and the workers take turns at a provider.
"""

from dataclasses import replace
from datetime import date, datetime

from core.errors import FitsSmaller, ModelFault, NotAsked
from core.ports import LedgerEntry
from core.store.budgets.budget_alerts import (
    UNTIL,
    budget_short,
    budget_spent,
    budget_warning,
    figures,
    setting_of,
    warning_key,
)
from core.store.budgets.values import (
    WARNS_AT,
    BudgetDay,
    Limits,
    is_spent,
    nano_usd,
    scopes_of,
    share_of,
    usd_of,
)
from core.store.unit_of_work import UnitOfWork

SPENT = "today's budget for models is spent."
TOO_LITTLE = "too little is left of today's budget for models."


def admit(work: UnitOfWork, entry: LedgerEntry, limits: Limits) -> NotAsked | None:
    """Write a call in flight and reserve what it can cost; return why it may not be made, None where it may.

    A call that is refused for money is counted as such; one that must wait, or that may come again with less room
    (FitsSmaller), leaves no mark.
    """
    if limits.calls_at_once is not None or limits.tokens_per_minute is not None:
        work.calls.take_turn(entry.provider)
    budgets = _budgets(work, entry, limits)
    short = [budget for budget in budgets.values() if not _fits(entry, budget, limits)]
    if short:
        return _smaller(entry, short, limits) or _refused(work, entry, short, limits)
    busy = _busy(work, entry, limits)
    if busy is None:
        reserved = nano_usd(entry.ceiling_usd) if budgets else 0
        work.calls.open(entry, reserved=reserved)
        for budget in budgets.values():
            held = replace(budget, reserved=budget.reserved + reserved)
            _warn(work, entry.started_at.date(), held, limits, now=entry.started_at)
    return busy


def warn_early(work: UnitOfWork, entry_day: date, limits: Limits, *, now: datetime) -> None:
    """Tell once a day of each budget that is nearly used up: spent, or kept for the calls under way."""
    if not limits.budgets_usd:
        return
    for budget in work.budgets.list_unwarned(entry_day, limits.budgets_usd.keys()):
        _warn(work, entry_day, budget, limits, now=now)


def _warn(work: UnitOfWork, day: date, budget: BudgetDay, limits: Limits, *, now: datetime) -> None:
    limit = limits.budgets_usd.get(budget.scope)
    if limit is None or budget.warned:
        return
    nearly = share_of(usd_of(budget.spent), usd_of(budget.reserved), limit) >= WARNS_AT
    if nearly and work.budgets.mark_warned(day, budget.scope):
        work.alerts.add(budget_warning(day, budget, limit), now=now)


def _budgets(work: UnitOfWork, entry: LedgerEntry, limits: Limits) -> dict[str, BudgetDay]:
    """Return the budgets this call counts towards; none where there is no limit, or where its price is unknown."""
    if not limits.budgets_usd or entry.ceiling_usd is None:
        return {}
    return work.budgets.hold(entry.started_at.date(), scopes_of(entry.tier))


def _fits(entry: LedgerEntry, budget: BudgetDay, limits: Limits) -> bool:
    limit = limits.budgets_usd.get(budget.scope)
    return limit is None or nano_usd(entry.ceiling_usd) <= _left(budget, limit)


def _left(budget: BudgetDay, limit: float) -> int:
    return nano_usd(limit) - budget.spent - budget.reserved


def _smaller(entry: LedgerEntry, short: list[BudgetDay], limits: Limits) -> FitsSmaller | None:
    left = min(_left(budget, limits.budgets_usd[budget.scope]) for budget in short)
    if entry.least_usd is None or nano_usd(entry.least_usd) > left:
        return None
    return FitsSmaller(TOO_LITTLE, left_usd=usd_of(left))


def _refused(
    work: UnitOfWork, entry: LedgerEntry, short: list[BudgetDay], limits: Limits
) -> NotAsked:
    day, now, ceiling = entry.started_at.date(), entry.started_at, entry.ceiling_usd or 0.0
    work.budgets.count_refused(day, [budget.scope for budget in short])
    gone = [
        budget
        for budget in short
        if is_spent(usd_of(budget.spent), limits.budgets_usd[budget.scope])
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
    return NotAsked(
        ModelFault.BUDGET,
        SPENT if gone else TOO_LITTLE,
        advice=f"({figures(first, limits.budgets_usd[first.scope], ceiling)}.) {UNTIL}; "
        f"{setting_of(first.scope)} changes it.",
    )


def _busy(work: UnitOfWork, entry: LedgerEntry, limits: Limits) -> NotAsked | None:
    now = entry.started_at
    if limits.calls_at_once is not None:
        under_way = work.calls.count_under_way(entry.provider, now=now)
        if under_way >= limits.calls_at_once:
            return _wait(f"{entry.model} is busy with as many calls as it may have at once.")
    if limits.tokens_per_minute is not None:
        used = work.calls.sum_tokens(entry.provider, now=now)
        # A call that is larger than a whole minute's share goes alone, because it would otherwise never go.
        if used and used + entry.ceiling_tokens > limits.tokens_per_minute:
            return _wait(f"{entry.model} is busy with as many tokens as it may have in a minute.")
    return None


def _wait(message: str) -> NotAsked:
    return NotAsked(ModelFault.RATE_LIMITED, message)
