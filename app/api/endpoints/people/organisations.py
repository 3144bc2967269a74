"""Organisations over HTTP: created, listed, renamed, opened by a link, closed."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import AccountReader, AccountWriter
from app.api.endpoints.goal_schema import Part
from app.api.json_body import JsonBody
from app.api.parameters import NO_PARAMETERS, ONE_LINE, UUID_FORMAT
from app.api.problem import BODY_PROBLEMS, problem_responses
from core.usecases.organisations.membership import close_organisation, withdraw_link
from core.usecases.organisations.organisation_json import organisation_json
from core.usecases.organisations.organisations import (
    MAX_NAME_CHARACTERS,
    add_organisation,
    invite_members,
    list_organisations,
    rename_organisation,
)

router = APIRouter(
    prefix="/api/v1", tags=["people"], route_class=ApiRoute, dependencies=[NO_PARAMETERS]
)


class OrganisationName(JsonBody):
    """The name of an organisation, which its members know."""

    name: Annotated[
        str,
        Field(min_length=1, max_length=MAX_NAME_CHARACTERS, pattern=ONE_LINE),
    ]


class MemberPart(Part):
    """A member; the others see the name, and nothing else."""

    user_id: str
    name: str
    joined_at: datetime
    leads: bool = Field(description="One member leads: lets others in, removes them, closes it")


class OrganisationPart(Part):
    """An organisation that you are in."""

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
    summary="Create an organisation, in which people find each other by name",
    status_code=HTTPStatus.CREATED,
    response_model=OrganisationPart,
    responses=problem_responses(HTTPStatus.CONFLICT, *BODY_PROBLEMS),
)
def post_organisation(new: OrganisationName, viewer: AccountWriter) -> JSONResponse:
    """You are its first member, and lead it."""
    made = add_organisation(services.rein(), viewer=viewer, name=new.name)
    return JSONResponse(organisation_json(made), status_code=HTTPStatus.CREATED)


@router.get(
    "/organisations",
    operation_id="listOrganisations",
    summary="List the organisations that you are in, with their members",
    response_model=OrganisationList,
)
def get_organisations(viewer: AccountReader) -> JSONResponse:
    """Leave out all others."""
    found = list_organisations(services.rein(), viewer=viewer)
    return JSONResponse({"organisations": [organisation_json(one) for one in found]})


@router.patch(
    "/organisations/{id}",
    operation_id="renameOrganisation",
    summary="Give an organisation that you lead another name",
    response_model=OrganisationPart,
    responses=problem_responses(HTTPStatus.NOT_FOUND, *BODY_PROBLEMS),
)
def patch_organisation(
    organisation_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    new: OrganisationName,
    viewer: AccountWriter,
) -> JSONResponse:
    """Its members see it at once."""
    renamed = rename_organisation(
        services.rein(), viewer=viewer, organisation_id=organisation_id, name=new.name
    )
    return JSONResponse(organisation_json(renamed))


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


@router.delete(
    "/organisations/{id}/link",
    operation_id="withdrawLink",
    summary="End the link that lets others into your organisation",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problem_responses(HTTPStatus.NOT_FOUND),
)
def delete_link(
    organisation_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    viewer: AccountWriter,
) -> Response:
    """Those who are in it stay."""
    withdraw_link(services.rein(), viewer=viewer, organisation_id=organisation_id)
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.post(
    "/organisations/{id}/close",
    operation_id="closeOrganisation",
    summary="Close an organisation that you lead, for all its members",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problem_responses(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, *BODY_PROBLEMS),
)
def post_close(
    organisation_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    confirmed: OrganisationName,
    viewer: AccountWriter,
) -> Response:
    """Its name confirms it; everything that is shared through it ends."""
    close_organisation(
        services.rein(), viewer=viewer, organisation_id=organisation_id, name=confirmed.name
    )
    return Response(status_code=HTTPStatus.NO_CONTENT)
