"""The coaches of one's own goals over HTTP: invited by a link, listed and removed."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import GoalsReader, GoalsWriter
from app.api.endpoints.goal_schema import Part
from app.api.json_body import JsonBody
from app.api.parameters import NO_PARAMETERS, UUID_FORMAT
from app.api.problem import BODY_PROBLEMS, problem_responses
from core.usecases.coaches.coaching_json import coach_json
from core.usecases.coaches.invitations import (
    NamedCoaching,
    invite_coach,
    list_coaches,
    remove_coach,
)

router = APIRouter(
    prefix="/api/v1", tags=["people"], route_class=ApiRoute, dependencies=[NO_PARAMETERS]
)


class NewInvitation(JsonBody):
    """How long the coach may see the goal."""

    days: Literal[7, 30, 90]


class GoalCoach(Part):
    """An invitation to a goal of yours, or the coach who accepted it."""

    id: str
    goal_id: str
    coach: str | None = Field(description="null until the invitation is accepted")
    waits: bool = Field(description="Whether the invitation can still be accepted")
    created_at: datetime
    accepted_at: datetime | None
    expires_at: datetime


class CreatedInvitation(GoalCoach):
    """A new invitation; its address is in no other answer."""

    url: str


class GoalCoaches(Part):
    """Invitations and coaches, newest first."""

    coaches: list[GoalCoach]


@router.post(
    "/goals/{id}/coaches",
    operation_id="inviteCoach",
    summary="Make a link by which one other person sees a goal of yours as its coach",
    status_code=HTTPStatus.CREATED,
    response_model=CreatedInvitation,
    responses=problem_responses(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, *BODY_PROBLEMS),
)
def post_invitation(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    new: NewInvitation,
    viewer: GoalsWriter,
    request: Request,
) -> JSONResponse:
    """Raise a conflict while the goal is archived, and with ten invitations and coaches."""
    rein = services.rein()
    made = invite_coach(rein, viewer=viewer, goal_id=goal_id, days=new.days)
    named = NamedCoaching(
        coaching=made.coaching, owner="", coach=None, title=None, time_zone=None, finished=False
    )
    address = f"{str(request.base_url).rstrip('/')}{made.path}"
    content = coach_json(named, now=rein.clock.now()) | {"url": address}
    return JSONResponse(content, status_code=HTTPStatus.CREATED)


@router.get(
    "/goals/{id}/coaches",
    operation_id="listCoaches",
    summary="List invitations to a goal of yours, and its coaches",
    response_model=GoalCoaches,
    responses=problem_responses(HTTPStatus.NOT_FOUND),
)
def get_coaches(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)], viewer: GoalsReader
) -> JSONResponse:
    """Include those whose time is over, until they are removed."""
    rein = services.rein()
    found = list_coaches(rein, viewer=viewer, goal_id=goal_id)
    return JSONResponse({"coaches": [coach_json(one, now=rein.clock.now()) for one in found]})


@router.delete(
    "/goals/{id}/coaches/{coaching_id}",
    operation_id="removeCoach",
    summary="End an invitation, or what a coach sees of a goal of yours, at once",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problem_responses(HTTPStatus.NOT_FOUND),
)
def delete_coach(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    coaching_id: Annotated[str, Path(json_schema_extra=UUID_FORMAT)],
    viewer: GoalsWriter,
) -> Response:
    """Answer with 404 if the coach has left."""
    remove_coach(services.rein(), viewer=viewer, goal_id=goal_id, coaching_id=coaching_id)
    return Response(status_code=HTTPStatus.NO_CONTENT)
