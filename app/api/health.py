"""Health over HTTP: `/health` for people, `ready` for load balancers, `live` for restarts."""

import re
from collections.abc import Iterable
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from app.api.probe import probe
from core.usecases.checks import HEALTH
from core.usecases.checks.check import Check, CheckStatus

ESSENTIAL = tuple(check for check in HEALTH if check.essential)
NO_STORE = {"Cache-Control": "no-store"}


_PLACE = re.compile(r"(?<![\w.])(?:\w+://|~?/|[A-Za-z]:\\)\S+")
"""A path or an address of this machine, which is shown to a token alone."""


async def live(request: Request) -> JSONResponse:
    """Answer that the process runs.

    It checks nothing else: a database that is down must not make the server restart.
    """
    del request
    return JSONResponse({"status": "ok"}, headers=NO_STORE)


async def ready(request: Request) -> JSONResponse:
    """Answer 200 if the database answers and has its tables, else 503 with the reason."""
    del request
    return await _report(ESSENTIAL)


async def health(request: Request) -> JSONResponse:
    """Answer with the state of every part, and how long its check took."""
    del request
    return await _report(HEALTH)


async def _report(checks: Iterable[Check]) -> JSONResponse:
    results = await probe(checks)
    essential = {check.name for check in ESSENTIAL}
    up = all(
        result.state is not CheckStatus.FAILED for result in results if result.name in essential
    )
    all_ok = all(result.state is CheckStatus.OK for result in results)
    status = "unavailable" if not up else "ok" if all_ok else "degraded"
    checked = {
        result.name: {
            "status": result.state,
            "latency_ms": result.latency_ms,
            "detail": _PLACE.sub("[...]", result.line),
        }
        for result in results
    }
    code = HTTPStatus.OK if up else HTTPStatus.SERVICE_UNAVAILABLE
    return JSONResponse({"status": status, "checks": checked}, status_code=code, headers=NO_STORE)


ROUTES = (
    Route("/health", health),
    Route("/health/live", live),
    Route("/health/ready", ready),
    Route("/health/startup", ready),
)
