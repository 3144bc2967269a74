"""Find the viewer of a request by its bearer token, and the scope that each endpoint declares."""

from collections.abc import Callable
from typing import Annotated, Any, get_type_hints

from fastapi import Depends, Request, Security
from fastapi.params import Security as DeclaredScope
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app import services
from app.api.problem import token_expired, unauthorized
from app.api.request_limits import check_address, check_token
from core.accounts.scope import MEANINGS, Scope
from core.accounts.viewer import Viewer
from core.usecases.tokens.tokens import TokenExpired, find_token_viewer

_SCOPES = "; ".join(f"`{scope}`: {meaning}" for scope, meaning in MEANINGS.items())
_BEARER = HTTPBearer(scheme_name="token", auto_error=False, description=f"Scopes: {_SCOPES}.")
"""Only describes the token in the OpenAPI document; `authenticate` checks it."""


def authenticate(request: Request, scope: Scope) -> Viewer:
    """Return the viewer whose token the request carries.

    Raises ProblemError (401) without a valid token, MissingScope if it lacks the scope, and
    LimitReached.
    """
    check_address(request)
    token = bearer_of(request)
    if not token:
        raise unauthorized(token_given=False)
    check_token(token)
    try:
        viewer = find_token_viewer(services.rein(), token, scope=scope)
    except TokenExpired as error:
        raise token_expired(str(error)) from error
    if viewer is None:
        raise unauthorized(token_given=True)
    return viewer


def bearer_of(request: Request) -> str:
    """Return the bearer token of a request, or an empty text."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def scope_of(endpoint: Callable[..., Any]) -> Scope:
    """Return the one scope that an endpoint declares by the type of its viewer.

    Raises TypeError without one, so that no route can be added that any token opens.
    """
    declared = {
        Scope(scope)
        for hint in get_type_hints(endpoint, include_extras=True).values()
        for mark in getattr(hint, "__metadata__", ())
        if isinstance(mark, DeclaredScope)
        for scope in mark.scopes or ()
    }
    if len(declared) != 1:
        raise TypeError(f"{endpoint.__qualname__} declares {len(declared)} scopes and needs one.")
    return declared.pop()


async def _authenticated_viewer(
    request: Request,
    _token: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
) -> Viewer:
    viewer: Viewer = request.state.viewer
    return viewer


GoalsReader = Annotated[Viewer, Security(_authenticated_viewer, scopes=[Scope.GOALS_READ.value])]
GoalsWriter = Annotated[Viewer, Security(_authenticated_viewer, scopes=[Scope.GOALS_WRITE.value])]
TracesReader = Annotated[Viewer, Security(_authenticated_viewer, scopes=[Scope.TRACES_READ.value])]
Rater = Annotated[Viewer, Security(_authenticated_viewer, scopes=[Scope.RATINGS_WRITE.value])]
ReviewReader = Annotated[Viewer, Security(_authenticated_viewer, scopes=[Scope.REVIEW_READ.value])]
ReviewWriter = Annotated[Viewer, Security(_authenticated_viewer, scopes=[Scope.REVIEW_WRITE.value])]
CostsReader = Annotated[Viewer, Security(_authenticated_viewer, scopes=[Scope.COSTS_READ.value])]
PeopleReader = Annotated[Viewer, Security(_authenticated_viewer, scopes=[Scope.PEOPLE_READ.value])]
PeopleWriter = Annotated[Viewer, Security(_authenticated_viewer, scopes=[Scope.PEOPLE_WRITE.value])]
AccountWriter = Annotated[
    Viewer, Security(_authenticated_viewer, scopes=[Scope.ACCOUNT_WRITE.value])
]
AccountReader = Annotated[
    Viewer, Security(_authenticated_viewer, scopes=[Scope.ACCOUNT_READ.value])
]
