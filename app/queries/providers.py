"""The health of each provider and its models, with the reason and the next step."""

from dataclasses import dataclass
from datetime import datetime

from app.widgets import formats
from app.widgets.model_rows import Missing, ModelView, ProviderView, State
from app.widgets.words import Tone
from core.bootstrap import Rein
from core.errors import ModelFault
from core.llm.providers.catalog import PROVIDERS, Provider
from core.llm.routing.table import SERVED, ModelName
from core.llm.wrappers.circuit_state import CircuitState
from core.store.budgets.read import BudgetStatus, list_budget_days
from core.store.providers.read import CallOutcome, ModelHealth, list_model_health

STEADY = 0.9
"""A model whose calls surely succeed less often than this is called unsteady, even where the last one worked."""

EVERYTHING = "all"
"""Scope of the budget that all tiers share."""

_NEXT = {
    ModelFault.RATE_LIMITED: "Wait, or ask its provider for a larger quota.",
    ModelFault.OVERLOADED: "It passes as a rule; {provider}'s status page may say more.",
    ModelFault.TIMEOUT: "If it stays so, try a smaller model, or a larger REIN_CALL_DEADLINE_S.",
    ModelFault.CONNECTION: "Check that this machine can reach {host}.",
    ModelFault.BAD_GATEWAY: "Check that {host} is the model's own address; {variable} names it.",
    ModelFault.TRUNCATED: "Its thinking may take all the room; another model may suit better.",
    ModelFault.INVALID: "If it happens often, another model follows the form better.",
    ModelFault.EMPTY: "It passes as a rule; a test call shows whether it has.",
    ModelFault.BAD_REQUEST: "Check that {provider} still offers this model under this name.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvidersView:
    """The Providers page."""

    providers: tuple[ProviderView, ...]
    missing: tuple[Missing, ...]
    spent: tuple[BudgetStatus, ...]
    """Budgets of today that are spent, or had too little left for a call."""


def load_providers(rein: Rein) -> ProvidersView:
    """Return the health of all providers and their models."""
    now = rein.clock.now()
    models = {
        key: ModelName(provider=m.provider, name=m.name)
        for key, m in rein.models.configured.items()
    }
    standings = dict(
        zip(models, list_model_health(rein.database, models.values(), now=now), strict=True)
    )
    providers, missing = [], []
    for provider in PROVIDERS:
        mine = tuple(key for key, model in models.items() if model.provider == provider.provider)
        if mine:
            host = provider.host_in(rein.settings)
            views = tuple(_view(key, standings[key], provider, host, now=now) for key in mine)
            providers.append(ProviderView(provider=provider, host=host, models=views))
        else:
            missing.append(_missing(rein, provider))
    budgets = list_budget_days(rein.database, day=now.date(), limits=rein.settings.budgets)
    spent = tuple(budget for budget in budgets if budget.refused or budget.is_spent)
    return ProvidersView(providers=tuple(providers), missing=tuple(missing), spent=spent)


def sentence(view: ProvidersView) -> str:
    """Say in one sentence how the models stand."""
    states = [(model.name, model.state) for provider in view.providers for model in provider.models]
    worst = [
        f"{name}: {state.word[:1].lower()}{state.word[1:]}"
        for name, state in states
        if _needs_care(state)
    ]
    if not states:
        return "No model is set up: the offline coach writes everything, and nothing is paid."
    answering = sum(state.tone is Tone.GOOD for _, state in states)
    if not answering and not worst:
        return f"{formats.counted(len(states), 'model')} set up, and none was called in the last 24 hours."
    said = f"{answering} of {formats.counted(len(states), 'model')} answering"
    return (
        f"{said}; {', '.join(worst)}."
        if worst
        else f"{said}; no call of the others failed in the last 24 hours."
    )


def about_budgets(spent: tuple[BudgetStatus, ...]) -> tuple[str, str]:
    """Say which budgets are spent, else which had too little left, and what that means: a title and what follows it."""
    gone = tuple(budget for budget in spent if budget.is_spent)
    spent = gone or spent
    everything = any(budget.scope == EVERYTHING for budget in spent)
    tiers = " and ".join(
        budget.scope.removeprefix("tier:") for budget in spent if budget.scope != EVERYTHING
    )
    whose = "Today's budget" if everything else f"Today's budget of the tier {tiers}"
    sums = ", ".join(f"{formats.money(b.spent_usd)} of {formats.money(b.limit_usd)}" for b in spent)
    meaning = "A model is asked where the budget holds the most a call can cost; test calls are no exception."
    if gone:
        return (
            f"{whose} is spent: the offline coach writes until midnight UTC",
            f"Spent: {sums}. {meaning}",
        )
    refused = formats.counted(sum(budget.refused for budget in spent), "call")
    were = "was" if refused.startswith("1 ") else "were"
    return (
        f"Too little is left of {whose[:1].lower()}{whose[1:]}: {refused} {were} not made",
        f"Spent: {sums}. {meaning}",
    )


def describe(standing: ModelHealth, provider: Provider, host: str, *, now: datetime) -> State:
    """Return how a model stands in words."""
    if standing.breaker.open_until is not None:
        return _open_circuit(standing.breaker, standing.breaker.open_until, now=now)
    if standing.last is None:
        return State(
            word="Not called yet",
            tone=Tone.NONE,
            why="Nobody asked it anything in the last 24 hours.",
        )
    if standing.last.fault is not None:
        return _failing(standing.last, standing.last.fault, provider, host)
    sure = standing.interval
    if sure is not None and sure.high < STEADY:
        failed = f"{standing.failed} of its {formats.counted(standing.calls, 'call')}"
        step = "Its failures are tried again or go to the next model, which takes time."
        return State(
            word="Unsteady", tone=Tone.WARN, why=f"{failed} in the last 24 hours failed.", step=step
        )
    when = formats.moment(standing.last.at, now=now)
    return State(word="Answering", tone=Tone.GOOD, why=f"The last call worked: {when}.")


def _needs_care(state: State) -> bool:
    return state.tone in {Tone.WARN, Tone.BAD}


def _view(
    key: str, standing: ModelHealth, provider: Provider, host: str, *, now: datetime
) -> ModelView:
    until, probe = standing.breaker.open_until, standing.breaker.probe_until
    return ModelView(
        key=key,
        name=standing.model.name,
        state=describe(standing, provider, host, now=now),
        standing=standing,
        circuit_open=until is not None and until > now,
        probing=probe is not None and probe > now,
    )


def _open_circuit(breaker: CircuitState, until: datetime, *, now: datetime) -> State:
    why = f"Because {breaker.reason}." if breaker.reason else "Because it kept failing."
    if breaker.probe_until is not None and breaker.probe_until > now:
        step = "Its answer decides whether the others may follow."
        return State(word="Retrying", tone=Tone.WARN, why=why, step=step)
    if until <= now:
        step = "The next call, or a test call, tries it again."
        return State(word="Ready to retry", tone=Tone.WARN, why=why, step=step)
    step = (
        "Until then calls go to the next model; after that one call tries it. You can try it now."
    )
    return State(
        word=f"Paused until {clock_time(until, now=now)} (circuit open)",
        tone=Tone.WARN,
        why=why,
        step=step,
    )


def clock_time(moment: datetime, *, now: datetime) -> str:
    """Return "14:05" where that is today, else with its day."""
    local = moment.astimezone()
    same = local.date() == now.astimezone().date()
    return f"{local:%H:%M}" if same else formats.short_moment(moment, now=now)


def _failing(last: CallOutcome, fault: ModelFault, provider: Provider, host: str) -> State:
    why = last.message.strip() or "It gave no reason."
    if fault is ModelFault.AUTH:
        step = f"Set a key that works in {provider.variable}, and restart. A test call shows whether it does."
        return State(word="Key refused", tone=Tone.BAD, why=why, step=step)
    step = _NEXT.get(fault, "").format(
        provider=provider.name, host=host, variable=provider.address_variable
    )
    return State(word="Failing", tone=Tone.WARN, why=why, step=step)


def _missing(rein: Rein, provider: Provider) -> Missing:
    named = (
        model.name
        for model in rein.models.table.models.values()
        if model.provider == provider.provider
    )
    variable = (
        f"{provider.variable} and REIN_SERVED_MODEL"
        if provider.provider == SERVED
        else provider.variable
    )
    return Missing(name=provider.name, variable=variable, models=tuple(named))
