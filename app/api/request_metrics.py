"""Count the requests that this process answers, and time them, for `/metrics`."""

import logging
import time
from http import HTTPMethod

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problem import internal

BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

UNMATCHED = "unmatched"
"""The route of a request that no route matches: its path would let callers add labels."""

# One series less per label; scrapers do not need them.
disable_created_metrics()  # type: ignore[no-untyped-call]

REGISTRY = CollectorRegistry()
REQUESTS = Counter(
    "rein_http_requests",
    "Requests to the API that this process answered.",
    ["method", "route", "status"],
    registry=REGISTRY,
)
DURATIONS = Histogram(
    "rein_http_request_duration_seconds",
    "How long this process took to answer them.",
    ["method", "route"],
    buckets=BUCKETS_S,
    registry=REGISTRY,
)

_log = logging.getLogger(__name__)
SENT_METHOD = "rein.sent_method"
"""The key of the method that the caller sent, in the scope of a request."""


class RequestMetrics:
    """Middleware that counts and times each request, and answers one that failed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and record its status and its duration."""
        scope = _inner(scope)
        status, started = 0, time.perf_counter()

        async def send_and_note(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        except Exception:  # noqa: BLE001 - the caller gets a problem, the log gets the traceback
            _log.exception("api_request_failed", extra={"fields": {"route": _route_of(scope)}})
            if not status:
                problem = internal("The request may be right. The server's log has the reason.")
                await problem.response()(scope, receive, send_and_note)
        _record(scope, status, seconds=time.perf_counter() - started)


def _inner(scope: Scope) -> Scope:
    """Return the scope for the routes of the API: without the route that led here.

    HEAD is a GET for them; the server drops the body. `SENT_METHOD` is the method as it was sent.
    """
    method = "GET" if scope["method"] == "HEAD" else scope["method"]
    return {key: value for key, value in scope.items() if key != "route"} | {
        "method": method,
        SENT_METHOD: scope["method"],
    }


def _record(scope: Scope, status: int, *, seconds: float) -> None:
    route, method = _route_of(scope), scope["method"]
    if route == UNMATCHED or method not in HTTPMethod.__members__:
        method = ""
    REQUESTS.labels(method=method, route=route, status=str(status)).inc()
    DURATIONS.labels(method=method, route=route).observe(seconds)
    fields = {"route": route, "status": status, "ms": round(seconds * 1_000, 1)}
    _log.debug("api_request", extra={"fields": fields})


def _route_of(scope: Scope) -> str:
    """Return the pattern of the route that matched, never the requested path."""
    route = scope.get("route")
    return route.path if route is not None else UNMATCHED
