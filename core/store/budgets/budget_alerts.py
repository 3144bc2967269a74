"""Write the alerts of the ledger: a budget that runs out, an API key that is rejected."""

from datetime import date

from core import formats
from core.budget_scope import tier_of
from core.llm.providers.catalog import key_variable, model_name, provider_name
from core.store.alerts.values import Alert, AlertKind, AlertLevel
from core.store.budgets.values import BudgetBalance, nano_to_usd, usd_to_nano, used_share

RESETS_AT = "It resets at midnight UTC"
_PLACES = 100_000
"""Nano dollars in the fourth decimal place of a dollar, the smallest that is shown."""


def budget_warning(day: date, budget: BudgetBalance, limit_usd: float) -> Alert:
    """Return the warning that most of a day's budget is used."""
    share = used_share(nano_to_usd(budget.spent), nano_to_usd(budget.reserved), limit_usd)
    used = f"{formats.share(share)} of {_budget(budget.scope)} for {formats.day(day)} is used"
    return _warning(day, budget.scope, f"{used}: {budget_sentence(budget, limit_usd)}.")


def budget_short(day: date, budget: BudgetBalance, limit_usd: float, ceiling_usd: float) -> Alert:
    """Return the warning that a day's budget is too small for some calls."""
    short = (
        f"Too little is left of {_budget(budget.scope)} for {formats.day(day)} to make every call"
    )
    sentence = budget_sentence(budget, limit_usd, ceiling_usd)
    return _warning(day, budget.scope, f"{short}: {sentence}.")


def budget_spent(day: date, budget: BudgetBalance, limit_usd: float) -> Alert:
    """Return the alert that a day's budget is spent, so that paid calls stop."""
    name = _budget(budget.scope)
    return Alert(
        key=f"{AlertKind.BUDGET_SPENT}:{budget.scope}:{day.isoformat()}",
        kind=AlertKind.BUDGET_SPENT,
        level=AlertLevel.ERROR,
        message=f"{name[0].upper()}{name[1:]} for {formats.day(day)} is spent: "
        f"{budget_sentence(budget, limit_usd)}.",
        advice=f"The offline coach answers instead. {RESETS_AT}; "
        f"{setting_name(budget.scope)} changes it.",
    )


def warning_key(day: date, scope: str) -> str:
    """Return the alert key of a budget's warning; there is one per day, with the newest text."""
    return f"{AlertKind.BUDGET_WARNING}:{scope}:{day.isoformat()}"


def _warning(day: date, scope: str, message: str) -> Alert:
    return Alert(
        key=warning_key(day, scope),
        kind=AlertKind.BUDGET_WARNING,
        level=AlertLevel.WARNING,
        message=message,
        advice="A call that costs more than is left goes to a cheaper model, "
        "or the offline coach answers. "
        f"{RESETS_AT}; {setting_name(scope)} changes it.",
    )


def key_refused(model: str) -> Alert:
    """Return the alert that a provider rejects the API key of a model ("provider/name")."""
    return Alert(
        key=key_refused_alert_key(model),
        kind=AlertKind.KEY_REFUSED,
        level=AlertLevel.ERROR,
        message=f"{provider_name(model)} rejects the API key for {model_name(model)}, "
        "so the model is not used.",
        advice=f"Set a key that works in {key_variable(model)}, and restart Rein. "
        "A test call on Providers shows whether it does.",
    )


def key_refused_alert_key(model: str) -> str:
    """Return the alert key for a model's rejected API key."""
    return f"{AlertKind.KEY_REFUSED}:{model}"


def budget_sentence(
    budget: BudgetBalance, limit_usd: float, ceiling_usd: float | None = None
) -> str:
    """Describe a budget for people, with the largest cost of a call that does not fit."""
    reserved = f", {_usd(budget.reserved)} is reserved for calls in progress"
    spent = f"{_usd(budget.spent)} of {_usd(usd_to_nano(limit_usd))} is spent"
    if budget.reserved:
        spent += reserved
    if ceiling_usd is None:
        return spent
    left = max(0, usd_to_nano(limit_usd) - budget.spent - budget.reserved)
    needed = f"the call may cost {_usd(usd_to_nano(ceiling_usd), up=True)}"
    return f"{needed}, {_usd(left)} is left; {spent}"


def _usd(nano: int, *, up: bool = False) -> str:
    """Format with cents, or with four decimal places if cents would round; `up` rounds up."""
    tenths_of_mills = -(-nano // _PLACES) if up else nano // _PLACES
    dollars = tenths_of_mills / 10_000
    return f"${dollars:.2f}" if tenths_of_mills % 100 == 0 else f"${dollars:.4f}"


def setting_name(scope: str) -> str:
    """Return the name of the environment variable of a budget."""
    tier = tier_of(scope)
    return "REIN_BUDGET_USD_PER_DAY" + ("" if tier is None else f"_{tier.upper()}")


def _budget(scope: str) -> str:
    tier = tier_of(scope)
    return "the models' budget" if tier is None else f"the models' budget of the tier “{tier}”"
