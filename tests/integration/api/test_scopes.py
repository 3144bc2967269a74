"""A token may be used for its scopes alone, and until its last day."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from app.api.api_route import ApiRoute
from app.api.application import APPLICATION
from core.accounts.scope import MEANINGS, Scope, scopes_of
from core.accounts.user import Role
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotAllowed
from core.store.accounts.values import Account
from core.store.tokens.read import list_all_tokens
from core.store.tokens.values import TokenRecord
from core.usecases.tokens.tokens import MAX_DAYS, add_token, digest_of, revoke_token
from tests.fakes import FrozenClock
from tests.integration.api.conftest import Caller, filled

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ROUTES = [
    route
    for found in APPLICATION.routes
    for route in (found.original_router.routes if hasattr(found, "original_router") else [found])
    if isinstance(route, APIRoute)
]
NEEDED = {
    (method, route.path): route.scope
    for route in ROUTES
    if isinstance(route, ApiRoute)
    for method in route.methods
}
WITHOUT_TOKEN = ("/api/v1/openapi.json", "/calendar/", "/shared/", "/mail/", "/account/")
"""Beginnings of paths that need no token: the document, secret addresses, and signing in."""


def make(client: TestClient, rein: Rein, *scopes: Scope, days: int = 1) -> Caller:
    made = add_token(
        rein, name="small", viewer=LOCAL_VIEWER, scopes=frozenset(scopes) or None, days=days
    )
    return Caller(client, rein, made.secret)


def test_every_route_declares_its_scope() -> None:
    undeclared = {
        route.path
        for route in ROUTES
        if not isinstance(route, ApiRoute) and not route.path.startswith(WITHOUT_TOKEN)
    }

    assert undeclared == set()
    assert set(NEEDED.values()) == set(Scope) == MEANINGS.keys()


def test_a_route_without_a_scope_cannot_be_made() -> None:
    def endpoint() -> None: ...

    with pytest.raises(TypeError, match="declares 0 scopes"):
        ApiRoute("/open", endpoint)


def test_what_changes_something_is_not_open_to_a_token_that_reads() -> None:
    reading = {
        path for (method, path), scope in NEEDED.items() if method != "GET" and "read" in scope
    }

    assert reading == {"/api/v1/goals/{id}/wishes"}  # proposes, and changes nothing


def test_the_document_names_the_scope_of_each_operation() -> None:
    document = APPLICATION.openapi()

    named = {
        (method.upper(), path): operation["security"]
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    assert named == {key: [{"token": [scope.value]}] for key, scope in NEEDED.items()}
    described = document["components"]["securitySchemes"]["token"]["description"]
    assert [scope for scope in Scope if f"`{scope}`" not in described] == []


@ON_SQLITE
@pytest.mark.parametrize("scope", Scope)
def test_a_token_opens_the_operations_of_its_scope_and_no_other(
    client: TestClient, rein: Rein, scope: Scope
) -> None:
    small = make(client, rein, scope)

    answers = {key: small.request(key[0], filled(key[1])) for key in NEEDED}

    lacking = {
        key: (answer.json()["scope"], answer.headers["www-authenticate"])
        for key, answer in answers.items()
        if answer.status_code == HTTPStatus.FORBIDDEN
    }
    assert lacking == {
        key: (needed, f'Bearer realm="rein", error="insufficient_scope", scope="{needed}"')
        for key, needed in NEEDED.items()
        if needed is not scope
    }


def test_a_token_that_reads_cannot_submit_a_goal(client: TestClient, rein: Rein) -> None:
    small = make(client, rein, Scope.GOALS_READ)

    answer = small.post("/api/v1/goals", {"text": "Read 12 books"})

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert answer.json()["type"] == "urn:rein:problem:missing-scope"
    assert "goals:write" in answer.json()["detail"]
    assert small.get("/api/v1/today").status_code == HTTPStatus.OK


def test_a_token_expires_and_says_on_which_day(
    client: TestClient, rein: Rein, clock: FrozenClock
) -> None:
    small = make(client, rein, days=2)
    clock.advance(timedelta(days=2, microseconds=-1))
    assert small.get("/api/v1/today").status_code == HTTPStatus.OK

    clock.advance(timedelta(microseconds=1))

    answer = small.get("/api/v1/today")
    day = clock.now().astimezone()
    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert answer.json()["type"] == "urn:rein:problem:token-expired"
    assert f"expired on {day:%a} {day.day} {day:%b %Y}" in answer.json()["detail"]
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


def test_only_the_right_secret_learns_that_a_token_expired(
    client: TestClient, rein: Rein, clock: FrozenClock
) -> None:
    small = make(client, rein)
    clock.advance(timedelta(days=2))
    wrong = Caller(client, rein, small.token[:-1] + ("A" if small.token[-1] != "A" else "B"))

    assert "expired" not in wrong.get("/api/v1/today").text
    revoke_token(rein, viewer=LOCAL_VIEWER, name="small")
    assert "expired on" not in small.get("/api/v1/today").text


def test_a_token_from_before_there_were_scopes_is_not_limited(
    client: TestClient, rein: Rein, clock: FrozenClock
) -> None:
    secret = "rein_" + "o" * 43
    with rein.database.begin() as work:
        work.accounts.ensure(
            Account(user=LOCAL_VIEWER.user, time_zone=None, created_at=clock.now())
        )
        work.tokens.add(
            TokenRecord(
                id="0198c000-0000-7000-8000-000000000001",
                name="old",
                user=LOCAL_VIEWER.user,
                digest=digest_of(secret),
                created_at=clock.now(),
            )
        )
    clock.advance(timedelta(days=4_000))
    old = Caller(client, rein, secret)

    statuses = {key: old.request(key[0], filled(key[1])).status_code for key in NEEDED}

    assert {key for key, status in statuses.items() if status in {401, 403}} == set()


@pytest.mark.parametrize("role", Role)
def test_a_token_has_all_scopes_of_its_role_by_default(rein: Rein, role: Role) -> None:
    made = add_token(rein, name="mine", viewer=LOCAL_VIEWER, role=role)

    (stored,) = list_all_tokens(rein.database)
    assert stored.scopes == made.record.scopes == scopes_of(role)
    assert stored.expires_at == made.record.created_at + timedelta(days=365)


def test_a_role_grants_no_scope_beyond_it(rein: Rein) -> None:
    for role, scope in ((Role.USER, Scope.REVIEW_READ), (Role.REVIEWER, Scope.COSTS_READ)):
        with pytest.raises(NotAllowed, match=scope):
            add_token(rein, name="x", viewer=LOCAL_VIEWER, role=role, scopes=frozenset({scope}))
    with pytest.raises(InvalidInput):
        add_token(rein, name="x", viewer=LOCAL_VIEWER, scopes=frozenset())
    assert list_all_tokens(rein.database) == ()


@pytest.mark.parametrize("days", [0, -1, MAX_DAYS + 1])
def test_a_token_is_valid_for_a_bounded_time(rein: Rein, days: int) -> None:
    with pytest.raises(InvalidInput):
        add_token(rein, name="x", viewer=LOCAL_VIEWER, days=days)


def test_the_name_of_an_expired_token_is_free(rein: Rein, clock: FrozenClock) -> None:
    add_token(rein, name="ci", viewer=LOCAL_VIEWER, days=1)
    with pytest.raises(Conflict):
        add_token(rein, name="ci", viewer=LOCAL_VIEWER)

    clock.advance(timedelta(days=1))

    assert add_token(rein, name="ci", viewer=LOCAL_VIEWER).record.name == "ci"
