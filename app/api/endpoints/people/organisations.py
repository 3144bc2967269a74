"""Organisations over HTTP: founded, joined by a link, listed, left; a member sees a shared goal."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import AccountReader, AccountWriter, GoalsWriter
from app.api.endpoints.goal_schema import Part
from app.api.endpoints.people.coached_goals import AcceptedInvitation
from app.api.endpoints.people.coaches import GoalCoach
from app.api.json_body import JsonBody
from app.api.parameters import NO_NUL, NO_PARAMETERS, UUID_FORMAT
from app.api.problem import BODY_PROBLEMS, problem_responses
from core.usecases.coaches.coaching_json import coach_json
from core.usecases.coaches.invitations import list_coaches
from core.usecases.organisations.organisations import (
    MAX_NAME_CHARACTERS,
    Organisation,
    add_organisation,
    invite_members,
    join_organisation,
    list_organisations,
    remove_member,
)
from core.usecases.organisations.share_with_member import share_with_member

router = APIRouter(
    prefix="/api/v1", tags=["people"], route_class=ApiRoute, dependencies=[NO_PARAMETERS]
)
Id = Annotated[str, Field(max_length=36, pattern=NO_NUL, json_schema_extra=UUID_FORMAT)]


class NewOrganisation(JsonBody):
    """A name that its members know."""

    name: Annotated[str, Field(min_length=1, max_length=MAX_NAME_CHARACTERS, pattern=NO_NUL)]


class ChosenMember(JsonBody):
    """Which member sees a goal, and for how many days."""

    organisation_id: Id
    user_id: Id
    days: Literal[7, 30, 90]


class MemberPart(Part):
    """A member; the others see the name, and nothing else."""

    user_id: str
    name: str
    joined_at: datetime


class OrganisationPart(Part):
    """An organisation that you are in; its first member leads it."""

    id: str
    name: str
    members: list[MemberPart] = Field(description="In the order in which they came")


class OrganisationList(Part):
    """The organisations that you are in, oldest first."""

    organisations: list[OrganisationPart]


class MemberLink(Part):
    """A link that lets others in; it is in no other answer."""

    url: str
    expires_at: datetime


@router.post(
    "/organisations",
    operation_id="addOrganisation",
    summary="Found an organisation, in which people find each other by name",
    status_code=HTTPStatus.CREATED,
    response_model=OrganisationPart,
    responses=problem_responses(HTTPStatus.CONFLICT, *BODY_PROBLEMS),
)
def post_organisation(new: NewOrganisation, viewer: AccountWriter) -> JSONResponse:
    """You are its first member, and lead it."""
    made = add_organisation(services.rein(), viewer=viewer, name=new.name)
    return JSONResponse(_content(made), status_code=HTTPStatus.CREATED)


@router.get(
    "/organisations",
    operation_id="listOrganisations",
    summary="List the organisations that you are in, with their members",
    response_model=OrganisationList,
)
def get_organisations(viewer: AccountReader) -> JSONResponse:
    """Leave out all others."""
    found = list_organisations(services.rein(), viewer=viewer)
    return JSONResponse({"organisations": [_content(one) for one in found]})


@router.post(
    "/organisations/{id}/link",
    operation_id="inviteMembers",
    summary="Make a link that lets others into your organisation for a week",
    status_code=HTTPStatus.CREATED,
    response_model=MemberLink,
    responses=problem_responses(HTTPStatus.NOT_FOUND),
)
def post_link(
    organisation_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    viewer: AccountWriter,
    request: Request,
) -> JSONResponse:
    """Replace the link before; only the member who leads may."""
    made = invite_members(services.rein(), viewer=viewer, organisation_id=organisation_id)
    address = f"{str(request.base_url).rstrip('/')}{made.path}"
    content = {"url": address, "expires_at": made.expires_at.isoformat()}
    return JSONResponse(content, status_code=HTTPStatus.CREATED)


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
    return JSONResponse(_content(joined), status_code=HTTPStatus.CREATED)


@router.delete(
    "/organisations/{id}/members/{user_id}",
    operation_id="removeMember",
    summary="Leave an organisation, or remove a member of one that you lead",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problem_responses(HTTPStatus.NOT_FOUND),
)
def delete_member(
    organisation_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    user_id: Annotated[str, Path(json_schema_extra=UUID_FORMAT)],
    viewer: AccountWriter,
) -> Response:
    """End what they share and coach through it, too."""
    remove_member(services.rein(), viewer=viewer, organisation_id=organisation_id, user_id=user_id)
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


def _content(organisation: Organisation) -> dict[str, Any]:
    return {
        "id": organisation.id,
        "name": organisation.name,
        "members": [
            {
                "user_id": one.user_id,
                "name": one.name,
                "joined_at": one.joined_at.isoformat(),
            }
            for one in organisation.members
        ],
    }
