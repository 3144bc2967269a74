"""Find the viewer of a request by its bearer token."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app import services
from app.api.problem import unauthorized
from core.accounts.viewer import Viewer
from core.usecases.tokens.tokens import find_token_viewer

_BEARER = HTTPBearer(scheme_name="token", auto_error=False)
"""Only describes the token in the OpenAPI document; `authenticate` checks it."""


def authenticate(request: Request) -> Viewer:
    """Return the viewer whose token the request carries. Raises ProblemError (401) without one."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise unauthorized(token_given=False)
    viewer = find_token_viewer(services.rein(), token.strip())
    if viewer is None:
        raise unauthorized(token_given=True)
    return viewer


async def _authenticated_viewer(
    request: Request,
    _token: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
) -> Viewer:
    viewer: Viewer = request.state.viewer
    return viewer


CurrentViewer = Annotated[Viewer, Depends(_authenticated_viewer)]
