"""Each HTTP operation that takes no body is requested as each kind of person, with the ids of one of them."""

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from fastapi.routing import APIRoute
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app import services
from app.api import health, routes
from app.api.api_route import ApiRoute
from app.api.application import APPLICATION
from core.accounts.scope import Scope
from core.datasets.label import Verdict
from core.usecases.coaches.invitations import list_coaches
from core.usecases.grants.grants import give_grant
from core.usecases.labels.save_label import label_item
from core.usecases.organisations.organisations import add_organisation
from core.usecases.shares.share_links import add_share
from core.usecases.tokens.tokens import list_own_tokens
from tests.integration.access.calls import running_trial, start_evaluation
from tests.integration.access.rolled_back import RolledBackDatabase
from tests.integration.access.world import SECRETS, World

ROUTES = [
    route
    for found in APPLICATION.routes
    for route in (found.original_router.routes if hasattr(found, "original_router") else [found])
    if isinstance(route, APIRoute)
]
REQUESTED = sorted(
    (method, route.path, route.scope)
    for route in ROUTES
    if isinstance(route, ApiRoute) and route.body_field is None
    for method in route.methods
)
COLUMNS = ("nobody", "user", "owner", "coach", "reviewer", "admin")
BY_SCOPE = {
    Scope.REVIEW_READ: {"reviewer", "admin"},
    Scope.REVIEW_WRITE: {"reviewer", "admin"},
    Scope.COSTS_READ: {"admin"},
    Scope.PEOPLE_READ: {"admin"},
    Scope.PEOPLE_WRITE: {"admin"},
    Scope.TRACES_READ: {"owner", "reviewer", "admin"},
}
"""Who is served with the owner's ids; for other scopes it is the owner alone."""
QUERY = {"DELETE /api/v1/goals/{id}/chat": {"confirmed": "true"}}
"""What a request has to say besides its address."""
REFUSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}


@pytest.fixture
def client(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(services, "rein", lambda: world.rein)
    with TestClient(Starlette(routes=[*health.ROUTES, *routes.ROUTES])) as connected:
        yield connected


def fill_in(path: str, world: World) -> str:
    noun = path.removeprefix("/api/v1/").partition("/")[0]
    if noun == "evaluation-runs" and "{id}" in path:
        return path.format(id=start_evaluation(world))
    coaches = list_coaches(world.rein, viewer=world.people["owner"], goal_id=world.goal_id)
    first = {
        "datasets": world.version.dataset_id,
        "goals": world.goal_id,
        "traces": world.trace_id,
        "tasks": world.task_id,
    }
    ids = {
        "id": first.get(noun, world.goal_id),
        "task_id": world.task_id,
        "check_in_id": world.check_in.id,
        "message_id": world.message_id,
        "measurement_id": world.measurement.id,
        "memory_id": world.memory_id,
        "name": "cases",
        "dataset_id": world.version.dataset_id,
        "item_id": world.item_id,
        "trace_id": world.trace_id,
        "position": "0",
        "number": "1",
        "plan_id": world.goal_id,
        "subject": world.subject,
        "token_id": list_own_tokens(world.rein, viewer=world.people["owner"])[0].id,
        "coaching_id": coaches[0].coaching.id,
        "user_id": world.people["reviewer"].id,
        "table": "ratings",
    }
    if path.startswith("/api/v1/organisations/{"):
        owner = world.people["owner"]
        ids |= {
            "id": add_organisation(world.rein, viewer=owner, name="Club").id,
            "user_id": owner.id,
        }
    if path.startswith("/api/v1/trials/{"):
        ids["id"] = running_trial(world)
    if path.startswith("/api/v1/evaluation-runs/{"):
        ids["id"] = start_evaluation(world)
    return path.format_map(ids)


def prepare(world: World, path: str, person: str) -> None:
    """Write what has to be there before the request means something."""
    if path.endswith("/share"):
        add_share(world.rein, viewer=world.people["owner"], goal_id=world.goal_id, days=30)
    if path.startswith("/api/v1/grants/"):
        give_grant(
            world.rein,
            viewer=world.people["admin"],
            user_id=world.people["reviewer"].id,
            reason="A complaint of a person",
            days=1,
        )
    if path.startswith("/api/v1/labels/") and person in {"reviewer", "admin"}:
        label_item(
            world.rein,
            viewer=world.people[person],
            item_id=world.item_id,
            verdict=Verdict(overall=5),
        )


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
