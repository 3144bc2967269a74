"""Every error has one status, one kind and the fields it is about."""

import asyncio
import json
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from app.api.errors import (
    EXCEPTION_HANDLERS,
    MAX_NAMED_FIELDS,
    answer_http_error,
    answer_invalid_request,
    to_problem,
)
from core.errors import (
    ConfigurationError,
    Conflict,
    GoalDeclined,
    InvalidInput,
    NotAllowed,
    NotFound,
    ReinError,
    StorageUnavailable,
)

REQUEST = Request({"type": "http", "method": "PUT", "path": "/api/v1/x", "headers": []})


def body_of(response: Any) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(response.body)
    return body


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (InvalidInput("Too long."), 422, "invalid-input"),
        (InvalidInput("No such page.", field="cursor"), 404, "not-found"),
        (NotFound("There is none."), 404, "not-found"),
        (NotAllowed("Not you."), 403, "not-allowed"),
        (Conflict("Used."), 409, "conflict"),
        (StorageUnavailable("Gone."), 503, "unavailable"),
        (ConfigurationError("Wrong."), 500, "internal"),
        (GoalDeclined("Harmful.", final=True), 403, "goal-declined"),
    ],
)
def test_each_error_has_its_status_and_its_kind(error: ReinError, status: int, kind: str) -> None:
    problem = to_problem(error).problem

    assert (problem.status, problem.type) == (status, f"urn:rein:problem:{kind}")


def test_a_problem_has_the_message_and_the_advice() -> None:
    problem = to_problem(NotFound("There is none.", advice="Look again.")).problem

    assert problem.detail == "There is none. Look again."


def test_only_an_unavailable_storage_says_when_to_retry() -> None:
    headers = [
        to_problem(error).headers for error in (StorageUnavailable("Gone."), NotFound("None."))
    ]

    assert headers == [{"Retry-After": "5"}, None]


def test_an_invalid_input_names_its_field_if_it_has_one() -> None:
    named = to_problem(InvalidInput("Too long.", field="text")).problem
    unnamed = to_problem(InvalidInput("Too long.")).problem

    assert [field.field for field in named.errors or ()] == ["text"]
    assert unnamed.errors is None


@pytest.mark.parametrize("final", [True, False])
def test_a_declined_goal_says_whether_insisting_helps(*, final: bool) -> None:
    problem = to_problem(GoalDeclined("No.", instead="Walk daily", final=final)).problem

    assert (problem.may_insist, problem.instead) == (not final, "Walk daily")


@pytest.mark.parametrize(
    ("location", "name"),
    [
        (("body", "text"), "text"),
        (("body", "constraints", 2), "constraints.2"),
        (("query", "days"), "days"),
        (("header", "Idempotency-Key"), "Idempotency-Key"),
        (("body",), "body"),
    ],
)
def test_a_field_is_named_without_the_part_of_the_request(
    location: tuple[Any, ...], name: str
) -> None:
    error = RequestValidationError([{"loc": location, "msg": "Wrong", "input": "my secret"}])

    answer = asyncio.run(answer_invalid_request(REQUEST, error))

    assert body_of(answer)["errors"] == [{"field": name, "message": "Wrong"}]
    assert body_of(answer)["detail"] == f"{name}: Wrong."
    assert b"secret" not in answer.body


def test_only_the_first_mistakes_are_named() -> None:
    error = RequestValidationError(
        [{"loc": ("body", str(n)), "msg": "Wrong"} for n in range(MAX_NAMED_FIELDS + 1)]
    )

    answer = asyncio.run(answer_invalid_request(REQUEST, error))

    assert len(body_of(answer)["errors"]) == MAX_NAMED_FIELDS


@pytest.mark.parametrize(
    ("methods", "sent"),
    [
        (("POST",), "POST"),
        (("POST", "PATCH", "DELETE"), "DELETE, PATCH, POST"),
        (("GET",), "GET, HEAD"),
    ],
)
def test_a_405_names_the_methods_of_all_routes_of_a_path(methods: tuple[str], sent: str) -> None:
    routes = [APIRoute("/api/v1/x", body_of, methods=[one]) for one in methods]
    request = Request(REQUEST.scope | {"app": SimpleNamespace(routes=routes)})

    answer = asyncio.run(answer_http_error(request, HTTPException(405)))

    assert answer.headers["allow"] == sent
    assert body_of(answer)["detail"] == f"PUT is not possible here; use {sent}."


def test_an_unknown_path_is_named_with_the_document() -> None:
    answer = asyncio.run(answer_http_error(REQUEST, HTTPException(404)))

    assert "/api/v1/x" in body_of(answer)["detail"]
    assert "/api/v1/openapi.json" in body_of(answer)["detail"]


def test_errors_of_the_framework_and_of_rein_are_all_handled() -> None:
    assert {ReinError, HTTPException, RequestValidationError} < EXCEPTION_HANDLERS.keys()
