"""Health over HTTP: for people (`/health`), for load balancers (`ready`), for restarts (`live`, `startup`)."""

from collections.abc import Iterable
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from app.api.watch import find_out
from core.usecases.checks import HEALTH
from core.usecases.checks.check import Check, CheckStatus

ESSENTIAL = tuple(check for check in HEALTH if check.essential)
NOT_STORED = {"Cache-Control": "no-store"}


async def live(request: Request) -> JSONResponse:
    """Say that the process answers. It never looks further: a broken database must not restart the server."""
    del request
    return JSONResponse({"status": "ok"}, headers=NOT_STORED)


async def ready(request: Request) -> JSONResponse:
    """Say whether pages can be served: the database answers and has its tables; 503 with the reason otherwise."""
    del request
    return await _report(ESSENTIAL)


async def health(request: Request) -> JSONResponse:
    """Say what works and what does not, each with how long it took to look."""
    del request
    return await _report(HEALTH)


async def _report(checks: Iterable[Check]) -> JSONResponse:
    found = await find_out(checks)
    essential = {check.name for check in ESSENTIAL}
    up = all(one.state is not CheckStatus.FAILED for one in found if one.name in essential)
    well = all(one.state is CheckStatus.OK for one in found)
    status = "unavailable" if not up else "ok" if well else "degraded"
    checked = {
        one.name: {"status": one.state, "latency_ms": one.latency_ms, "detail": one.line}
        for one in found
    }
    code = HTTPStatus.OK if up else HTTPStatus.SERVICE_UNAVAILABLE
    return JSONResponse({"status": status, "checks": checked}, status_code=code, headers=NOT_STORED)


ROUTES = (
    Route("/health", health),
    Route("/health/live", live),
    Route("/health/ready", ready),
    Route("/health/startup", ready),
)
