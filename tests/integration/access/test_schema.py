"""Each operation is sent what its schema permits and what it does not, with ids of the filled database."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app import services
from app.api import health, routes
from app.api.api_route import ApiRoute
from app.api.application import APPLICATION
from app.api.problem import BY_RULE
from core.accounts.request_limit import RequestLimits
from core.accounts.scope import Scope
from tests.integration.access.addresses import BY_SCOPE, ROUTES, fill_in, prepare
from tests.integration.access.bodies import BODIES
from tests.integration.access.rolled_back import RolledBackDatabase
from tests.integration.access.world import World

LINES = "application/x-ndjson"
"""A body that is not JSON; the document says nothing about what is inside."""
MANY = 10**6
pytestmark = pytest.mark.parametrize(
    "module_database_url",
    ["sqlite", pytest.param("postgresql", marks=pytest.mark.whole)],
    indirect=True,
)
PERMITTED, FORBIDDEN = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
EXAMPLES = {PERMITTED: 6, FORBIDDEN: 3}
BY_OTHERS = {
    "POST /api/v1/coached-goals": "user",
    "POST /api/v1/organisations/join": "user",
}
"""Who calls where it is neither the owner, the coach nor an admin."""
NEVER_ACCEPTED = {
    "DELETE /api/v1/organisations/{id}/members/{user_id}": "who leads an organisation stays in it",
    "POST /api/v1/goals/{id}/resume": "the goal is not paused",
    "POST /api/v1/goals/{id}/undo": "nothing was changed",
    "POST /api/v1/replays": "a replay works for seconds",
    "POST /api/v1/trials/{id}/roll-back": "the trial runs",
    "POST /api/v1/trials/{id}/take-back": "the trial runs",
}
"""Operations that this database has nothing for; each answers with a conflict."""
OPERATIONS = sorted(
    (method, route.path, route.scope)
    for route in ROUTES
    if isinstance(route, ApiRoute) and LINES not in str(route.openapi_extra)
    for method in route.methods
)


def _without_security() -> dict[str, Any]:
    """Return the document as it is for those who have a token: wrong ones are tried elsewhere."""
    document: dict[str, Any] = json.loads(json.dumps(APPLICATION.openapi()))
    del document["security"], document["components"]["securitySchemes"]
    for methods in document["paths"].values():
        for operation in methods.values():
            operation.pop("security", None)
    return document


SCHEMA = schemathesis.openapi.from_dict(_without_security())


@pytest.fixture
def client(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The routes in the filled database, for any number of requests."""
    clock = world.rein.clock
    limits = RequestLimits.per_minute(token=MANY, address=MANY, monotonic=clock.monotonic)
    monkeypatch.setattr(services, "rein", lambda: replace(world.rein, request_limits=limits))
    app = Starlette(routes=[*health.ROUTES, *routes.ROUTES])
    with TestClient(app, raise_server_exceptions=False) as connected:
        yield connected


class Sender:
    """Sends the cases of one operation as a person who may call it; nothing that they write stays."""

    def __init__(
        self, world: World, client: TestClient, method: str, path: str, scope: Scope
    ) -> None:
        self._world, self._client = world, client
        self._method, self._path = method, path
        self._name = f"{method} {path}"
        coached = path.startswith("/api/v1/coached-goals")
        usual = "coach" if coached else "admin" if scope in BY_SCOPE else "owner"
        self._person = BY_OTHERS.get(self._name, usual)

    def send(self, case: Case, *, known: bool, real_path: bool) -> Any:
        """Send a case; with `known`, its body names what is there."""
        database = self._world.rein.database
        assert isinstance(database, RolledBackDatabase)
        request = case.as_transport_kwargs(base_url="http://testserver")
        with database.trying():
            prepare(self._world, self._path, self._person)
            address = fill_in(self._path, self._world)
            fill = BODIES.get(self._name)
            if known and fill is not None and isinstance(request.get("json"), dict):
                request["json"] = request["json"] | fill(self._world)
            request["headers"] = dict(request["headers"]) | {
                "Authorization": f"Bearer {self._world.tokens[self._person]}"
            }
            request.pop("cookies", None)
            if "data" in request:
                request["content"] = request.pop("data")
            if real_path:
                request["url"] = f"http://testserver{address}"
            return self._client.request(**request)


@pytest.mark.parametrize(("method", "path", "scope"), OPERATIONS)
def test_an_operation_answers_as_its_schema_says(
    world: World, client: TestClient, method: str, path: str, scope: Scope
) -> None:
    operation = SCHEMA[path][method]
    sender = Sender(world, client, method, path, scope)
    answered: list[tuple[int, str]] = []
    says_rule = operation.definition.raw["responses"]["422"]["description"].startswith(BY_RULE)

    def run(mode: GenerationMode) -> None:
        @settings(
            max_examples=EXAMPLES[mode],
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def check(case: Case) -> None:
            permitted = mode is PERMITTED
            known = permitted and len(answered) % 2 == 0
            answer = sender.send(case, known=known, real_path=permitted)
            case.validate_response(answer, excluded_checks=[ignored_auth, positive_data_acceptance])
            if permitted:
                answered.append((answer.status_code, answer.text))
                assert answer.status_code not in {400, 405, 413, 415, 429}, answer.text
                assert answer.status_code != 422 or says_rule, answer.text

        check()

    run(PERMITTED)
    with suppress(Unsatisfiable):  # there is nothing to send, so nothing can be wrong with it
        run(FORBIDDEN)

    accepted = any(status < 400 for status, _ in answered)
    assert accepted != (f"{method} {path}" in NEVER_ACCEPTED), answered
