"""The webhook sink: one signed POST for each alert, in Slack's format."""

import hashlib
import hmac
import re

import httpx
from pydantic import SecretStr

from core.clock import Clock
from core.exports.alerts.message import webhook_body
from core.exports.delivery_error import DeliveryError, RetryDecision
from core.exports.payload import AlertPayload, ExportPayload
from core.exports.retry_decision import (
    SECRET_CHARACTERS,
    require_accepted,
    translate_network_errors,
)
from core.setting_groups.alerts import WEBHOOK

TIMESTAMP = "x-rein-timestamp"
SIGNATURE = "x-rein-signature"
DELIVERY = "x-rein-delivery"


class WebhookSink:
    """Posts alerts. Redirects are not followed: the address and the signature are for one host."""

    name = WEBHOOK
    schema_version = ""

    def __init__(
        self,
        *,
        url: SecretStr,
        secret: SecretStr | None,
        site: str | None,
        timeout_s: float,
        clock: Clock,
    ) -> None:
        self._url = url
        self._secret = secret
        self._site = site
        self._timeout = httpx.Timeout(timeout_s, connect=min(timeout_s, 5.0))
        self._clock = clock
        self._http: httpx.Client | None = None

    @property
    def host(self) -> str:
        return httpx.URL(self._url.get_secret_value()).netloc.decode("ascii")

    def connect(self) -> None:
        """Do nothing: there is no library to load."""

    def prepare(self) -> None:
        """Do nothing: a webhook needs no set-up."""

    def deliver(self, payloads: tuple[ExportPayload, ...]) -> None:
        """Send all payloads, one request each."""
        for payload in payloads:
            if isinstance(payload, AlertPayload):
                self._send(payload)

    def check(self) -> None:
        """Do nothing: a webhook cannot be asked without writing to it."""

    def close(self) -> None:
        if self._http is not None:
            self._http.close()
        self._http = None

    def _send(self, alert: AlertPayload) -> None:
        body = webhook_body(alert, site=self._site)
        try:
            with translate_network_errors(self.host):
                self._post(body, self._headers(alert, body))
        except DeliveryError as error:
            for secret in self._secrets():
                error.reason = error.reason.replace(secret, "[secret]")
            raise

    def _post(self, body: bytes, headers: dict[str, str]) -> None:
        if self._http is None:
            self._http = httpx.Client(timeout=self._timeout, follow_redirects=False)
        response = self._http.post(self._url.get_secret_value(), content=body, headers=headers)
        if response.is_redirect:
            raise DeliveryError(
                RetryDecision.PAUSED,
                f"{response.status_code}: {self.host} sends us on to another address.",
                status=response.status_code,
            )
        require_accepted(response)

    def _secrets(self) -> list[str]:
        """Return what has to be cut from an answer: the address of a webhook holds its key."""
        url = httpx.URL(self._url.get_secret_value())
        parts = re.split(r"[/?&=]", url.raw_path.decode("ascii"))
        if self._secret is not None:
            parts.append(self._secret.get_secret_value())
        found = {part for part in parts if len(part) >= SECRET_CHARACTERS}
        return sorted(found, key=len, reverse=True)

    def _headers(self, alert: AlertPayload, body: bytes) -> dict[str, str]:
        headers = {"content-type": "application/json", DELIVERY: alert.event_id}
        if self._secret is None:
            return headers
        timestamp = str(int(self._clock.now().timestamp()))
        signature = sign(self._secret.get_secret_value(), timestamp, body)
        return headers | {TIMESTAMP: timestamp, SIGNATURE: signature}


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Return the signature of a body: HMAC-SHA256 over "timestamp.body", in hex after "v1="."""
    signed = timestamp.encode() + b"." + body
    return "v1=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
