"""What the ledger tells the people who run Rein: a budget that runs out, a key that is refused."""

from datetime import date

from core.llm.providers.catalog import key_variable, model_name, provider_name
from core.store.alerts.values import Alert, AlertKind, AlertLevel
from core.store.budgets.values import BudgetBalance, nano_to_usd, tier_of, usd_to_nano, used_share

RESETS_AT = "It begins anew at midnight UTC"
_PLACES = 100_000
"""Billionths of a dollar in its fourth decimal place, the smallest that is told."""


def budget_warning(day: date, budget: BudgetBalance, limit_usd: float) -> Alert:
    """Return the warning that most of a day's budget is used."""
    share = used_share(nano_to_usd(budget.spent), nano_to_usd(budget.reserved), limit_usd)
    message = f"{share:.0%} of {_budget(budget.scope)} for {_day(day)} is used: {budget_sentence(budget, limit_usd)}."
    return _warning(day, budget.scope, message)


def budget_short(day: date, budget: BudgetBalance, limit_usd: float, ceiling_usd: float) -> Alert:
    """Return the warning that calls are not made, because less is left of a day's budget than they may need."""
    standing = budget_sentence(budget, limit_usd, ceiling_usd)
    message = f"Too little is left of {_budget(budget.scope)} for {_day(day)} to make every call: {standing}."
    return _warning(day, budget.scope, message)


def budget_spent(day: date, budget: BudgetBalance, limit_usd: float) -> Alert:
    """Return the alert that calls are not made any more, because a day's budget is spent."""
    return Alert(
        key=f"{AlertKind.BUDGET_SPENT}:{budget.scope}:{day.isoformat()}",
        kind=AlertKind.BUDGET_SPENT,
        level=AlertLevel.ERROR,
        message=f"{_budget(budget.scope)[0].upper()}{_budget(budget.scope)[1:]} for {_day(day)} is spent: "
        f"{budget_sentence(budget, limit_usd)}.",
        advice=f"The offline coach answers instead. {RESETS_AT}; {setting_name(budget.scope)} changes it.",
    )


def warning_key(day: date, scope: str) -> str:
    """Return the key of a budget's warning; there is one a day, with the newest words."""
    return f"{AlertKind.BUDGET_WARNING}:{scope}:{day.isoformat()}"


def _warning(day: date, scope: str, message: str) -> Alert:
    return Alert(
        key=warning_key(day, scope),
        kind=AlertKind.BUDGET_WARNING,
        level=AlertLevel.WARNING,
        message=message,
        advice="A call that the rest does not hold goes to a cheaper model, or the offline coach answers. "
        f"{RESETS_AT}; {setting_name(scope)} changes it.",
    )


def key_refused(model: str) -> Alert:
    """Return the alert that a maker does not accept the key of a model ("provider/name")."""
    return Alert(
        key=key_refused_alert_key(model),
        kind=AlertKind.KEY_REFUSED,
        level=AlertLevel.ERROR,
        message=f"{provider_name(model)} refuses the key for {model_name(model)}, which answers nobody.",
        advice=f"Set a key that works in {key_variable(model)}, and restart Rein. "
        "A test call on Providers shows whether it does.",
    )


def key_refused_alert_key(model: str) -> str:
    """Return the key under which a model's alert stands."""
    return f"{AlertKind.KEY_REFUSED}:{model}"


def budget_sentence(
    budget: BudgetBalance, limit_usd: float, ceiling_usd: float | None = None
) -> str:
    """Return how a budget stands, for people, and what a call that it does not hold may need."""
    kept = f", {_usd(budget.reserved)} is kept for calls under way" if budget.reserved else ""
    spent = f"{_usd(budget.spent)} of {_usd(usd_to_nano(limit_usd))} is spent{kept}"
    if ceiling_usd is None:
        return spent
    left = max(0, usd_to_nano(limit_usd) - budget.spent - budget.reserved)
    return f"the call may need {_usd(usd_to_nano(ceiling_usd), up=True)}, {_usd(left)} is left; {spent}"


def _usd(nano: int, *, up: bool = False) -> str:
    """Return a sum with cents, or with four places where cents would hide it; what is needed is rounded up."""
    tenths_of_mills = -(-nano // _PLACES) if up else nano // _PLACES
    dollars = tenths_of_mills / 10_000
    return f"${dollars:.2f}" if tenths_of_mills % 100 == 0 else f"${dollars:.4f}"


def _day(day: date) -> str:
    """Return a day as the pages write it: Sat 21 Nov."""
    return f"{day:%a} {day.day} {day:%b}"


def setting_name(scope: str) -> str:
    """Return the name of the setting that holds a budget."""
    tier = tier_of(scope)
    return "REIN_BUDGET_USD_PER_DAY" + ("" if tier is None else f"_{tier.upper()}")


def _budget(scope: str) -> str:
    tier = tier_of(scope)
    return "the models' budget" if tier is None else f"the models' budget of the tier “{tier}”"
