"""Errors over HTTP as problem details (RFC 9457): what happened, and what the caller can do about it."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, Field, ValidationError
from starlette.responses import JSONResponse

from core.errors import (
    Conflict,
    GoalDeclined,
    InvalidInput,
    NotAllowed,
    NotFound,
    ReinError,
    StorageUnavailable,
)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = "5"
MAX_NAMED_FIELDS = 20
"""A request with more mistakes than this is told about the first ones."""


class FieldProblem(BaseModel):
    """One field of the request, and what is wrong with it."""

    field: str = Field(description="Name of the field, with dots where it is nested")
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
        default=None, description="Whether a declined goal is taken with `insist`"
    )


@dataclass(slots=True, kw_only=True)
class Refusal(Exception):
    """The request ends here with this answer."""

    status: HTTPStatus
    kind: str
    title: str
    detail: str
    fields: tuple[FieldProblem, ...] = ()
    declined: GoalDeclined | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def response(self) -> JSONResponse:
        problem = Problem(
            type=f"urn:rein:problem:{self.kind}",
            title=self.title,
            status=self.status,
            detail=self.detail,
            errors=list(self.fields) or None,
            instead=(self.declined.instead or None) if self.declined else None,
            may_insist=not self.declined.final if self.declined else None,
        )
        return JSONResponse(
            problem.model_dump(mode="json", exclude_none=True),
            status_code=self.status,
            headers=self.headers,
            media_type=MEDIA_TYPE,
        )


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


def of_error(error: ReinError) -> Refusal:
    """Return what to answer for an error that was raised on purpose."""
    if isinstance(error, GoalDeclined):
        return _declined(error)
    for kind, status, name, title in _KINDS:
        if isinstance(error, kind):
            fields: tuple[FieldProblem, ...] = ()
            if isinstance(error, InvalidInput) and error.field:
                fields = (FieldProblem(field=error.field, message=str(error)),)
            headers = (
                {"Retry-After": RETRY_AFTER_S} if status is HTTPStatus.SERVICE_UNAVAILABLE else {}
            )
            return Refusal(
                status=status,
                kind=name,
                title=title,
                detail=str(error),
                fields=fields,
                headers=headers,
            )
    return internal(str(error))


def _declined(error: GoalDeclined) -> Refusal:
    """Return the answer for a goal that the gate does not let through: the request is right, and is not followed."""
    return Refusal(
        status=HTTPStatus.FORBIDDEN,
        kind="goal-declined",
        title="This is not planned",
        detail=str(error),
        declined=error,
    )


def internal(detail: str) -> Refusal:
    """Return the answer for what should not have happened."""
    return Refusal(
        status=HTTPStatus.INTERNAL_SERVER_ERROR,
        kind="internal",
        title="Rein itself failed",
        detail=detail,
    )


def of_validation(error: ValidationError) -> Refusal:
    """Return what to answer where a request does not have the shape it must have; values are not repeated."""
    mistakes: list[Any] = error.errors(
        include_url=False, include_context=False, include_input=False
    )
    if any(mistake["type"] == "json_invalid" for mistake in mistakes):
        return not_json("The body is not valid JSON.")
    fields = tuple(
        FieldProblem(
            field=".".join(str(part) for part in mistake["loc"]) or "body", message=mistake["msg"]
        )
        for mistake in mistakes[:MAX_NAMED_FIELDS]
    )
    first = fields[0]
    return Refusal(
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
        kind="invalid-input",
        title="A value cannot be used",
        detail=f"{first.field}: {first.message}.",
        fields=fields,
    )


def not_json(detail: str) -> Refusal:
    """Return the answer for a body that cannot be read at all."""
    return Refusal(
        status=HTTPStatus.BAD_REQUEST,
        kind="invalid-json",
        title="The body cannot be read",
        detail=detail,
    )


def unauthorized(*, token_given: bool) -> Refusal:
    """Return the answer for a request without a token that is valid."""
    challenge = 'Bearer realm="rein"'
    if not token_given:
        detail = "Send a token as “Authorization: Bearer ...”; `rein token new NAME` makes one."
    else:
        detail = "This token is not valid. It was revoked, or it is not complete."
        challenge += ', error="invalid_token"'
    return Refusal(
        status=HTTPStatus.UNAUTHORIZED,
        kind="unauthorized",
        title="A valid token is needed",
        detail=detail,
        headers={"WWW-Authenticate": challenge},
    )


def bad_value(field_name: str, message: str) -> Refusal:
    """Return the answer for one parameter or header that cannot be used."""
    return Refusal(
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
        kind="invalid-input",
        title="A value cannot be used",
        detail=f"{field_name}: {message}",
        fields=(FieldProblem(field=field_name, message=message),),
    )
