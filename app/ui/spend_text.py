"""Costs and budgets in words."""

from app.ui.status_labels import Tone
from core import formats
from core.ports import Tier
from core.usecases.budgets.list_budgets import BudgetStatus
from core.usecases.costs.get_cost_report import CostRow, TodaysCosts


def format_paid(row: CostRow) -> str:
    """Return the cost of calls, with a note if it excludes calls of unknown price."""
    if row.cost_unknown and not row.cost_usd:
        return "price unknown"
    return formats.money(row.cost_usd, known=row.known)


def budget_state(budget: BudgetStatus) -> tuple[str, Tone]:
    """Return the state of a budget; a refused call shows that too little was left for it."""
    if budget.is_spent:
        return "Spent", Tone.BAD
    if budget.refused:
        return f"Too little left for {formats.pluralize(budget.refused, 'call')}", Tone.WARN
    nearly = budget.share >= budget.warn_at
    return ("Nearly spent", Tone.WARN) if nearly else ("Within budget", Tone.GOOD)


def budget_name(tier: Tier | None) -> str:
    """Return what the budget of a tier, or of all tiers, is for."""
    return "Everything" if tier is None else f"{tier.capitalize()} tier"


def spend_today(spend: TodaysCosts) -> str:
    """Return what today cost, and the state of the budget that is used most."""
    text = f"Model calls cost {format_paid(spend.totals)} today"
    if not spend.budgets:
        return f"{text}; no budget is set."
    worst = max(spend.budgets, key=lambda budget: (budget.refused, budget.share))
    state, name = budget_state(worst)[0].lower(), budget_name(worst.tier)
    whose = "the day's budget"
    if worst.tier is not None:
        whose = f"the budget of the {name[:1].lower()}{name[1:]}"
    limit, used = formats.money(worst.limit_usd), formats.share(worst.share)
    return f"{text}; {whose} of {limit} is {used} used: {state}."


def recorded_cost(usd: float | None, *, known: bool) -> str:
    """Return the cost of a trace: $0 if it paid for no call, "price unknown" if it did."""
    return formats.money(0.0 if usd is None and known else usd, known=known)
