"""Whatever goes wrong, the answer is a problem that says what to do (RFC 9457)."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from app import services
from app.api import goals
from core.bootstrap import Rein
from core.errors import StorageUnavailable
from core.ids import new_id
from tests.integration.api.conftest import GOAL, Caller

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

JSON = {"Content-Type": "application/json"}


def assert_problem(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert problem["status"] == status
    assert problem["type"].startswith("urn:rein:problem:")
    assert problem["title"]
    assert problem["detail"]
    return problem


@pytest.mark.parametrize(
    "path", ["/api/nothing", "/api/v1/nothing", "/api/v1/goals/a/b", "/api/v1/goals/", "/api/v2"]
)
def test_an_address_that_does_not_exist_says_so(owner: Caller, path: str) -> None:
    assert_problem(owner.get(path), 404)


@pytest.mark.parametrize(
    "path", ["/api/v1/goals", "/api/v1/traces", "/api/feedback", "/api/v1/openapi.json"]
)
def test_a_method_that_does_not_exist_names_the_one_that_does(
    client: TestClient, path: str
) -> None:
    answer = client.request("DELETE", path)

    problem = assert_problem(answer, 405)
    assert answer.headers["allow"] in problem["detail"]


@pytest.mark.parametrize(
    "bad",
    ["1", "' OR 1=1", "%00", "..%2f..", "a%0Ab", "0" * 5_000, "01a1fc46-dfca-7395-bcb8-693b5c48e"],
)
@pytest.mark.parametrize("place", ["goals", "traces"])
def test_an_id_that_is_none_is_not_found(owner: Caller, place: str, bad: str) -> None:
    assert_problem(owner.get(f"/api/v1/{place}/{bad}"), 404)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"text": "\\ud800"}', b"[" * 5_000])
def test_a_body_that_is_not_json_cannot_be_read(
    client: TestClient, owner: Caller, content: bytes
) -> None:
    answer = client.post("/api/v1/goals", content=content, headers=owner.headers | JSON)

    assert_problem(answer, 400)


def test_what_is_no_number_is_no_value(client: TestClient, owner: Caller) -> None:
    content = b'{"text": "Run", "hours_per_week": NaN}'

    answer = client.post("/api/v1/goals", content=content, headers=owner.headers | JSON)

    assert assert_problem(answer, 422)["errors"][0]["field"] == "hours_per_week"


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1", ""],
)
def test_a_body_of_another_type_is_refused(client: TestClient, owner: Caller, kind: str) -> None:
    answer = client.post(
        "/api/v1/goals", content=b'{"text": "a"}', headers=owner.headers | {"Content-Type": kind}
    )

    assert_problem(answer, 415)


def test_a_body_that_is_too_long_is_refused_announced_or_not(
    client: TestClient, owner: Caller
) -> None:
    long = b'{"text": "' + b"a" * 70_000 + b'"}'

    announced = client.post("/api/v1/goals", content=long, headers=owner.headers | JSON)
    chunked = client.post("/api/v1/goals", content=iter([long]), headers=owner.headers | JSON)

    assert_problem(announced, 413)
    assert_problem(chunked, 413)


@pytest.mark.parametrize(
    "query",
    [
        "days=0",
        "days=-1",
        "days=many",
        "days=99999",
        "days=1&days=2",
        "month=1",
        "sample=perhaps",
        "days=7%00",
    ],
)
def test_a_parameter_that_cannot_be_used_is_named(
    client: TestClient, owner: Caller, query: str
) -> None:
    answer = client.get(f"/api/v1/feedback/summary?{query}", headers=owner.headers)

    assert assert_problem(answer, 422)["errors"]


@pytest.mark.parametrize(
    "key", ["", "k" * 256, "a\tb", "schlüssel".encode("latin-1").decode("latin-1")]
)
def test_a_key_that_cannot_be_used_is_refused(client: TestClient, owner: Caller, key: str) -> None:
    headers = {**owner.headers, "Idempotency-Key": key.encode("latin-1")}

    answer = client.post("/api/v1/goals", json={"text": GOAL}, headers=headers)  # type: ignore[arg-type]

    assert_problem(answer, 422)


def test_a_value_that_was_sent_is_not_repeated_in_the_problem(owner: Caller) -> None:
    answer = owner.post("/api/v1/goals", {"text": GOAL, "experience": "my secret"})

    assert "my secret" not in answer.text


def test_a_database_that_is_gone_says_when_to_come_back(
    owner: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> Rein:
        raise StorageUnavailable(
            "The database cannot be reached.", advice="Check that it is there."
        )

    monkeypatch.setattr(services, "rein", gone)

    answer = owner.get(f"/api/v1/goals/{new_id()}")

    assert_problem(answer, 503)
    assert answer.headers["retry-after"] == "5"


def test_a_defect_of_ours_is_a_problem_too_and_keeps_its_words_to_the_log(
    owner: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(goals, "get_goal", broken)

    answer = owner.get(f"/api/v1/goals/{new_id()}")

    assert_problem(answer, 500)
    assert "secret words" not in answer.text
