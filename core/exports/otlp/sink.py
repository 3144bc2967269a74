"""The OTLP sink: posts protobuf over plain HTTP to any receiver.

The messages come from OpenTelemetry's own package. Its exporter is not used, because it drops what
it could not send after its own retries, while our outbox keeps it.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any
from urllib.parse import unquote

import httpx

from core.exports.delivery_error import DeliveryError, RetryDecision
from core.exports.payload import ExportPayload, TracePayload
from core.exports.retry_decision import require_accepted, translate_network_errors
from core.exports.truncation import TEXT_CHARACTERS
from core.settings import OTLP

PROTOBUF = "application/x-protobuf"
MAX_BYTES = 3_000_000
_MESSAGES = "core.exports.otlp.messages"


class OtlpSink:
    """Posts spans with our trace ids and parents, so that a receiver can drop duplicates by id."""

    name = OTLP
    schema_version = ""

    def __init__(
        self, *, endpoint: str, headers: str | None, project: str, timeout_s: float
    ) -> None:
        self._url = f"{endpoint.rstrip('/').removesuffix('/v1/traces')}/v1/traces"
        self._headers = parse_headers(headers or "")
        self._project = project
        self._timeout = httpx.Timeout(timeout_s, connect=min(timeout_s, 5.0))
        self._http: httpx.Client | None = None

    @property
    def host(self) -> str:
        return httpx.URL(self._url).netloc.decode("ascii")

    def connect(self) -> None:
        import_module(_MESSAGES)  # loaded by the sender, not at start-up

    def prepare(self) -> None:
        """Do nothing: an OTLP receiver needs no set-up."""

    def deliver(self, payloads: tuple[ExportPayload, ...]) -> None:
        messages = import_module(_MESSAGES)
        for part in _parts(payloads):
            self._send(_request([messages.resource_spans(part, project=self._project)]))

    def check(self) -> None:
        """Send an empty request. A receiver may refuse it, but has then accepted our key."""
        try:
            self._send(_request([]))
        except DeliveryError as error:
            if error.then is not RetryDecision.REFUSED:
                raise

    def close(self) -> None:
        if self._http is not None:
            self._http.close()
        self._http = None

    def _send(self, body: bytes) -> None:
        secret = max(self._headers.values(), key=len, default="").rpartition(" ")[2]
        with translate_network_errors(self.host, secret=secret):
            if self._http is None:
                self._http = httpx.Client(
                    timeout=self._timeout, headers={**self._headers, "content-type": PROTOBUF}
                )
            response = self._http.post(self._url, content=body)
            require_accepted(response)
            _require_all_accepted(response)


def _parts(payloads: tuple[ExportPayload, ...]) -> Iterator[tuple[ExportPayload, ...]]:
    """Yield the payloads in order, in batches within the size limit."""
    part: list[ExportPayload] = []
    size = 0
    for payload in payloads:
        length = _estimated_bytes(payload)
        if part and size + length > MAX_BYTES:
            yield tuple(part)
            part, size = [], 0
        part.append(payload)
        size += length
    if part:
        yield tuple(part)


def _estimated_bytes(payload: ExportPayload) -> int:
    """Return the approximate size of a payload; texts are sent twice, once per dialect."""
    spans = payload.spans if isinstance(payload, TracePayload) else ()
    return 2_000 + sum(1_000 + 2 * (_sent(span.input) + _sent(span.output)) for span in spans)


def _sent(text: str | None) -> int:
    return min(len(text), TEXT_CHARACTERS) if text is not None else 0


def _request(spans: list[Any]) -> bytes:
    service = import_module("opentelemetry.proto.collector.trace.v1.trace_service_pb2")
    body: bytes = service.ExportTraceServiceRequest(resource_spans=spans).SerializeToString()
    return body


def _require_all_accepted(response: httpx.Response) -> None:
    """Raise DeliveryError if the receiver rejected some of the spans."""
    if PROTOBUF not in response.headers.get("content-type", ""):
        return
    service = import_module("opentelemetry.proto.collector.trace.v1.trace_service_pb2")
    try:
        partial = service.ExportTraceServiceResponse.FromString(response.content).partial_success
    except Exception as error:
        raise DeliveryError(
            RetryDecision.LATER, "The answer is not one that an OTLP receiver gives."
        ) from error
    if partial.rejected_spans:
        reason = partial.error_message or "The receiver gave no reason."
        raise DeliveryError(
            RetryDecision.REFUSED, f"{partial.rejected_spans} spans were rejected: {reason}"
        )


def parse_headers(text: str) -> dict[str, str]:
    """Return the headers of comma-separated, %-escaped `name=value` pairs, as in OpenTelemetry."""
    pairs = (pair.partition("=") for pair in text.split(",") if "=" in pair)
    return {unquote(name.strip()): unquote(value.strip()) for name, _, value in pairs}
