"""Each HTTP operation is requested as each kind of person, with the ids of one of them."""

from collections.abc import Iterator
from functools import cache
from http import HTTPStatus
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app import services
from app.api import health, routes
from app.api.api_route import ApiRoute
from app.api.application import APPLICATION
from core.accounts.scope import Scope
from tests.architecture.access_document import called_by_routes, declared_use_cases
from tests.factories.schema_bodies import Bodies, json_schema
from tests.integration.access.addresses import BY_SCOPE, QUERY, ROUTES, fill_in, prepare
from tests.integration.access.bodies import BODIES
from tests.integration.access.rolled_back import RolledBackDatabase
from tests.integration.access.test_matrix import ALLOWED
from tests.integration.access.world import SECRETS, World

REQUESTED = sorted(
    (method, route.path, route.scope)
    for route in ROUTES
    if isinstance(route, ApiRoute) and route.body_field is None
    for method in route.methods
)
SENT = sorted(
    (method, route.path)
    for route in ROUTES
    if isinstance(route, ApiRoute) and route.body_field is not None
    for method in route.methods
)
MEANT = {
    "POST /api/v1/goals/{id}/check-ins": {"note": "It went well"},
    "POST /api/v1/goals/{id}/wishes": {"kind": "fewer_hours", "hours_per_week": 1},
}
"""Fields of bodies that otherwise mean nothing, which is found before the person is looked at."""
FOR_ALL = {
    "POST /api/v1/goals": "who sends it owns the goal that is then read",
    "POST /api/v1/coached-goals": "who has the invitation becomes the coach",
    "POST /api/v1/organisations/join": "who has the invitation becomes a member",
}
"""Operations with an outcome for each person, whatever their use-cases let in afterwards."""
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


@cache
def called() -> dict[str, set[str]]:
    """Return who is let in by all use-cases of an operation."""
    people = set(COLUMNS[1:])
    return {
        name: people.intersection(*(ALLOWED[one.rule] for one in found if one.rule in ALLOWED))
        for name, found in called_by_routes(declared_use_cases()).items()
    }


@cache
def written() -> tuple[dict[str, Any], Bodies]:
    """Return the document of the API, and the bodies that it allows."""
    document = APPLICATION.openapi()
    return document, Bodies(document)


def body_of(world: World, method: str, path: str) -> dict[str, Any] | None:
    """Return a body that the operation accepts of whom it serves."""
    document, bodies = written()
    schema, name = json_schema(document["paths"][path][method.lower()]), f"{method} {path}"
    if schema is None:
        return None
    sample = bodies.sample(schema)
    fields = sample if isinstance(sample, dict) else {}  # one of two bodies: what is needed follows
    return fields | MEANT.get(name, {}) | (BODIES[name](world) if name in BODIES else {})


@pytest.mark.parametrize(
    "module_database_url",
    ["sqlite", pytest.param("postgresql", marks=pytest.mark.whole)],
    indirect=True,
)
@pytest.mark.parametrize(("method", "path"), SENT)
def test_what_is_sent_is_refused_to_all_whom_its_use_cases_do_not_serve(
    world: World, client: TestClient, method: str, path: str
) -> None:
    database, name = world.rein.database, f"{method} {path}"
    assert isinstance(database, RolledBackDatabase)
    statuses = {}
    for person in COLUMNS:
        token = world.tokens.get(person)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        with database.trying():
            prepare(world, path, person)
            address = fill_in(path, world)
            sent = body_of(world, method, path)
            answer = client.request(method, address, json=sent, headers=headers)
            statuses[person] = answer.status_code

    allowed = called()[f"{method} {path.removeprefix('/api').removeprefix('/v1')}"]
    if name in FOR_ALL:
        allowed = set(COLUMNS[1:])
    elif "{id}" in path and allowed == set(COLUMNS[1:]):  # what is theirs, with the owner's id
        allowed = {"owner"}
    assert statuses["nobody"] == HTTPStatus.UNAUTHORIZED
    assert {person for person, status in statuses.items() if status not in REFUSED} == allowed
    assert {status for status in statuses.values() if status >= 500} == set()
