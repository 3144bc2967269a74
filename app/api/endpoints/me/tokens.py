"""One's own access tokens over HTTP: listed and revoked.

No token makes another one: a stolen token would outlive its revocation.
"""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import AccountReader, AccountWriter, bearer_of
from app.api.parameters import NO_PARAMETERS, UUID_FORMAT
from app.api.problem import problem_responses
from core.accounts.scope import Scope
from core.usecases.tokens.tokens import digest_of, list_own_tokens, revoke_own_token

router = APIRouter(
    prefix="/api/v1", tags=["account"], route_class=ApiRoute, dependencies=[NO_PARAMETERS]
)


class OwnToken(BaseModel):
    """A token that acts as you; the token itself is not stored."""

    id: str
    name: str
    scopes: list[Scope] | None = Field(description="null permits all that your role allows")
    created_at: datetime
    expires_at: datetime | None = Field(description="null never expires")
    last_used_at: datetime | None
    sent: bool = Field(description="Whether this request carries it")


class OwnTokens(BaseModel):
    """Your tokens that were not revoked, newest first."""

    tokens: list[OwnToken]


@router.get("/me/tokens", operation_id="listTokens", summary="List the tokens that act as you")
def get_tokens(viewer: AccountReader, request: Request) -> OwnTokens:
    """Include expired ones, until they are revoked."""
    digest = digest_of(bearer_of(request))
    found = list_own_tokens(services.rein(), viewer=viewer)
    lines = [
        OwnToken(
            id=one.id,
            name=one.name,
            scopes=None if one.scopes is None else sorted(one.scopes),
            created_at=one.created_at,
            expires_at=one.expires_at,
            last_used_at=one.last_used_at,
            sent=one.digest == digest,
        )
        for one in found
    ]
    return OwnTokens(tokens=lines)


@router.delete(
    "/me/tokens/{token_id}",
    operation_id="revokeToken",
    summary="Revoke a token that acts as you, at once",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problem_responses(HTTPStatus.NOT_FOUND),
)
def delete_token(
    token_id: Annotated[str, Path(json_schema_extra=UUID_FORMAT)], viewer: AccountWriter
) -> Response:
    """Revoke the token that the request carries, too, if it is that one."""
    revoke_own_token(services.rein(), viewer=viewer, token_id=token_id)
    return Response(status_code=HTTPStatus.NO_CONTENT)
