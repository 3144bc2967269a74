"""The routes as they are served, on both databases, with tokens of people with different roles."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app import services
from app.api import application, health, routes
from core.accounts.user import Role
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.ids import new_id
from core.usecases.runs.execute import execute_run
from core.usecases.tokens.tokens import add_token
from tests.conftest import make_settings
from tests.fakes import FrozenClock

GOAL = "I want to run a 5K by the end of Q1"

OPERATIONS = [
    (method.upper(), path, operation["operationId"])
    for path, methods in application.APPLICATION.openapi()["paths"].items()
    for method, operation in methods.items()
]
"""Method, path and name of every operation of the document."""


def filled(path: str) -> str:
    """Return a path with ids of nothing in place of its parameters."""
    return re.sub(r"{\w+}", lambda _: new_id(), path)


@pytest.fixture
def rein(tmp_path: Path, database_url: str, clock: FrozenClock) -> Iterator[Rein]:
    """The whole application on a fresh database of either kind, offline coach, frozen clock, no worker."""
    built = build(make_settings(tmp_path, REIN_DATABASE_URL=database_url), clock=clock)
    yield built
    built.scheduler.stop()
    built.jobs.stop(wait=True)
    built.database.close()


@pytest.fixture
def client(rein: Rein, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A client without a token."""
    monkeypatch.setattr(services, "rein", lambda: rein)
    with TestClient(Starlette(routes=[*health.ROUTES, *routes.ROUTES])) as connected:
        yield connected


class Caller:
    """A person with a token."""

    def __init__(self, client: TestClient, rein: Rein, token: str) -> None:
        self._client = client
        self._rein = rein
        self.token = token
        self.headers = {"Authorization": f"Bearer {token}"}

    def get(self, path: str, **parameters: Any) -> Any:
        return self._client.get(path, params=parameters, headers=self.headers)

    def post(self, path: str, body: object, **headers: str) -> Any:
        return self._client.post(path, json=body, headers=self.headers | headers)

    def patch(self, path: str, body: object) -> Any:
        return self._client.patch(path, json=body, headers=self.headers)

    def request(self, method: str, path: str, **parameters: str) -> Any:
        """Send a request with these parameters, and with an empty object if it takes a body."""
        body = {} if method in {"POST", "PUT", "PATCH"} else None
        return self._client.request(
            method, path, params=parameters, json=body, headers=self.headers
        )

    def finish_goal(self, text: str = GOAL) -> dict[str, Any]:
        """Submit a goal, complete its run, and return its result."""
        accepted = self.post("/api/v1/goals", {"text": text}).json()
        with self._rein.database.begin() as work:
            run = work.runs.find_latest(accepted["id"])
        assert run is not None
        execute_run(self._rein, run.id)
        finished: dict[str, Any] = self.get(f"/api/v1/goals/{accepted['id']}").json()
        return finished


@pytest.fixture
def owner(client: TestClient, rein: Rein) -> Caller:
    """The local person, who is admin."""
    return Caller(client, rein, add_token(rein, name="owner", viewer=LOCAL_VIEWER).secret)


def caller(client: TestClient, rein: Rein, name: str, role: Role) -> Caller:
    return Caller(client, rein, add_token(rein, name=name, viewer=LOCAL_VIEWER, role=role).secret)


@pytest.fixture
def ada(client: TestClient, rein: Rein) -> Caller:
    """A user with an account of her own."""
    return caller(client, rein, "ada", Role.USER)


@pytest.fixture
def bob(client: TestClient, rein: Rein) -> Caller:
    """Another user."""
    return caller(client, rein, "bob", Role.USER)


@pytest.fixture
def reviewer(client: TestClient, rein: Rein) -> Caller:
    return caller(client, rein, "reviewer", Role.REVIEWER)
