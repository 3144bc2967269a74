"""Share links over HTTP: made and revoked with a token, and read by others without one."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import GoalsReader, GoalsWriter
from app.api.endpoints.goal_schema import Part
from app.api.json_body import JsonBody
from app.api.parameters import NO_PARAMETERS, UUID_FORMAT
from app.api.problem import BODY_PROBLEMS, problem_responses
from app.api.request_metrics import SENT_METHOD
from app.api.shared_page.document import HEADERS, write_missing, write_plan
from app.api.workers import run_on_worker
from core.errors import NotFound
from core.usecases.shares.open_share import open_share
from core.usecases.shares.share_json import share_json
from core.usecases.shares.share_links import add_share, find_share, revoke_share

router = APIRouter(
    prefix="/api/v1", tags=["goals"], route_class=ApiRoute, dependencies=[NO_PARAMETERS]
)
public = APIRouter(include_in_schema=False)
"""Opened by people without an account: the address is the secret."""


class NewShareLink(JsonBody):
    """How long the link works."""

    days: Literal[7, 30, 90]


class ShareState(Part):
    """A link to the plan of a goal of yours."""

    goal_id: str
    created_at: datetime
    expires_at: datetime
    works: bool = Field(description="False once it has expired, and while the goal is archived")
    opened: int = Field(description="How often its page was opened")
    last_opened_at: datetime | None


class CreatedShareLink(ShareState):
    """A new link; its address is in no other answer."""

    url: str


@router.post(
    "/goals/{id}/share",
    operation_id="sharePlan",
    summary="Make a link that shows the plan of a goal of yours to others; it replaces the old one",
    status_code=HTTPStatus.CREATED,
    response_model=CreatedShareLink,
    responses=problem_responses(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, *BODY_PROBLEMS),
)
def share_plan(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    new: NewShareLink,
    viewer: GoalsWriter,
    request: Request,
) -> JSONResponse:
    """Raise a conflict before the goal has a plan, and while it is archived."""
    rein = services.rein()
    made = add_share(rein, viewer=viewer, goal_id=goal_id, days=new.days)
    address = f"{str(request.base_url).rstrip('/')}{made.path}"
    return JSONResponse(
        share_json(made.link, now=rein.clock.now()) | {"url": address},
        status_code=HTTPStatus.CREATED,
    )


@router.get(
    "/goals/{id}/share",
    operation_id="getShare",
    summary="Get until when the link to the plan of a goal of yours works, and how often it opened",
    response_model=ShareState,
    responses=problem_responses(HTTPStatus.NOT_FOUND),
)
def get_share(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)], viewer: GoalsReader
) -> JSONResponse:
    """Answer with 404 if the plan is not shared."""
    rein = services.rein()
    link = find_share(rein, viewer=viewer, goal_id=goal_id)
    if link is None:
        raise NotFound("This plan is not shared.")
    return JSONResponse(share_json(link, now=rein.clock.now()))


@router.delete(
    "/goals/{id}/share",
    operation_id="revokeShare",
    summary="Revoke the link to the plan of a goal of yours at once",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problem_responses(HTTPStatus.NOT_FOUND),
)
def delete_share(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)], viewer: GoalsWriter
) -> Response:
    """Answer with 404 if the plan is not shared."""
    revoke_share(services.rein(), viewer=viewer, goal_id=goal_id)
    return Response(status_code=HTTPStatus.NO_CONTENT)


@public.get("/shared/{secret:path}")
async def open_shared_plan(secret: str, request: Request) -> Response:
    """Answer with the plan of a link, or with one and the same 404 for all that do not work.

    HEAD only looks whether the page is there, as link previews do; that is no opening.
    """
    return await run_on_worker(_open, secret, counted=request.scope.get(SENT_METHOD) != "HEAD")


def _open(secret: str, *, counted: bool) -> Response:
    try:
        plan = open_share(services.rein(), secret, counted=counted)
    except NotFound:
        return HTMLResponse(write_missing(), status_code=HTTPStatus.NOT_FOUND, headers=HEADERS)
    return HTMLResponse(write_plan(plan), headers=HEADERS)
