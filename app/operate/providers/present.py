"""Providers and their models in words."""

from collections.abc import Iterator

from app.operate.shared.provider_views import MissingProvider, ModelView, ProvidersView
from app.ui.status_labels import Tone
from core import formats
from core.ports import Completion
from core.usecases.budgets.list_budgets import BudgetStatus
from core.usecases.providers.check_model import ModelCheck
from core.usecases.providers.list_model_health import CallOutcome, ModelHealth

Figure = tuple[str, str, str]
"""Name, value, and what the value is based on."""


def sentence(view: ProvidersView) -> str:
    """Return how the models are doing."""
    models = view.models
    if not models:
        return "No model is set up: the offline coach writes everything, and nothing is paid."
    troubled = [
        f"{model.name}: {model.state.label[:1].lower()}{model.state.label[1:]}"
        for model in models
        if model.state.needs_attention
    ]
    answering = sum(model.state.tone is Tone.GOOD for model in models)
    count = formats.pluralize(len(models), "model")
    if not answering and not troubled:
        return f"{count} set up, and none was called in the last 24 hours."
    if troubled:
        return f"{answering} of {count} answering; {', '.join(troubled)}."
    return f"{answering} of {count} answering; no call of the others failed in the last 24 hours."


def budgets(spent: tuple[BudgetStatus, ...]) -> tuple[str, str]:
    """Return which budgets are spent, or had too little left: a title and an explanation."""
    gone = tuple(budget for budget in spent if budget.is_spent)
    spent = gone or spent
    tiers = " and ".join(budget.tier for budget in spent if budget.tier is not None)
    whose = f"Today's budget of the tier {tiers}"
    if any(budget.tier is None for budget in spent):
        whose = "Today's budget"
    sums = ", ".join(f"{formats.money(b.spent_usd)} of {formats.money(b.limit_usd)}" for b in spent)
    meaning = (
        f"Spent: {sums}. A model is asked if the budget holds the most a call can cost; test "
        "calls are no exception."
    )
    if gone:
        return f"{whose} is spent: the offline coach writes until midnight UTC", meaning
    refused = sum(budget.refused for budget in spent)
    were = "was" if refused == 1 else "were"
    whose = f"{whose[:1].lower()}{whose[1:]}"
    calls = formats.pluralize(refused, "call")
    return f"Too little is left of {whose}: {calls} {were} not made", meaning


def missing_models(missing: MissingProvider) -> str:
    """Return which models a provider would have."""
    if missing.models:
        return f"{' and '.join(missing.models)}."
    return "Any server with an OpenAI-compatible API, under a name you choose."


def past_failure(health: ModelHealth) -> CallOutcome | None:
    """Return the last failure, or None if the state of the model already says it."""
    return health.last_error if health.last_error != health.last_call else None


def figures(health: ModelHealth) -> Iterator[Figure]:
    """Yield the figures of a model that are known."""
    if health.calls:
        calls = formats.pluralize(health.calls, "call")
        basis = f"of {calls}, {formats.share_interval(health.interval)}"
        yield "Success, 24 h", formats.share(health.success), basis
    if health.timed:
        basis = f"n = {formats.pluralize(health.timed, 'answer')}"
        yield "Median time", formats.milliseconds(health.p50_ms), basis
        yield "95 % within", formats.milliseconds(health.p95_ms), basis
    if health.calls or health.spent_usd:
        basis = "since 00:00 UTC"
        if health.unpriced:
            basis = f"{formats.pluralize(health.unpriced, 'answer')} unpriced"
        yield "Spent today", formats.money(health.spent_usd, known=not health.unpriced), basis
    if health.declined:
        yield "Declined, 24 h", formats.count(health.declined), "texts, by its own filter"
    if health.in_flight:
        yield "Under way", formats.count(health.in_flight), "right now"


def can_close_circuit(model: ModelView) -> bool:
    """Return True if a test call would try a model whose circuit is open."""
    return model.circuit_open and not model.retrying


def answer_figures(check: ModelCheck, completion: Completion) -> str:
    """Return time, tokens and cost of a test call."""
    usage = completion.usage
    thinking = f", {formats.count(usage.thinking_tokens)} thinking" if usage.thinking_tokens else ""
    estimated = " (estimated)" if usage.estimated else ""
    return (
        f"{duration(check)} · {formats.count(usage.input_tokens)} tokens in, "
        f"{formats.count(usage.output_tokens)} out{thinking}{estimated} · "
        f"{formats.money(completion.cost.usd)}"
    )


def duration(check: ModelCheck) -> str:
    """Return how long a test call took, with its attempts if it needed more than one."""
    took = formats.milliseconds(check.took_s * 1_000)
    return f"{took}, {formats.pluralize(check.attempts, 'attempt')}" if check.attempts > 1 else took
