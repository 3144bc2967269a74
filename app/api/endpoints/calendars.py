"""Calendars over HTTP: one of a goal with a token, and one at a private address without."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import GoalsReader
from app.api.errors import to_problem
from app.api.parameters import NO_PARAMETERS, UUID_FORMAT
from app.api.problem import problem_responses
from app.api.workers import run_on_worker
from core.errors import NotFound
from core.usecases.calendar.get_calendar import MEDIA_TYPE, CalendarDocument, get_goal_calendar
from core.usecases.calendar.read_feed import read_feed

MAX_AGE_S = 300
CACHED = f"private, max-age={MAX_AGE_S}"

router = APIRouter(
    prefix="/api/v1", tags=["goals"], route_class=ApiRoute, dependencies=[NO_PARAMETERS]
)
private = APIRouter(include_in_schema=False)
"""Read by calendar apps, which send no token: the address is the secret."""


@router.get(
    "/goals/{id}/calendar.ics",
    operation_id="getGoalCalendar",
    summary="Get the plan of a goal of yours as a calendar",
    response_class=Response,
    responses={
        HTTPStatus.OK.value: {
            "description": "An iCalendar file (RFC 5545)",
            "content": {"text/calendar": {"schema": {"type": "string"}}},
        },
        HTTPStatus.NOT_MODIFIED.value: {"description": "The file is the one of `If-None-Match`"},
        **problem_responses(HTTPStatus.NOT_FOUND),
    },
)
def get_calendar_of_goal(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    viewer: GoalsReader,
    request: Request,
) -> Response:
    """Each task on its day, each milestone and each check-in."""
    document = get_goal_calendar(
        services.rein(), viewer=viewer, goal_id=goal_id, goal_address=_goal_address(request)
    )
    return _answer(document, request)


@private.get("/calendar/{secret}.ics")
async def read_private_calendar(secret: str, request: Request) -> Response:
    """Answer with the calendar of a private address, or with 404 for an unknown or revoked one."""
    return await run_on_worker(_read, secret, request)


def _read(secret: str, request: Request) -> Response:
    try:
        document = read_feed(services.rein(), secret, goal_address=_goal_address(request))
    except NotFound as error:
        missing = to_problem(error).response()
        missing.headers["Cache-Control"] = "no-store"
        return missing
    return _answer(document, request)


def _answer(document: CalendarDocument, request: Request) -> Response:
    tag = f'"{document.tag}"'
    headers = {
        "ETag": tag,
        "Cache-Control": CACHED,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
    }
    if _is_current(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    headers["Content-Disposition"] = 'inline; filename="rein.ics"'
    return Response(document.write(), media_type=MEDIA_TYPE, headers=headers)


def _is_current(if_none_match: str, tag: str) -> bool:
    """Return whether the caller has this version; a proxy may have made its tag a weak one."""
    known = {each.strip().removeprefix("W/") for each in if_none_match.split(",")}
    return tag in known or "*" in known


def _goal_address(request: Request) -> str:
    return f"{str(request.base_url).rstrip('/')}/goal?id="
