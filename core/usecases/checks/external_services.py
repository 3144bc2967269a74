"""Checks of external services by their last known state; none is called."""

from datetime import datetime

from core.llm.providers.catalog import PROVIDERS
from core.llm.wrappers.circuit_state import CircuitState
from core.store.exports.values import SinkHealth
from core.store.metrics.system_state import find_system_state
from core.usecases.checks.check import Check, CheckContext, CheckResult, CheckStatus


def _breakers(context: CheckContext) -> CheckResult:
    now = context.clock.now()
    settings = context.model_settings
    open_to_us = {one.provider for one in PROVIDERS if one.is_configured(settings)}
    breakers = find_system_state(context.database, now=now).breakers
    states = {
        name: state
        for name, (state, _) in breakers.items()
        if state.open_until is not None and name.partition("/")[0] in open_to_us
    }
    if not states:
        return CheckResult(state=CheckStatus.OK, line="No model is paused.")
    pauses = " ".join(
        _open_circuit(name.partition("/")[2], state, now=now) for name, state in states.items()
    )
    return CheckResult(state=CheckStatus.WARNING, line=f"{pauses} The next models answer instead.")


def _open_circuit(name: str, state: CircuitState, *, now: datetime) -> str:
    if state.open_until is not None and state.open_until > now:
        return f"{name} is paused until {state.open_until:%H:%M} UTC ({state.reason})."
    return f"{name} was paused, and its next call is a probe ({state.reason})."


def _sinks(context: CheckContext) -> CheckResult:
    if not context.settings.sinks:
        return CheckResult(state=CheckStatus.OK, line="No export is set up.")
    standings = find_system_state(context.database, now=context.clock.now()).sinks
    troubled = [
        sink
        for sink in standings
        if sink.name in context.settings.sinks and (sink.paused or sink.failures)
    ]
    if not troubled:
        return CheckResult(
            state=CheckStatus.OK, line=f"{' and '.join(context.settings.sinks)}: accepting."
        )
    return CheckResult(
        state=CheckStatus.WARNING, line=" ".join(_trouble(sink) for sink in troubled)
    )


def _trouble(sink: SinkHealth) -> str:
    if sink.paused:
        return f"{sink.name} is paused: {sink.reason}"
    return f"{sink.name} failed {sink.failures} times in a row: {sink.reason}"


CIRCUITS = Check(name="breakers", run=_breakers, reads=True)
SINK_HEALTH = Check(name="sinks", run=_sinks, reads=True)
