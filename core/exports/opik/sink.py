"""The Opik sink: writes traces, spans and scores through Opik's REST client (see rest_client).

The client sends only to the address of the settings. It is loaded by the delivery thread, the first
time that there is something to deliver.
"""

import gzip
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import httpx

from core.exports.batching import batches
from core.exports.delivery_error import DeliveryError, RetryDecision
from core.exports.experiment import ExperimentPayload, TrialPayload
from core.exports.opik import bodies
from core.exports.opik.experiments import CLOUD, delete_items, send_experiments
from core.exports.opik.prompts import PromptMirror, TemplateOf
from core.exports.opik.rest_client import load
from core.exports.opik.trials import send_trial
from core.exports.payload import (
    DeletionPayload,
    ExportPayload,
    RatingPayload,
    TracePayload,
)
from core.exports.retry_decision import require_accepted, translate_network_errors
from core.settings import OPIK

_PARTS = {
    "server": ("raw_client", "RawOpikApi"),
    "check": ("check.client", "CheckClient"),
    "feedback_definitions": ("feedback_definitions.client", "FeedbackDefinitionsClient"),
    "traces": ("traces.client", "TracesClient"),
    "spans": ("spans.client", "SpansClient"),
    "prompts": ("prompts.client", "PromptsClient"),
    "datasets": ("datasets.client", "DatasetsClient"),
    "experiments": ("experiments.client", "ExperimentsClient"),
}
"""The parts of the client in use: module and class."""

COMPRESSED_FROM = 16_000
"""Bytes; smaller bodies gain nothing from compression."""

_EXISTS = 409
"""HTTP status for "already exists", which is fine."""

_HARMLESS = frozenset({400, 404, 405, 422})


class OpikSink:
    """Sends traces, spans and scores with our ids; repeating a call has no second effect."""

    name = OPIK
    schema_version = bodies.SCHEMA_VERSION

    def __init__(
        self,
        *,
        url: str | None,
        api_key: str | None,
        workspace: str,
        project: str,
        timeout_s: float,
        template_of: TemplateOf = lambda _name, _version: None,
    ) -> None:
        self._url = (url or CLOUD).rstrip("/")
        self._key = api_key
        self._workspace = workspace
        self._project = project
        self._timeout_s = timeout_s
        self._timeout = httpx.Timeout(timeout_s, connect=min(timeout_s, 5.0))
        self._http: httpx.Client | None = None
        self._wire: Any = None
        self._prompts = PromptMirror(self._call, template_of, project=project)

    @property
    def host(self) -> str:
        return httpx.URL(self._url).netloc.decode("ascii")

    def connect(self) -> None:
        with self._faults():
            for group in _PARTS:
                self._part(group)

    def prepare(self) -> None:
        """Create the feedback definitions, unless they exist or the server is too old for them."""
        for definition in bodies.DEFINITIONS:
            self._call_leniently(
                "feedback_definitions", "create_feedback_definition", request=definition
            )

    def deliver(self, payloads: tuple[ExportPayload, ...]) -> None:
        traces = [payload for payload in payloads if isinstance(payload, TracePayload)]
        links = self._prompts.links(traces)
        for piece in batches(
            [bodies.trace_body(trace, project=self._project, prompts=links) for trace in traces]
        ):
            self._call("traces", "create_traces", **_unconverted("traces", piece))
        spans = [
            body for trace in traces for body in bodies.span_bodies(trace, project=self._project)
        ]
        for piece in batches(spans):
            self._call("spans", "create_spans", **_unconverted("spans", piece))
        scores = [
            body
            for payload in payloads
            if isinstance(payload, TracePayload | RatingPayload)
            for body in bodies.score_bodies(payload, project=self._project)
        ]
        for piece in batches(scores):
            self._call("traces", "score_batch_of_traces", **_unconverted("scores", piece))
        ids = self._prompts.version_ids
        for payload in payloads:
            if isinstance(payload, RatingPayload):
                self._withdraw(payload)
            elif isinstance(payload, ExperimentPayload):
                send_experiments(payload, self._call, project=self._project, version_ids=ids)
            elif isinstance(payload, TrialPayload):
                send_trial(payload, self._call, project=self._project, version_ids=ids)
        delete_items(payloads, self._call)
        deleted = [one.effective_id for one in payloads if isinstance(one, DeletionPayload)]
        if deleted:
            self._call("traces", "delete_traces", ids=deleted)

    def check(self) -> None:
        """Check that the server is up and, if it has accounts, that it accepts the key."""
        self._call("server", "is_alive")
        self._call_leniently("check", "access", request={})

    def close(self) -> None:
        if self._http is not None:
            self._http.close()
        self._http = self._wire = None

    def _withdraw(self, rating: RatingPayload) -> None:
        for name in rating.withdrawn:
            self._call_leniently(
                "traces", "delete_trace_feedback_score", id=rating.effective_id, name=name
            )

    def _call_leniently(self, group: str, verb: str, **values: object) -> None:
        """Make a call whose endpoint or object may be missing without harm."""
        try:
            self._call(group, verb, **values)
        except DeliveryError as error:
            if error.status not in _HARMLESS:
                raise

    def _call(self, group: str, verb: str, **values: object) -> Any:  # noqa: ANN401 - generated
        """Return the server's answer, or None if the object already exists."""
        with self._faults():
            part = self._part(group)
            try:
                return getattr(part, verb)(**values)
            except load("core.api_error").ApiError as error:
                if error.status_code != _EXISTS:
                    raise DeliveryError(
                        RetryDecision.REFUSED, str(error), status=error.status_code
                    ) from error
                return None

    def _faults(self) -> AbstractContextManager[None]:
        return translate_network_errors(self.host, secret=self._key or "")

    def _part(self, group: str) -> Any:  # noqa: ANN401 - generated
        """Return one part of the client, connected and without retries."""
        if self._wire is None:
            hooks: dict[str, list[Callable[..., Any]]] = {
                "request": [_compress],
                "response": [_judge],
            }
            self._http = httpx.Client(timeout=self._timeout, event_hooks=hooks)
            self._wire = load("core.client_wrapper").SyncClientWrapper(
                base_url=self._url,
                api_key=self._key,
                workspace_name=self._workspace,
                httpx_client=self._http,
                timeout=self._timeout_s,
            )
        module, kind = _PARTS[group]
        return getattr(load(module), kind)(client_wrapper=self._wire)


def _compress(request: httpx.Request) -> None:
    """Compress large bodies with gzip, as Opik's own client does; proxies limit body sizes."""
    body = request.read()
    if len(body) >= COMPRESSED_FROM:
        small = gzip.compress(body, compresslevel=4)
        request.stream = httpx.ByteStream(small)
        request.headers["content-encoding"] = "gzip"
        request.headers["content-length"] = str(len(small))


def _judge(response: httpx.Response) -> None:
    response.read()
    if response.status_code != _EXISTS:
        require_accepted(response)


def _unconverted(name: str, piece: list[bodies.Body]) -> dict[str, object]:
    """Return the arguments that send a list unchanged.

    Passed as a normal argument, the client walks through every value to look for aliases, which
    takes six times as long as everything else. The bodies already use the schema's names.
    """
    return {name: [], "request_options": {"additional_body_parameters": {name: piece}}}
