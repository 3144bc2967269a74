"""Members of organisations over HTTP: they join by a link, lead, leave, and are shown goals."""

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import AccountWriter, GoalsWriter
from app.api.endpoints.people.coached_goals import AcceptedInvitation
from app.api.endpoints.people.coaches import GoalCoach
from app.api.endpoints.people.organisations import OrganisationPart
from app.api.json_body import JsonBody
from app.api.parameters import NO_NUL, NO_PARAMETERS, UUID_FORMAT
from app.api.problem import BODY_PROBLEMS, problem_responses
from core.usecases.coaches.coaching_json import coach_json
from core.usecases.coaches.invitations import list_coaches
from core.usecases.organisations.membership import (
    hand_over_lead,
    leave_organisation,
    remove_member,
)
from core.usecases.organisations.organisation_json import organisation_json
from core.usecases.organisations.organisations import join_organisation
from core.usecases.organisations.share_with_member import share_with_member

router = APIRouter(
    prefix="/api/v1", tags=["people"], route_class=ApiRoute, dependencies=[NO_PARAMETERS]
)
Id = Annotated[str, Field(max_length=36, pattern=NO_NUL, json_schema_extra=UUID_FORMAT)]


class NewLead(JsonBody):
    """Which member leads from now on."""

    user_id: Id


class ChosenMember(JsonBody):
    """Which member sees a goal, and for how many days."""

    organisation_id: Id
    user_id: Id
    days: Literal[7, 30, 90]


@router.post(
    "/organisations/join",
    operation_id="joinOrganisation",
    summary="Become a member by a link",
    status_code=HTTPStatus.CREATED,
    response_model=OrganisationPart,
    responses=problem_responses(HTTPStatus.CONFLICT, *BODY_PROBLEMS),
)
def post_member(new: AcceptedInvitation, viewer: AccountWriter) -> JSONResponse:
    """Send what stands behind `organisation=` in the link."""
    joined = join_organisation(services.rein(), viewer=viewer, secret=new.invitation)
    return JSONResponse(organisation_json(joined), status_code=HTTPStatus.CREATED)


@router.post(
    "/organisations/{id}/lead",
    operation_id="handOverLead",
    summary="Let another member of an organisation that you lead, lead it",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problem_responses(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, *BODY_PROBLEMS),
)
def post_lead(
    organisation_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    new: NewLead,
    viewer: AccountWriter,
) -> Response:
    """You stay a member, and may leave."""
    hand_over_lead(
        services.rein(), viewer=viewer, organisation_id=organisation_id, user_id=new.user_id
    )
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.delete(
    "/organisations/{id}/members/{user_id}",
    operation_id="removeMember",
    summary="Leave an organisation, or remove a member of one that you lead",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problem_responses(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def delete_member(
    organisation_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    user_id: Annotated[str, Path(json_schema_extra=UUID_FORMAT)],
    viewer: AccountWriter,
) -> Response:
    """End what they share and coach through it, too. The one who leads hands over first."""
    rein = services.rein()
    if user_id == viewer.id:
        leave_organisation(rein, viewer=viewer, organisation_id=organisation_id)
    else:
        remove_member(rein, viewer=viewer, organisation_id=organisation_id, user_id=user_id)
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.post(
    "/goals/{id}/coaches/members",
    operation_id="shareWithMember",
    summary="Let a member of your organisation see a goal of yours as its coach",
    status_code=HTTPStatus.CREATED,
    response_model=GoalCoach,
    responses=problem_responses(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, *BODY_PROBLEMS),
)
def post_member_as_coach(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    chosen: ChosenMember,
    viewer: GoalsWriter,
) -> JSONResponse:
    """Share without a link; both sides end it as any other."""
    rein = services.rein()
    made = share_with_member(rein, viewer=viewer, goal_id=goal_id, **chosen.model_dump())
    found = list_coaches(rein, viewer=viewer, goal_id=goal_id)
    named = next(one for one in found if one.coaching.id == made.id)
    return JSONResponse(coach_json(named, now=rein.clock.now()), status_code=HTTPStatus.CREATED)
