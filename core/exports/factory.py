"""Builds the export sinks of the settings. Without a sink, nothing leaves the machine."""

from dataclasses import dataclass

import httpx

from core.clock import Clock
from core.exports.alerts.mail import AlertMailSink
from core.exports.alerts.webhook import WebhookSink
from core.exports.opik.experiments import CLOUD
from core.exports.opik.prompts import TemplateOf
from core.exports.opik.sink import OpikSink
from core.exports.otlp.sink import OtlpSink
from core.exports.payload import Sink
from core.mail.server import mail_server_of
from core.setting_groups.alerts import WEBHOOK
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


def build_alert_sinks(settings: Settings, *, clock: Clock) -> tuple[Sink, ...]:
    """Return the configured receivers of alerts; none is connected yet."""
    sinks: list[Sink] = []
    if (url := settings.alert_webhook_url) is not None:
        sinks.append(
            WebhookSink(
                url=url,
                secret=settings.alert_webhook_secret,
                site=settings.public_url,
                timeout_s=settings.export_timeout_s,
                clock=clock,
            )
        )
    server = mail_server_of(settings)
    if settings.alert_addresses and server is not None:
        sinks.append(AlertMailSink(server=server, addresses=settings.alert_addresses, clock=clock))
    return tuple(sinks)


def destinations(settings: Settings) -> tuple[Destination, ...]:
    """Return the hosts that data is sent to, with the port if the address names one.

    The mail server is not among them: it has a setting of its own, and sends reminders too.
    """
    webhook = settings.alert_webhook_url
    addresses = {
        OPIK: settings.opik_url or CLOUD,
        OTLP: settings.otlp_endpoint or "",
        WEBHOOK: webhook.get_secret_value() if webhook is not None else "",
    }
    names = (*settings.sinks, *((WEBHOOK,) if webhook is not None else ()))
    return tuple(Destination(sink=name, host=_host(addresses[name])) for name in names)


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
