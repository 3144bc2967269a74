"""The malicious strings in each text of each operation: refused or stored as they are, and never an error of ours."""

import json
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app import services
from core.accounts.request_limit import RequestLimits
from core.bootstrap import Rein
from core.goals.goal import clean_text
from core.ids import new_id
from tests.conftest import SomeOf
from tests.factories.schema_bodies import Bodies, Place, json_schema
from tests.integration.api.conftest import GOAL, Caller

FILE = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "bad_inputs.jsonl"
MANY = 10**6

pytestmark = pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def texts() -> list[str]:
    if not FILE.exists():
        pytest.skip("the naughty strings are not beside this checkout; they are not ours to ship")
    return [json.loads(line)["text"] for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def unlimited(rein: Rein, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets one token send as many requests as it takes."""
    limits = RequestLimits.per_minute(token=MANY, address=MANY, monotonic=rein.clock.monotonic)
    monkeypatch.setattr(services, "rein", lambda: replace(rein, request_limits=limits))


def put(body: Any, at: Place, text: str) -> Any:
    changed = deepcopy(body)
    node = changed
    for key in at[:-1]:
        node = node[key]
    node[at[-1]] = text
    return changed


def test_malicious_texts_are_refused_or_stored_as_they_are(
    texts: list[str],
    owner: Caller,
    client: TestClient,
    unlimited: None,
    some_of: SomeOf,
) -> None:
    goal = owner.finish_goal()
    ids = {
        "goals": goal["id"],
        "traces": goal["trace_id"],
        "tasks": goal["plan"]["weeks"][0]["tasks"][0]["id"],
    }
    document = client.get("/api/v1/openapi.json").json()
    bodies = Bodies(document)
    fields = [
        (method, path, schema, place)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        for schema in [json_schema(operation)]
        if schema is not None
        for place in bodies.places(schema)
    ]
    failed, lost, stored = [], [], 0

    for number, (method, path, schema, place) in enumerate(fields):
        whole = bodies.sample(schema)
        # Only what is required, and the text: an optional neighbour may be refused before it.
        body = {key: value for key, value in whole.items() if key in required(bodies, schema)}
        body[str(place[0])] = whole[place[0]]
        if "insist" in whole:  # a text that is no goal is stored, too
            body["insist"] = True
        for text in some_of(texts, len(fields), number):
            address = filled(path, ids)
            sent = put(body, place, text)
            answer = client.request(method, address, json=sent, headers=owner.headers)
            if not 200 <= answer.status_code < 500:
                failed.append((method, path, place, text, answer.status_code))
            if answer.is_success:
                stored += 1
                seen = as_stored(owner, path, place, answer)
                if seen is not None and seen not in {
                    text,
                    clean_text(text),
                    clean_text(text)[:200],
                }:
                    lost.append((path, place, text, seen))

    assert failed == []
    assert lost == []
    assert len(fields) > 30
    assert stored > len(fields) // 2
    again = owner.get(f"/api/v1/goals/{goal['id']}").json()
    assert again["goal"]["text"] == GOAL


def required(bodies: Bodies, schema: dict[str, Any]) -> list[str]:
    found: list[str] = bodies.resolve(schema).get("required", [])
    return found


def filled(path: str, ids: dict[str, str]) -> str:
    noun = path.removeprefix("/api/v1/").partition("/")[0]
    address = path.replace("{id}", ids.get(noun, new_id())).replace("{task_id}", ids["tasks"])
    return (
        address.replace("{position}", "1")
        .replace("{week}", "1")
        .replace("{message_id}", new_id())
        .replace("{memory_id}", new_id())
    )


def as_stored(owner: Caller, path: str, place: Place, answer: Any) -> str | None:
    """Return the text as it is read again, if the operation gives it back."""
    if path == "/api/v1/goals" and place == ("text",):
        found: str = owner.get(f"/api/v1/goals/{answer.json()['id']}").json()["goal"]["text"]
        return found
    seen = answer.json().get(place[0]) if answer.content and len(place) == 1 else None
    return seen if isinstance(seen, str) else None
