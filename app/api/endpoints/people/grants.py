"""Who may read texts of others with personal data, over HTTP."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import PeopleReader, PeopleWriter
from app.api.endpoints.goal_schema import Part
from app.api.json_body import JsonBody
from app.api.parameters import NO_NUL, NO_PARAMETERS, UUID_FORMAT
from app.api.problem import BODY_PROBLEMS, by_rule, problem_responses
from core.usecases.grants.grant_json import grant_json
from core.usecases.grants.grants import (
    MAX_REASON_CHARACTERS,
    MIN_REASON_CHARACTERS,
    give_grant,
    list_grants,
    revoke_grant,
)
from core.usecases.people.people import find_person

MAX_ADDRESS_CHARACTERS = 320

router = APIRouter(
    prefix="/api/v1", tags=["people"], route_class=ApiRoute, dependencies=[NO_PARAMETERS]
)


class NewGrant(JsonBody):
    """Which reviewer reads in full, why and for how many days."""

    address: Annotated[
        str,
        Field(
            max_length=MAX_ADDRESS_CHARACTERS,
            pattern=NO_NUL,
            description="By which the reviewer signs in",
        ),
    ]
    reason: Annotated[
        str,
        Field(min_length=MIN_REASON_CHARACTERS, max_length=MAX_REASON_CHARACTERS, pattern=NO_NUL),
    ]
    days: Literal[1, 7, 30]


class Grant(Part):
    """A reviewer reads texts of others with personal data until it ends."""

    user_id: str
    reason: str
    created_by: str
    created_at: datetime
    expires_at: datetime


class Grants(Part):
    """Those in force; those that end last come first."""

    grants: list[Grant]


@router.get(
    "/grants",
    operation_id="listGrants",
    summary="List which reviewers read texts of others in full",
    response_model=Grants,
)
def get_grants(viewer: PeopleReader) -> JSONResponse:
    """Needs the role of an admin."""
    found = list_grants(services.rein(), viewer=viewer)
    return JSONResponse({"grants": [grant_json(one) for one in found]})


@router.post(
    "/grants",
    operation_id="giveGrant",
    summary="Let a reviewer read texts of others in full for a time; it replaces an earlier grant",
    status_code=HTTPStatus.CREATED,
    response_model=Grant,
    responses=problem_responses(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, *BODY_PROBLEMS)
    | by_rule(f"a reason of fewer than {MIN_REASON_CHARACTERS} characters that can be printed"),
)
def post_grant(new: NewGrant, viewer: PeopleWriter) -> JSONResponse:
    """Answer with a conflict if the account is not a reviewer's."""
    rein = services.rein()
    user_id = find_person(rein, viewer=viewer, login=new.address)
    made = give_grant(rein, viewer=viewer, user_id=user_id, reason=new.reason, days=new.days)
    return JSONResponse(grant_json(made), status_code=HTTPStatus.CREATED)


@router.delete(
    "/grants/{user_id}",
    operation_id="revokeGrant",
    summary="Mask what a reviewer sees again, at once",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problem_responses(HTTPStatus.NOT_FOUND),
)
def delete_grant(
    user_id: Annotated[str, Path(json_schema_extra=UUID_FORMAT)], viewer: PeopleWriter
) -> Response:
    """Answer with 404 if nothing is in force."""
    revoke_grant(services.rein(), viewer=viewer, user_id=user_id)
    return Response(status_code=HTTPStatus.NO_CONTENT)
