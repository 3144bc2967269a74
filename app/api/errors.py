"""Answer every error of a request with a problem."""

from collections.abc import Callable, Mapping
from http import HTTPMethod, HTTPStatus
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Match

from app.api.problem import (
    FieldProblem,
    ProblemError,
    internal,
    invalid_fields,
    invalid_json,
    missing_scope,
    too_many,
)
from core.accounts.scope import MissingScope
from core.errors import (
    Conflict,
    GoalDeclined,
    InvalidInput,
    LimitReached,
    NotAllowed,
    NotFound,
    ReinError,
    StorageUnavailable,
)

RETRY_AFTER_S = "5"
MAX_NAMED_FIELDS = 20
"""A request with more invalid fields than this is answered with the first ones."""

CLIENT_CLOSED_REQUEST = 499
"""Not a standard status: the caller closed the connection, so nothing is sent."""

_KINDS: tuple[tuple[type[ReinError], HTTPStatus, str, str], ...] = (
    (InvalidInput, HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-input", "A value cannot be used"),
    (NotFound, HTTPStatus.NOT_FOUND, "not-found", "Not found"),
    (NotAllowed, HTTPStatus.FORBIDDEN, "not-allowed", "Your role does not allow this"),
    (Conflict, HTTPStatus.CONFLICT, "conflict", "The request no longer applies"),
    (
        StorageUnavailable,
        HTTPStatus.SERVICE_UNAVAILABLE,
        "unavailable",
        "Rein cannot answer right now",
    ),
)


async def answer_rein_error(request: Request, error: ReinError) -> Response:
    """Answer an error that a use-case raised on purpose."""
    del request
    return to_problem(error).response()


async def answer_invalid_request(request: Request, error: RequestValidationError) -> Response:
    """Answer a request that does not match the document; sent values are not repeated."""
    del request
    mistakes = error.errors()[:MAX_NAMED_FIELDS]
    fields = tuple(
        FieldProblem(field=_name_of(mistake["loc"]), message=mistake["msg"]) for mistake in mistakes
    )
    detail = f"{fields[0].field}: {fields[0].message}."
    return invalid_fields(fields, detail=detail).response()


async def answer_http_error(request: Request, error: HTTPException) -> Response:
    """Answer a problem, and what the framework refuses: an unknown path, method or body."""
    if isinstance(error, ProblemError):
        return error.response()
    if error.status_code == HTTPStatus.BAD_REQUEST:
        return invalid_json("The body is not valid JSON.").response()
    status = HTTPStatus(error.status_code)
    headers = dict(error.headers or {})
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(_methods_of(request))
    document = f"{request.scope.get('root_path', '')}/api/v1/openapi.json"
    detail = f"There is nothing at {request.url.path}. {document} lists what there is."
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        detail = f"{request.method} is not possible here; use {headers['Allow']}."
    kind = status.phrase.lower().replace(" ", "-")
    return ProblemError(
        status, kind=kind, title=status.phrase, detail=detail, headers=headers
    ).response()


def _methods_of(request: Request) -> list[str]:
    """Return the methods of all routes of a path; the framework names those of one route."""
    application = request.scope["app"]
    methods = [
        str(method)
        for method in HTTPMethod
        if any(
            route.matches({**request.scope, "method": str(method)})[0] is Match.FULL
            for route in application.routes
        )
    ]
    return sorted({*methods, "HEAD"} if "GET" in methods else methods)


async def answer_disconnect(request: Request, error: ClientDisconnect) -> Response:
    """Answer a request whose connection is closed; only the metrics see the status."""
    del request, error
    return Response(status_code=CLIENT_CLOSED_REQUEST)


EXCEPTION_HANDLERS: Mapping[int | type[Exception], Callable[[Request, Any], Any]] = {
    ReinError: answer_rein_error,
    RequestValidationError: answer_invalid_request,
    HTTPException: answer_http_error,
    ClientDisconnect: answer_disconnect,
}


def to_problem(error: ReinError) -> ProblemError:
    """Return the problem of an error that was raised on purpose."""
    if isinstance(error, GoalDeclined):
        return ProblemError(
            HTTPStatus.FORBIDDEN,
            kind="goal-declined",
            title="This is not planned",
            detail=str(error),
            declined=error,
        )
    if isinstance(error, MissingScope):
        return missing_scope(str(error), error.scope)
    if isinstance(error, LimitReached):
        return too_many(str(error), wait_s=error.wait_s)
    if isinstance(error, InvalidInput) and error.field == "cursor":
        # A cursor is an address of a page, so an invalid one is not found.
        error = NotFound(error.message, advice=error.advice)
    for error_type, status, kind, title in _KINDS:
        if isinstance(error, error_type):
            return ProblemError(
                status,
                kind=kind,
                title=title,
                detail=str(error),
                fields=_fields_of(error),
                headers=_headers_of(status),
            )
    return internal(str(error))


def _fields_of(error: ReinError) -> tuple[FieldProblem, ...]:
    if isinstance(error, InvalidInput) and error.field:
        return (FieldProblem(field=error.field, message=str(error)),)
    return ()


def _headers_of(status: HTTPStatus) -> dict[str, str] | None:
    return {"Retry-After": RETRY_AFTER_S} if status is HTTPStatus.SERVICE_UNAVAILABLE else None


def _name_of(location: tuple[int | str, ...]) -> str:
    """Return the name of a field: pydantic's location without the part of the request."""
    return ".".join(str(part) for part in location[1:]) or str(location[0])
