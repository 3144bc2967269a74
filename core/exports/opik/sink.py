"""Opik, through its REST client alone.

Importing the package `opik` starts Sentry with its maker's address, reads configuration files and loads an SDK whose
sender loses data in ways we cannot see. None of it is needed: only the generated REST client is loaded, and nothing in
it talks to anybody but the address we give it. It is loaded by the thread that delivers, the first time it has
something to deliver.
"""

import gzip
import importlib
import importlib.util
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import ModuleType
from typing import Any

import httpx

from core.exports.batching import pieces
from core.exports.delivery_error import DeliveryError, RetryDecision
from core.exports.opik import bodies
from core.exports.opik.prompts import PromptMirror, TemplateOf
from core.exports.payload import ExportPayload, RatingPayload, TracePayload
from core.exports.retry_decision import judge, network_faults
from core.settings import OPIK

CLOUD = "https://www.comet.com/opik/api"
_LOADING = threading.Lock()

_EMPTY = ("opik", "opik.rest_api", "opik.rest_api.types")
"""Packages whose own code is not run: the first reports home, the others load every part there is (1.1 s, not 0.3)."""

_PARTS = {
    "server": ("raw_client", "RawOpikApi"),
    "check": ("check.client", "CheckClient"),
    "feedback_definitions": ("feedback_definitions.client", "FeedbackDefinitionsClient"),
    "traces": ("traces.client", "TracesClient"),
    "spans": ("spans.client", "SpansClient"),
    "prompts": ("prompts.client", "PromptsClient"),
}
"""The parts of the client that are used: module and class."""

COMPRESSED_FROM = 16_000
"""Bytes; below it compressing saves nothing."""

_EXISTS = 409
"""What is to be created is there already, which is what we want."""

_HARMLESS = frozenset({400, 404, 405, 422})


class OpikSink:
    """Writes traces, spans and scores with our ids; every call can be repeated without a second effect."""

    name = OPIK
    layout = bodies.LAYOUT

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
        """Create the feedback definitions; one that exists is left as it is, and an old server has none."""
        for definition in bodies.DEFINITIONS:
            self._call_leniently(
                "feedback_definitions", "create_feedback_definition", request=definition
            )

    def deliver(self, envelopes: tuple[ExportPayload, ...]) -> None:
        traces = [envelope for envelope in envelopes if isinstance(envelope, TracePayload)]
        links = self._prompts.links(traces)
        for piece in pieces(
            [bodies.trace_body(trace, project=self._project, prompts=links) for trace in traces]
        ):
            self._call("traces", "create_traces", **_whole("traces", piece))
        spans = [
            body for trace in traces for body in bodies.span_bodies(trace, project=self._project)
        ]
        for piece in pieces(spans):
            self._call("spans", "create_spans", **_whole("spans", piece))
        scores = [
            body
            for envelope in envelopes
            for body in bodies.score_bodies(envelope, project=self._project)
        ]
        for piece in pieces(scores):
            self._call("traces", "score_batch_of_traces", **_whole("scores", piece))
        for envelope in envelopes:
            if isinstance(envelope, RatingPayload):
                self._withdraw(envelope)

    def check(self) -> None:
        """Ask for a sign of life, then whether the key is known; a server without accounts has no such question."""
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
        """Call what may be missing over there without harm: an endpoint, or the thing that is to be deleted."""
        try:
            self._call(group, verb, **values)
        except DeliveryError as error:
            if error.status not in _HARMLESS:
                raise

    def _call(self, group: str, verb: str, **values: object) -> Any:  # noqa: ANN401 - generated types
        """Return what the server says, None where it has the thing already."""
        with self._faults():
            part = self._part(group)
            try:
                return getattr(part, verb)(**values)
            except _load("opik.rest_api.core.api_error").ApiError as error:
                if error.status_code != _EXISTS:
                    raise DeliveryError(
                        RetryDecision.REFUSED, str(error), status=error.status_code
                    ) from error
                return None

    def _faults(self) -> AbstractContextManager[None]:
        return network_faults(self.host, secret=self._key or "")

    def _part(self, group: str) -> Any:  # noqa: ANN401 - generated code, whose types would have to be imported
        """Return one of the client's parts, connected; it repeats nothing as long as no option asks for retries."""
        if self._wire is None:
            hooks: dict[str, list[Callable[..., Any]]] = {
                "request": [_compress],
                "response": [_judge],
            }
            self._http = httpx.Client(timeout=self._timeout, event_hooks=hooks)
            self._wire = _load("opik.rest_api.core.client_wrapper").SyncClientWrapper(
                base_url=self._url,
                api_key=self._key,
                workspace_name=self._workspace,
                httpx_client=self._http,
                timeout=self._timeout_s,
            )
        module, kind = _PARTS[group]
        return getattr(_load(f"opik.rest_api.{module}"), kind)(client_wrapper=self._wire)


def _compress(request: httpx.Request) -> None:
    """Send large bodies as gzip, as Opik's own client does: prompts shrink to a fifth, and proxies limit bodies."""
    body = request.read()
    if len(body) >= COMPRESSED_FROM:
        small = gzip.compress(body, compresslevel=4)
        request.stream = httpx.ByteStream(small)
        request.headers["content-encoding"] = "gzip"
        request.headers["content-length"] = str(len(small))


def _judge(response: httpx.Response) -> None:
    response.read()
    if response.status_code != _EXISTS:
        judge(response)


def _whole(name: str, piece: list[bodies.Body]) -> dict[str, object]:
    """Return the arguments that send a list as it is.

    Given as an argument, the client walks through every value of it to look for aliases, which takes it six times as
    long as everything else; the bodies are in the schema's own words already.
    """
    return {name: [], "request_options": {"additional_body_parameters": {name: piece}}}


def _load(name: str) -> ModuleType:
    """Import a module of the REST client without running the packages that hold it (see the module's docstring)."""
    with _LOADING:
        for package in _EMPTY:
            if package not in sys.modules:
                spec = importlib.util.find_spec(package)
                if spec is None:
                    raise DeliveryError(RetryDecision.PAUSED, "The package opik is not installed.")
                sys.modules[package] = importlib.util.module_from_spec(spec)
        return importlib.import_module(name)
