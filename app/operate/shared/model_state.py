"""The state of a model in words: what happened, why, and what to do."""

from datetime import datetime

from app.operate.shared.provider_views import State
from app.ui.status_labels import Tone
from core import formats
from core.errors import ModelFault
from core.usecases.providers.list_model_health import CallOutcome, ModelHealth
from core.usecases.providers.list_providers import CircuitState, Provider

STEADY_SHARE = 0.9
"""A model is unsteady if the interval of its success rate lies below this share."""

_STEPS = {
    ModelFault.RATE_LIMITED: "Wait, or ask the provider for a larger quota.",
    ModelFault.OVERLOADED: "It passes as a rule; {provider}'s status page may say more.",
    ModelFault.TIMEOUT: "If it stays so, try a smaller model, or a larger REIN_CALL_DEADLINE_S.",
    ModelFault.CONNECTION: "Check that this machine can reach {host}.",
    ModelFault.BAD_GATEWAY: "Check that {host} is the model's own address; {variable} names it.",
    ModelFault.TRUNCATED: "Its thinking may use up the output limit; try another model.",
    ModelFault.INVALID: "If it happens often, try a model that keeps to the reply format.",
    ModelFault.EMPTY: "It passes as a rule; a test call shows whether it has.",
    ModelFault.BAD_REQUEST: "Check that {provider} still offers this model under this name.",
}


def describe(health: ModelHealth, provider: Provider, host: str, *, now: datetime) -> State:
    """Return the state of a model."""
    if health.breaker.open_until is not None:
        return _open(health.breaker, health.breaker.open_until, now=now)
    if health.last_call is None:
        why = "No calls in the last 24 hours."
        return State(label="Not called yet", tone=Tone.NONE, why=why)
    if health.last_call.fault is not None:
        return _failing(health.last_call, health.last_call.fault, provider, host)
    if health.interval is not None and health.interval.high < STEADY_SHARE:
        failed = f"{health.failed} of its {formats.pluralize(health.calls, 'call')}"
        return State(
            label="Unsteady",
            tone=Tone.WARN,
            why=f"{failed} in the last 24 hours failed.",
            step="Its failures are tried again or go to the next model, which takes time.",
        )
    when = formats.moment(health.last_call.at, now=now)
    return State(label="Answering", tone=Tone.GOOD, why=f"The last call worked: {when}.")


def _open(circuit: CircuitState, until: datetime, *, now: datetime) -> State:
    why = f"Because {circuit.reason}." if circuit.reason else "Because it failed repeatedly."
    if circuit.probe_until is not None and circuit.probe_until > now:
        step = "Its answer decides whether other calls may follow."
        return State(label="Retrying", tone=Tone.WARN, why=why, step=step)
    if until <= now:
        step = "The next call, or a test call, tries it again."
        return State(label="Ready to retry", tone=Tone.WARN, why=why, step=step)
    return State(
        label=f"Paused until {formats.time_of_day(until, now=now)} (circuit open)",
        tone=Tone.WARN,
        why=why,
        step="Until then calls go to the next model; after that one call tries it. You can try it "
        "now.",
    )


def _failing(last: CallOutcome, fault: ModelFault, provider: Provider, host: str) -> State:
    why = last.message.strip() or "It gave no reason."
    if fault is ModelFault.AUTH:
        step = (
            f"Save a key that works on Settings, or set it in {provider.variable} and restart. A "
            "test call shows whether it works."
        )
        return State(label="Key refused", tone=Tone.BAD, why=why, step=step)
    step = _STEPS.get(fault, "").format(
        provider=provider.name, host=host, variable=provider.address_variable
    )
    return State(label="Failing", tone=Tone.WARN, why=why, step=step)
