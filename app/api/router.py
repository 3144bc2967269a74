"""All routes under /api: every path has an answer of its own, and one that does not exist says so as a problem.

Without this, a mistyped address would fall through to the pages and be answered with 200 and their frame.
"""

import json
import re
from functools import cache
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from app.api import costs, evaluations, feedback, goals, traces
from app.api.description import describe
from app.api.problem import Refusal
from app.api.traffic import TRAFFIC
from app.api.traffic import Route as Counted

OPERATIONS = (
    *goals.OPERATIONS,
    *feedback.OPERATIONS,
    *traces.OPERATIONS,
    *evaluations.OPERATIONS,
    *costs.OPERATIONS,
)
DOCUMENT_PATH = "/v1/openapi.json"
UNMATCHED = "unmatched"


@cache
def _document() -> bytes:
    return json.dumps(describe(OPERATIONS), ensure_ascii=False, separators=(",", ":")).encode()


async def _openapi(request: Request) -> Response:
    """Answer with the document of the API; it tells nothing about anybody, so it needs no token."""
    del request
    return Response(_document(), media_type="application/json")


async def _no_route(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    status = HTTPStatus(error.status_code)
    detail = f"There is nothing at {request.url.path}. /api{DOCUMENT_PATH} lists what there is."
    headers = dict(error.headers or {})
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        detail = (
            f"{request.method} is not possible here; use {headers.get('Allow', 'another method')}."
        )
    TRAFFIC.count(
        Counted(request.method if status != HTTPStatus.NOT_FOUND else "", UNMATCHED), status, 0.0
    )
    kind = status.phrase.lower().replace(" ", "-")
    return Refusal(
        status=status, kind=kind, title=status.phrase, detail=detail, headers=headers
    ).response()


API = Starlette(
    routes=[
        *(operation.route() for operation in OPERATIONS),
        Route(DOCUMENT_PATH, _openapi, methods=["GET"]),
    ],
    exception_handlers={HTTPException: _no_route},
)
API.router.redirect_slashes = False

_MOUNT = Mount("/api", app=API)
_MOUNT.path_regex = re.compile(
    _MOUNT.path_regex.pattern, re.DOTALL
)  # an address with a line feed in it is ours too

ROUTES = (_MOUNT,)
