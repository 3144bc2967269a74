"""Health over HTTP: for people (`/health`), for load balancers (`ready`), for restarts (`live`, `startup`).

All are plain functions, because a database that hangs must not hang the event loop that serves every page.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from app import services
from core.errors import ReinError


def live(request: Request) -> JSONResponse:
    """Say that the process answers; look no further, so that a broken database does not restart the server."""
    del request
    return JSONResponse({"status": "ok"})


def ready(request: Request) -> JSONResponse:
    """Say whether the database answers and has its tables; 503 with the reason where it does not."""
    del request
    problem = database_problem()
    if problem is not None:
        return JSONResponse({"status": "unavailable", "database": problem}, status_code=503)
    return JSONResponse({"status": "ok", "database": "ok"})


def health(request: Request) -> JSONResponse:
    """Say what works and what does not, for a person with curl."""
    del request
    rein, problem = services.rein(), database_problem()
    parts = {"database": problem or "ok", "worker": "ok" if rein.jobs.running else "not running"}
    well = problem is None
    return JSONResponse({"status": "ok" if well else "unavailable", **parts}, status_code=200 if well else 503)


def database_problem() -> str | None:
    """Return why the database cannot be used, None where it can."""
    try:
        services.rein().database.ping()
    except ReinError as error:
        return str(error)
    return None


ROUTES = (
    Route("/health", health),
    Route("/health/live", live),
    Route("/health/ready", ready),
    Route("/health/startup", ready),
)
