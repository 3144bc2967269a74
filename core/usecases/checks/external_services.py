"""Checks of external services by their last known state.

None is called, but for the mail server, by `rein doctor`.
"""

from datetime import datetime
from importlib import import_module

from core import formats
from core.llm.providers.catalog import PROVIDERS
from core.llm.wrappers.circuit_state import CircuitState
from core.mail.delivery_result import MailUnavailable
from core.mail.server import mail_server_of
from core.store.exports.values import SinkHealth
from core.store.metrics.system_state import find_system_state
from core.usecases.checks.check import Check, CheckContext, CheckResult, CheckStatus
from core.usecases.mail.settle_mail import SINK


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
        return (
            f"{name} is paused until {formats.clock_time(state.open_until)} UTC ({state.reason})."
        )
    return f"{name} was paused, and its next call is a probe ({state.reason})."


def _sinks(context: CheckContext) -> CheckResult:
    if not context.settings.sinks:
        return CheckResult(state=CheckStatus.OK, line="No export is set up.", is_off=True)
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


def _mail(context: CheckContext) -> CheckResult:
    server = mail_server_of(context.settings)
    if server is None:
        return CheckResult(
            state=CheckStatus.OK, line="No mail server is set: no reminders.", is_off=True
        )
    place = f"{server.host}:{server.port}"
    if not context.serving:  # only a person's look may connect
        try:
            with import_module("core.mail.smtp").open_session(server):
                line = f"{place} accepts connections{' and the login' if server.user else ''}."
        except MailUnavailable as error:
            return CheckResult(state=CheckStatus.FAILED, line=str(error))
        return CheckResult(state=CheckStatus.OK, line=line)
    standing = find_system_state(context.database, now=context.clock.now()).sinks
    troubled = [one for one in standing if one.name == SINK and one.failures]
    if not troubled:
        return CheckResult(state=CheckStatus.OK, line="The mail server accepts us.")
    return CheckResult(state=CheckStatus.WARNING, line=_trouble(troubled[0]))


CIRCUITS = Check(name="breakers", run=_breakers, reads=True)
SINK_HEALTH = Check(name="sinks", run=_sinks, reads=True)
MAIL = Check(name="mail", run=_mail, reads=True)
