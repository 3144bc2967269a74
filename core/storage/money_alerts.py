"""What the ledger tells the people who run Rein: a budget that runs out, a key that is refused."""

from datetime import date

from core.llm.makers import bare_name, key_variable, maker_name
from core.storage.records.alerts import Alert, AlertKind, AlertLevel
from core.storage.records.budgets import BudgetDay, tier_of, usd_of

UNTIL = "It begins anew at midnight UTC"


def budget_warning(day: date, budget: BudgetDay, limit_usd: float) -> Alert:
    """Return the warning that most of a day's budget is spent."""
    share = f"{usd_of(budget.spent) / limit_usd:.0%} of" if limit_usd else "All of"
    return Alert(
        key=f"{AlertKind.BUDGET_WARNING}:{budget.scope}:{day.isoformat()}",
        kind=AlertKind.BUDGET_WARNING,
        level=AlertLevel.WARNING,
        message=f"{share} {_budget(budget.scope)} for {day.isoformat()} is spent "
        f"(${usd_of(budget.spent):.2f} of ${limit_usd:.2f}).",
        advice=f"Once it is spent, the offline coach answers. {UNTIL}; {setting_of(budget.scope)} changes it.",
    )


def budget_spent(day: date, budget: BudgetDay, limit_usd: float) -> Alert:
    """Return the alert that calls are not made any more, because a day's budget has no room for them."""
    return Alert(
        key=f"{AlertKind.BUDGET_SPENT}:{budget.scope}:{day.isoformat()}",
        kind=AlertKind.BUDGET_SPENT,
        level=AlertLevel.ERROR,
        message=f"{_budget(budget.scope)[0].upper()}{_budget(budget.scope)[1:]} for {day.isoformat()} is spent: "
        f"{figures(budget, limit_usd)}.",
        advice=f"The offline coach answers instead. {UNTIL}; {setting_of(budget.scope)} changes it.",
    )


def key_refused(model: str) -> Alert:
    """Return the alert that a maker does not accept the key of a model ("provider/name")."""
    return Alert(
        key=refused_key_of(model),
        kind=AlertKind.KEY_REFUSED,
        level=AlertLevel.ERROR,
        message=f"{maker_name(model)} refuses the key for {bare_name(model)}, which answers nobody.",
        advice=f"Set a key that works in {key_variable(model)}, and restart Rein. "
        "A test call on Providers shows whether it does.",
    )


def refused_key_of(model: str) -> str:
    """Return the key under which a model's alert stands."""
    return f"{AlertKind.KEY_REFUSED}:{model}"


def figures(budget: BudgetDay, limit_usd: float) -> str:
    """Return how a budget stands, for people."""
    kept = f", and ${usd_of(budget.reserved):.4f} kept for calls under way" if budget.reserved else ""
    return f"${usd_of(budget.spent):.4f} of ${limit_usd:.2f}{kept}"


def setting_of(scope: str) -> str:
    """Return the name of the setting that holds a budget."""
    tier = tier_of(scope)
    return "REIN_BUDGET_USD_PER_DAY" + ("" if tier is None else f"_{tier.upper()}")


def _budget(scope: str) -> str:
    tier = tier_of(scope)
    return "the models' budget" if tier is None else f"the models' budget of the tier “{tier}”"
