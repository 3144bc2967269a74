"""Checks whether each export sink would accept data now."""

from dataclasses import dataclass
from importlib import import_module

from core.exports.delivery_error import DeliveryError, RetryDecision
from core.exports.payload import Sink
from core.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class SinkCheck:
    """The result of checking one sink."""

    sink: str
    ok: bool
    line: str


def check_sinks(settings: Settings) -> tuple[SinkCheck, ...]:
    """Return the result for each configured sink; takes as long as the slowest answer."""
    if not settings.sinks:
        return ()
    built = import_module("core.exports.factory")
    hosts = {place.sink: place.host for place in built.destinations(settings)}
    return tuple(_check(sink, hosts[sink.name]) for sink in built.build_sinks(settings))


def check_sink(settings: Settings, name: str) -> SinkCheck:
    """Return the result for one sink by name, configured or not."""
    found = next((verdict for verdict in check_sinks(settings) if verdict.sink == name), None)
    return found or SinkCheck(
        sink=name, ok=True, line=f"{name}: not set up, so nothing is sent there."
    )


def _check(sink: Sink, host: str) -> SinkCheck:
    try:
        sink.check()
    except DeliveryError as error:
        return SinkCheck(
            sink=sink.name,
            ok=False,
            line=f"{sink.name}: {host} does not accept us: {_reason(error)}",
        )
    finally:
        sink.close()
    return SinkCheck(sink=sink.name, ok=True, line=f"{sink.name}: {host} answers and accepts us.")


def _reason(error: DeliveryError) -> str:
    if error.status in {401, 403}:
        return f"{error.reason} Check the key and the workspace."
    return (
        f"{error.reason} Check the address." if error.then is RetryDecision.PAUSED else error.reason
    )
