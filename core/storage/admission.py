"""Whether a paid call may be made now: decided, and written down, in one transaction.

Two workers at the edge of a limit are told different things, because each sees what the other has written: on SQLite a
writing transaction is alone, on PostgreSQL the rows of the budgets are held and the workers take turns at a provider.
"""

from datetime import date, datetime

from core.errors import ModelFault, NotAsked
from core.ports import LedgerEntry
from core.storage.money_alerts import UNTIL, budget_spent, budget_warning, figures, setting_of
from core.storage.records.budgets import BudgetDay, Limits, nano_usd, scopes_of
from core.storage.unit_of_work import UnitOfWork

WARNS_AT = 0.8
"""Share of a budget from which the people who run Rein are told."""


def admit(work: UnitOfWork, entry: LedgerEntry, limits: Limits) -> NotAsked | None:
    """Write a call in flight and reserve what it can cost; return why it may not be made, None where it may.

    A call that is refused for money is counted as such; one that must wait leaves no mark.
    """
    if limits.calls_at_once is not None or limits.tokens_per_minute is not None:
        work.calls.take_turn(entry.provider)
    budgets = _budgets(work, entry, limits)
    short = [budget for budget in budgets.values() if not _fits(entry, budget, limits)]
    if short:
        return _spent(work, entry, short, limits)
    busy = _busy(work, entry, limits)
    if busy is None:
        work.calls.open(entry, reserved=nano_usd(entry.ceiling_usd) if budgets else 0)
    return busy


def warn_early(work: UnitOfWork, entry_day: date, limits: Limits, *, now: datetime) -> None:
    """Tell once a day of each budget that is nearly spent."""
    if not limits.budgets_usd:
        return
    for budget in work.budgets.list_unwarned(entry_day, limits.budgets_usd.keys()):
        limit = limits.budgets_usd[budget.scope]
        nearly = budget.spent >= WARNS_AT * nano_usd(limit)
        if nearly and work.budgets.mark_warned(entry_day, budget.scope):
            work.alerts.add(budget_warning(entry_day, budget, limit), now=now)


def _budgets(work: UnitOfWork, entry: LedgerEntry, limits: Limits) -> dict[str, BudgetDay]:
    """Return the budgets this call counts towards; none where there is no limit, or where its price is unknown."""
    if not limits.budgets_usd or entry.ceiling_usd is None:
        return {}
    return work.budgets.hold(entry.started_at.date(), scopes_of(entry.tier))


def _fits(entry: LedgerEntry, budget: BudgetDay, limits: Limits) -> bool:
    limit = limits.budgets_usd.get(budget.scope)
    return limit is None or budget.spent + budget.reserved + nano_usd(entry.ceiling_usd) <= nano_usd(limit)


def _spent(work: UnitOfWork, entry: LedgerEntry, short: list[BudgetDay], limits: Limits) -> NotAsked:
    day = entry.started_at.date()
    work.budgets.count_refused(day, [budget.scope for budget in short])
    for budget in short:
        work.alerts.add(budget_spent(day, budget, limits.budgets_usd[budget.scope]), now=entry.started_at)
    first = short[0]
    standing = figures(first, limits.budgets_usd[first.scope])
    return NotAsked(
        ModelFault.BUDGET,
        "today's budget for models is spent.",
        advice=f"({standing}; this call may cost ${entry.ceiling_usd:.4f}.) {UNTIL}; "
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
