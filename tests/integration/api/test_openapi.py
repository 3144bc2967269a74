"""The OpenAPI document matches the API."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from tests.integration.api.conftest import Caller

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

FILES = {
    "getPlanAsPdf": {"application/pdf"},
    "getGoalCalendar": {"text/calendar"},
    "exportDataset": {"application/x-ndjson"},
    "exportMe": {"application/zip"},
    "exportRecords": {"text/csv", "application/jsonl", "application/vnd.apache.parquet"},
}
"""Operations that answer with a file, and its media types."""


@pytest.fixture
def document(client: TestClient) -> dict[str, Any]:
    described: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return described


def errors_of(document: dict[str, Any], path: str, method: str, answer: Any) -> list[str]:
    """Return how a response differs from its schema in the document."""
    response = document["paths"][path][method]["responses"][str(answer.status_code)]
    kind = answer.headers["content-type"]
    schema = {**response["content"][kind]["schema"], "components": document["components"]}
    return [error.message for error in Draft202012Validator(schema).iter_errors(answer.json())]


def test_every_schema_is_valid_and_every_reference_resolves(
    document: dict[str, Any],
) -> None:
    schemas = document["components"]["schemas"]

    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    assert document["openapi"] == "3.1.0"
    assert {reference.rpartition("/")[2] for reference in references(document)} <= schemas.keys()


def references(node: Any) -> list[str]:
    if isinstance(node, dict):
        return [v for k, v in node.items() if k == "$ref"] + [
            r for v in node.values() for r in references(v)
        ]
    return [r for v in node for r in references(v)] if isinstance(node, list) else []


def test_the_document_names_what_the_contract_promises(document: dict[str, Any]) -> None:
    promised = {
        ("/api/v1/goals", "post"),
        ("/api/v1/goals/{id}", "get"),
        ("/api/v1/goals/{id}/reading", "post"),
        ("/api/v1/goals/{id}/plan.pdf", "get"),
        ("/api/v1/goals/{id}/share", "get"),
        ("/api/v1/goals/{id}/share", "post"),
        ("/api/v1/goals/{id}/share", "delete"),
        ("/api/v1/goals/{id}/calendar.ics", "get"),
        ("/api/v1/goals/{id}/progress", "get"),
        ("/api/v1/goals/{id}/measurements", "post"),
        ("/api/v1/goals/{id}/measurements", "get"),
        ("/api/v1/goals/{id}/check-ins", "post"),
        ("/api/v1/goals/{id}/check-ins", "get"),
        ("/api/v1/goals/{id}/finish", "post"),
        ("/api/v1/goals/{id}/revisions", "get"),
        ("/api/v1/goals/{id}/revisions", "post"),
        ("/api/v1/goals/{id}/pause", "post"),
        ("/api/v1/goals/{id}/resume", "post"),
        ("/api/v1/goals/{id}/wishes", "post"),
        ("/api/v1/goals/{id}/wishes/accept", "post"),
        ("/api/v1/goals/{id}/title", "post"),
        ("/api/v1/goals/{id}/undo", "post"),
        ("/api/v1/goals/{id}/scores", "post"),
        ("/api/v1/goals/{id}/tasks", "post"),
        ("/api/v1/goals/{id}/tasks/{task_id}", "post"),
        ("/api/v1/goals/{id}/tasks/{task_id}", "delete"),
        ("/api/v1/goals/{id}/milestones/{week}", "post"),
        ("/api/v1/goals/{id}/end-date", "post"),
        ("/api/v1/goals/{id}/chat", "post"),
        ("/api/v1/goals/{id}/chat", "get"),
        ("/api/v1/goals/{id}/chat", "delete"),
        ("/api/v1/goals/{id}/chat/{message_id}/edits/{position}", "post"),
        ("/api/v1/goals/{id}/chat/{message_id}/rating", "post"),
        ("/api/v1/goals/{id}/memories", "get"),
        ("/api/v1/goals/{id}/memories", "post"),
        ("/api/v1/goals/{id}/memories/{memory_id}", "post"),
        ("/api/v1/goals/{id}/memories/{memory_id}", "delete"),
        ("/api/v1/feedback", "post"),
        ("/api/feedback", "post"),
        ("/api/v1/traces", "get"),
        ("/api/v1/traces/{id}", "get"),
        ("/api/v1/feedback/summary", "get"),
        ("/api/v1/feedback/themes", "get"),
        ("/api/v1/outcomes", "get"),
        ("/api/v1/evaluations/trend", "get"),
        ("/api/v1/evaluations/agreement", "get"),
        ("/api/v1/evaluations/items", "get"),
        ("/api/v1/evaluations/pairs", "get"),
        ("/api/v1/costs", "get"),
        ("/api/v1/datasets", "get"),
        ("/api/v1/datasets", "post"),
        ("/api/v1/datasets/import", "post"),
        ("/api/v1/datasets/{id}", "get"),
        ("/api/v1/datasets/{id}", "delete"),
        ("/api/v1/datasets/{id}/items.jsonl", "get"),
        ("/api/v1/datasets/{id}/queue", "get"),
        ("/api/v1/datasets/{id}/agreement", "get"),
        ("/api/v1/evaluation-runs", "get"),
        ("/api/v1/evaluation-runs", "post"),
        ("/api/v1/evaluation-runs/{id}", "get"),
        ("/api/v1/evaluation-runs/{id}/cancel", "post"),
        ("/api/v1/evaluation-runs/{id}/retry", "post"),
        ("/api/v1/labels", "get"),
        ("/api/v1/labels", "post"),
        ("/api/v1/labels/{subject}", "delete"),
        ("/api/v1/trials", "get"),
        ("/api/v1/trials", "post"),
        ("/api/v1/trials/{id}", "get"),
        ("/api/v1/trials/{id}/stop", "post"),
        ("/api/v1/trials/{id}/promote", "post"),
        ("/api/v1/trials/{id}/roll-back", "post"),
        ("/api/v1/trials/{id}/take-back", "post"),
        ("/api/v1/records/{table}", "get"),
        ("/api/v1/replays", "get"),
        ("/api/v1/routes", "get"),
        ("/api/v1/replays", "post"),
        ("/api/v1/today", "get"),
        ("/api/v1/me/export", "get"),
        ("/api/v1/me/models", "get"),
        ("/api/v1/me/readings", "get"),
        ("/api/v1/me/models", "put"),
        ("/api/v1/me/tokens", "get"),
        ("/api/v1/me/tokens/{token_id}", "delete"),
        ("/api/v1/goals/{id}/coaches", "get"),
        ("/api/v1/goals/{id}/coaches", "post"),
        ("/api/v1/goals/{id}/coaches/{coaching_id}", "delete"),
        ("/api/v1/coached-goals", "get"),
        ("/api/v1/coached-goals", "post"),
        ("/api/v1/coached-goals/{id}", "get"),
        ("/api/v1/coached-goals/{id}", "delete"),
        ("/api/v1/grants", "get"),
        ("/api/v1/organisations", "get"),
        ("/api/v1/organisations", "post"),
        ("/api/v1/organisations/join", "post"),
        ("/api/v1/organisations/{id}", "patch"),
        ("/api/v1/organisations/{id}/link", "post"),
        ("/api/v1/organisations/{id}/link", "delete"),
        ("/api/v1/organisations/{id}/close", "post"),
        ("/api/v1/organisations/{id}/lead", "post"),
        ("/api/v1/organisations/{id}/members/{user_id}", "delete"),
        ("/api/v1/goals/{id}/coaches/members", "post"),
        ("/api/v1/grants", "post"),
        ("/api/v1/grants/{user_id}", "delete"),
        ("/api/v1/tasks/{task_id}/done", "post"),
        ("/api/v1/tasks/{task_id}/skip", "post"),
        ("/api/v1/tasks/{task_id}/move", "post"),
    }

    assert {
        (path, method) for path, methods in document["paths"].items() for method in methods
    } == promised
    assert document["security"] == [{"token": []}]


def test_responses_match_the_document(owner: Caller, ada: Caller, document: dict[str, Any]) -> None:
    finished = owner.finish_goal()
    waiting = owner.post("/api/v1/goals", {"text": "Read 12 books"})
    trace_id = finished["trace_id"]
    answers = [
        ("/api/v1/goals", "post", waiting),
        ("/api/v1/goals/{id}", "get", owner.get(f"/api/v1/goals/{finished['id']}")),
        ("/api/v1/goals/{id}", "get", owner.get(waiting.headers["location"])),
        (
            "/api/v1/goals/{id}/measurements",
            "post",
            owner.post(f"/api/v1/goals/{finished['id']}/measurements", {"value": "1,5"}),
        ),
        (
            "/api/v1/goals/{id}/progress",
            "get",
            owner.get(f"/api/v1/goals/{finished['id']}/progress"),
        ),
        (
            "/api/v1/goals/{id}/check-ins",
            "post",
            owner.post(f"/api/v1/goals/{finished['id']}/check-ins", {"effort": 3}),
        ),
        (
            "/api/v1/goals/{id}/finish",
            "post",
            owner.post(f"/api/v1/goals/{finished['id']}/finish", {"attainment": 1}),
        ),
        (
            "/api/v1/goals/{id}/check-ins",
            "get",
            owner.get(f"/api/v1/goals/{finished['id']}/check-ins"),
        ),
        (
            "/api/v1/feedback",
            "post",
            owner.post("/api/v1/feedback", {"trace_id": trace_id, "rating": 4}),
        ),
        ("/api/v1/traces", "get", owner.get("/api/v1/traces")),
        ("/api/v1/traces/{id}", "get", owner.get(f"/api/v1/traces/{trace_id}")),
        ("/api/v1/feedback/summary", "get", owner.get("/api/v1/feedback/summary")),
        ("/api/v1/feedback/themes", "get", owner.get("/api/v1/feedback/themes")),
        ("/api/v1/outcomes", "get", owner.get("/api/v1/outcomes")),
        ("/api/v1/evaluations/trend", "get", owner.get("/api/v1/evaluations/trend")),
        ("/api/v1/evaluations/agreement", "get", owner.get("/api/v1/evaluations/agreement")),
        ("/api/v1/evaluations/items", "get", owner.get("/api/v1/evaluations/items")),
        ("/api/v1/evaluations/pairs", "get", owner.get("/api/v1/evaluations/pairs")),
        ("/api/v1/trials", "get", owner.get("/api/v1/trials")),
        ("/api/v1/replays", "get", owner.get("/api/v1/replays")),
        ("/api/v1/routes", "get", owner.get("/api/v1/routes")),
        ("/api/v1/costs", "get", owner.get("/api/v1/costs")),
        ("/api/v1/today", "get", owner.get("/api/v1/today")),
        ("/api/v1/goals/{id}", "get", ada.get(f"/api/v1/goals/{finished['id']}")),
        ("/api/v1/feedback/summary", "get", ada.get("/api/v1/feedback/summary")),
        ("/api/v1/goals", "post", owner.post("/api/v1/goals", {})),
    ]

    assert [
        (path, found)
        for path, method, answer in answers
        if (found := errors_of(document, path, method, answer))
    ] == []


def test_bounds_reach_the_document(document: dict[str, Any]) -> None:
    goal = document["components"]["schemas"]["NewGoal"]["properties"]

    assert (goal["text"]["maxLength"], goal["text"]["pattern"]) == (2_000, r"[^\W_]")
    assert {"type": "integer", "minimum": 1, "maximum": 52} in goal["weeks"]["anyOf"]
    assert (
        document["components"]["schemas"]["NewRating"]["properties"]["rating"]["multipleOf"] == 0.5
    )


def test_a_parameter_is_never_described_as_null(document: dict[str, Any]) -> None:
    parameters = [
        parameter
        for methods in document["paths"].values()
        for operation in methods.values()
        for parameter in operation.get("parameters", ())
    ]

    assert {parameter["name"] for parameter in parameters} >= {"days", "cursor", "Idempotency-Key"}
    assert [parameter for parameter in parameters if "null" in str(parameter["schema"])] == []


def test_every_operation_describes_its_problems(document: dict[str, Any]) -> None:
    for methods in document["paths"].values():
        for operation in methods.values():
            problems = {"401", "403", "422", "503"}
            if "requestBody" in operation:
                problems |= {"400", "413", "415"}
            responses = operation["responses"]

            assert problems <= responses.keys()
            for status, response in responses.items():
                if status in {"204", "304"}:  # have no body
                    continue
                kinds = {"application/problem+json"}
                if status.startswith("2"):
                    kinds = FILES.get(operation["operationId"], {"application/json"})
                assert response["content"].keys() == kinds
