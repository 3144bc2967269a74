"""Each HTTP operation that takes no body is requested as each kind of person, with the ids of one of them."""

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app import services
from app.api import health, routes
from app.api.api_route import ApiRoute
from core.accounts.scope import Scope
from tests.integration.access.addresses import BY_SCOPE, QUERY, ROUTES, fill_in, prepare
from tests.integration.access.rolled_back import RolledBackDatabase
from tests.integration.access.world import SECRETS, World

REQUESTED = sorted(
    (method, route.path, route.scope)
    for route in ROUTES
    if isinstance(route, ApiRoute) and route.body_field is None
    for method in route.methods
)
COLUMNS = ("nobody", "user", "owner", "coach", "reviewer", "admin")
REFUSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}


@pytest.fixture
def client(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(services, "rein", lambda: world.rein)
    with TestClient(Starlette(routes=[*health.ROUTES, *routes.ROUTES])) as connected:
        yield connected


@pytest.mark.parametrize(("method", "path", "scope"), REQUESTED)
def test_a_route_serves_those_whom_its_use_case_serves(
    world: World, client: TestClient, method: str, path: str, scope: Scope
) -> None:
    database = world.rein.database
    assert isinstance(database, RolledBackDatabase)
    answers = {}
    for person in COLUMNS:
        token = world.tokens.get(person)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        with database.trying():
            prepare(world, path, person)
            answers[person] = client.request(
                method, fill_in(path, world), params=QUERY.get(f"{method} {path}"), headers=headers
            )

    statuses = {person: answer.status_code for person, answer in answers.items()}
    lists_all = path == "/api/v1/traces"
    lists_own = ("{" not in path and scope not in BY_SCOPE) or lists_all
    allowed = set(COLUMNS[1:]) if lists_own else BY_SCOPE.get(scope, {"owner"})
    coached = path.startswith("/api/v1/coached-goals")
    if coached and not lists_own:
        allowed = {"coach"}
    assert statuses["nobody"] == HTTPStatus.UNAUTHORIZED
    assert {person for person, status in statuses.items() if status not in REFUSED} == allowed
    assert {status for status in statuses.values() if status >= 500} == set()
    leaks = {
        person
        for person, answer in answers.items()
        if any(secret in answer.text for secret in SECRETS)
    }
    if coached:  # names the owner to the coach alone
        assert leaks <= {"coach"}
        return
    assert leaks <= ({"owner"} if lists_own and not lists_all else allowed - {"user", "reviewer"})
