"""Errors over HTTP as problem details (RFC 9457): what happened, and what the caller can do."""

from http import HTTPStatus
from typing import Any

from fastapi import HTTPException
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from core.errors import GoalDeclined

BY_RULE = "A value cannot be used. Besides what the schema says, this is refused: "
MEDIA_TYPE = "application/problem+json"
_CHALLENGE = 'Bearer realm="rein"'

COMMON_PROBLEMS = (
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
"""Every operation can answer with these."""

BODY_PROBLEMS = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
)
"""Every operation that reads a body can answer with these too."""


class FieldProblem(BaseModel):
    """One field of the request, and what is wrong with it."""

    field: str = Field(description="Name of the field, with dots if it is nested")
    message: str


class Problem(BaseModel):
    """Problem details, RFC 9457."""

    type: str = Field(description="Names the kind of problem; stable, and not an address to open")
    title: str
    status: int
    detail: str = Field(description="What happened and what to do, for people")
    errors: list[FieldProblem] | None = Field(
        default=None, description="The fields that cannot be used"
    )
    instead: str | None = Field(
        default=None, description="A goal to start from in place of one that was declined"
    )
    may_insist: bool | None = Field(
        default=None, description="Whether a declined goal is accepted with `insist`"
    )
    scope: str | None = Field(default=None, description="The scope that the token lacks")


class ProblemError(HTTPException):
    """Ends the request with a problem. FastAPI passes an HTTPException on even while it reads."""

    def __init__(
        self,
        status: HTTPStatus,
        *,
        kind: str,
        title: str,
        detail: str,
        fields: tuple[FieldProblem, ...] = (),
        declined: GoalDeclined | None = None,
        scope: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(status_code=status, detail=detail, headers=headers)
        self.problem = Problem(
            type=f"urn:rein:problem:{kind}",
            title=title,
            status=status,
            detail=detail,
            errors=list(fields) or None,
            instead=(declined.instead or None) if declined else None,
            may_insist=not declined.final if declined else None,
            scope=scope,
        )

    def response(self) -> JSONResponse:
        """Return the problem as a response."""
        return JSONResponse(
            self.problem.model_dump(mode="json", exclude_none=True),
            status_code=self.status_code,
            headers=self.headers,
            media_type=MEDIA_TYPE,
        )


def invalid_json(detail: str) -> ProblemError:
    """Return the problem of a body that is not JSON."""
    return ProblemError(
        HTTPStatus.BAD_REQUEST,
        kind="invalid-json",
        title="The body cannot be read",
        detail=detail,
    )


def invalid_value(field: str, message: str) -> ProblemError:
    """Return the problem of one parameter or header that cannot be used."""
    return invalid_fields(
        (FieldProblem(field=field, message=message),), detail=f"{field}: {message}"
    )


def invalid_fields(fields: tuple[FieldProblem, ...], *, detail: str) -> ProblemError:
    """Return the problem of fields that cannot be used."""
    return ProblemError(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        kind="invalid-input",
        title="A value cannot be used",
        detail=detail,
        fields=fields,
    )


def unauthorized(*, token_given: bool) -> ProblemError:
    """Return the problem of a request without a valid token."""
    challenge = _CHALLENGE
    if not token_given:
        detail = "Send a token as “Authorization: Bearer ...”; `rein token new NAME` makes one."
    else:
        detail = "This token is not valid. It was revoked, or it is not complete."
        challenge += ', error="invalid_token"'
    return _unauthorized(detail, challenge)


def token_expired(detail: str) -> ProblemError:
    """Return the problem of a token whose time is over."""
    return _unauthorized(detail, f'{_CHALLENGE}, error="invalid_token"', kind="token-expired")


def missing_scope(detail: str, scope: str) -> ProblemError:
    """Return the problem of a token that may not be used for such a request."""
    return ProblemError(
        HTTPStatus.FORBIDDEN,
        kind="missing-scope",
        title="The token lacks a scope",
        detail=detail,
        scope=scope,
        headers={"WWW-Authenticate": f'{_CHALLENGE}, error="insufficient_scope", scope="{scope}"'},
    )


def _unauthorized(detail: str, challenge: str, *, kind: str = "unauthorized") -> ProblemError:
    return ProblemError(
        HTTPStatus.UNAUTHORIZED,
        kind=kind,
        title="A valid token is needed",
        detail=detail,
        headers={"WWW-Authenticate": challenge},
    )


def too_many(detail: str, *, wait_s: int) -> ProblemError:
    """Return the problem of a request that is one too many for now."""
    return ProblemError(
        HTTPStatus.TOO_MANY_REQUESTS,
        kind="too-many-requests",
        title="Too many requests",
        detail=detail,
        headers={"Retry-After": str(wait_s)},
    )


def internal(detail: str) -> ProblemError:
    """Return the problem of a failure inside Rein."""
    return ProblemError(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        kind="internal",
        title="Rein itself failed",
        detail=detail,
    )


def by_rule(rule: str) -> dict[int | str, dict[str, Any]]:
    """Return the response to a valid body that a rule refuses, which no schema can state.

    `rule` says what is refused, for example what depends on the day or on the plan.
    """
    responses = problem_responses(HTTPStatus.UNPROCESSABLE_ENTITY)
    responses[HTTPStatus.UNPROCESSABLE_ENTITY.value]["description"] = f"{BY_RULE}{rule}"
    return responses


def problem_responses(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """Return the responses of these problems for the OpenAPI document."""
    schema = {"$ref": f"#/components/schemas/{Problem.__name__}"}
    return {
        status.value: {"description": status.phrase, "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in statuses
    }
