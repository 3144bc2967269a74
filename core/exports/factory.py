"""Builds the export sinks of the settings. Without a sink, nothing leaves the machine."""

from dataclasses import dataclass

import httpx

from core.exports.opik.prompts import TemplateOf
from core.exports.opik.sink import CLOUD, OpikSink
from core.exports.otlp.sink import OtlpSink
from core.exports.payload import Sink
from core.settings import OPIK, OTLP, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """The host that a sink sends to."""

    sink: str
    host: str


def build_sinks(
    settings: Settings, *, template_of: TemplateOf = lambda _name, _version: None
) -> tuple[Sink, ...]:
    """Return the configured sinks; none is connected or loaded yet.

    `template_of` returns the text of a prompt version, for a sink with a prompt library.
    """
    return tuple(_SINKS[name](settings, template_of) for name in settings.sinks)


def destinations(settings: Settings) -> tuple[Destination, ...]:
    """Return the hosts that data is sent to, with the port if the address names one."""
    addresses = {OPIK: settings.opik_url or CLOUD, OTLP: settings.otlp_endpoint or ""}
    return tuple(Destination(sink=name, host=_host(addresses[name])) for name in settings.sinks)


def _host(address: str) -> str:
    try:
        return httpx.URL(address).netloc.decode("ascii") or address
    except httpx.InvalidURL:
        return address


def _opik(settings: Settings, template_of: TemplateOf) -> Sink:
    key = settings.opik_api_key
    return OpikSink(
        url=settings.opik_url,
        api_key=key.get_secret_value() if key is not None else None,
        workspace=settings.opik_workspace,
        project=settings.opik_project,
        timeout_s=settings.export_timeout_s,
        template_of=template_of,
    )


def _otlp(settings: Settings, template_of: TemplateOf) -> Sink:
    del template_of  # OTLP has no prompt library
    headers = settings.otlp_headers
    return OtlpSink(
        endpoint=settings.otlp_endpoint or "",
        headers=headers.get_secret_value() if headers is not None else None,
        project=settings.opik_project,
        timeout_s=settings.export_timeout_s,
    )


_SINKS = {OPIK: _opik, OTLP: _otlp}
