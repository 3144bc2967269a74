"""Every error is a problem with advice (RFC 9457)."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from app import services
from app.api.endpoints import goals
from app.api.errors import MAX_NAMED_FIELDS
from core.bootstrap import Rein
from core.errors import StorageUnavailable
from core.ids import new_id
from tests.integration.api.conftest import GOAL, OPERATIONS, Caller, filled

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
def test_an_unknown_path_is_not_found(owner: Caller, path: str) -> None:
    assert_problem(owner.get(path), 404)


@pytest.mark.parametrize(
    "path", ["/api/v1/goals", "/api/v1/traces", "/api/feedback", "/api/v1/openapi.json"]
)
def test_an_unknown_method_names_the_allowed_ones(client: TestClient, path: str) -> None:
    answer = client.request("DELETE", path)

    problem = assert_problem(answer, 405)
    assert answer.headers["allow"] in problem["detail"]


@pytest.mark.parametrize(
    "bad",
    ["1", "' OR 1=1", "%00", "..%2f..", "a%0Ab", "0" * 5_000, "01a1fc46-dfca-7395-bcb8-693b5c48e"],
)
@pytest.mark.parametrize("place", ["goals", "traces"])
def test_an_invalid_id_is_not_found(owner: Caller, place: str, bad: str) -> None:
    assert_problem(owner.get(f"/api/v1/{place}/{bad}"), 404)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"text": "\\ud800"}', b"[" * 5_000])
def test_a_body_that_is_not_json_is_refused(
    client: TestClient, owner: Caller, content: bytes
) -> None:
    answer = client.post("/api/v1/goals", content=content, headers=owner.headers | JSON)

    assert_problem(answer, 400)


def test_nan_is_not_a_number(client: TestClient, owner: Caller) -> None:
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
def test_an_invalid_parameter_is_named(client: TestClient, owner: Caller, query: str) -> None:
    answer = client.get(f"/api/v1/feedback/summary?{query}", headers=owner.headers)

    assert assert_problem(answer, 422)["errors"]


@pytest.mark.parametrize(
    "key", ["", "k" * 256, "a\tb", "schlüssel".encode("latin-1").decode("latin-1")]
)
def test_an_invalid_key_is_refused(client: TestClient, owner: Caller, key: str) -> None:
    headers = {**owner.headers, "Idempotency-Key": key.encode("latin-1")}

    answer = client.post("/api/v1/goals", json={"text": GOAL}, headers=headers)  # type: ignore[arg-type]

    assert_problem(answer, 422)


def test_a_problem_does_not_repeat_the_value_that_was_sent(owner: Caller) -> None:
    answer = owner.post("/api/v1/goals", {"text": GOAL, "experience": "my secret"})

    assert "my secret" not in answer.text


def test_without_the_database_a_problem_says_when_to_retry(
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


def test_an_unexpected_error_is_a_problem_and_its_text_stays_in_the_log(
    owner: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(goals, "get_goal", broken)

    answer = owner.get(f"/api/v1/goals/{new_id()}")

    assert_problem(answer, 500)
    assert "secret words" not in answer.text


def test_a_request_without_a_token_is_refused_before_its_body_is_read(client: TestClient) -> None:
    for content, kind in ((b"{", "application/json"), (b"x", "text/plain"), (b"a" * 70_000, "")):
        answer = client.post("/api/v1/goals", content=content, headers={"Content-Type": kind})

        assert_problem(answer, 401)


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"null", 422),
        (b'"text"', 422),
        ('{"text": "Run"}'.encode("utf-16"), 400),
        (b"\xef\xbb\xbf{}", 400),
        (b'{"text": "a",}', 400),
        (b'{"text": "a"} x', 400),
        (b'{"text": "Run 5 km", "text": "Run 10 km"}', 202),
    ],
)
def test_json_is_parsed_as_the_standard_says(
    client: TestClient, owner: Caller, content: bytes, status: int
) -> None:
    answer = client.post("/api/v1/goals", content=content, headers=owner.headers | JSON)

    assert answer.status_code == status


def test_a_request_with_many_mistakes_names_the_first_ones(owner: Caller) -> None:
    answer = owner.post("/api/v1/goals", {f"field_{n}": n for n in range(50)})

    assert len(assert_problem(answer, 422)["errors"]) == MAX_NAMED_FIELDS


@pytest.mark.parametrize("path", ["/api/v1/traces", "/api/v1/openapi.json"])
def test_a_head_request_is_answered_like_a_get(
    owner: Caller, client: TestClient, path: str
) -> None:
    got = client.get(path, headers=owner.headers)
    head = client.head(path, headers=owner.headers)

    assert head.status_code == got.status_code == 200
    assert head.headers["content-type"] == got.headers["content-type"]


def test_an_unknown_parameter_is_refused_by_every_operation(owner: Caller) -> None:
    for method, path, _ in OPERATIONS:
        answer = owner.request(method, filled(path), unknown="1")

        # A parameter that is required and missing is named beside it.
        assert answer.status_code == 422, (method, path)
        named = {error["field"] for error in assert_problem(answer, 422)["errors"]}
        assert "unknown" in named


def test_a_405_names_every_method_of_the_path(client: TestClient, owner: Caller) -> None:
    methods = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}
    by_path: dict[str, set[str]] = {}
    for method, path, _ in OPERATIONS:
        by_path.setdefault(path, set()).update({method, "HEAD"} if method == "GET" else {method})

    named = {}
    for path, allowed in by_path.items():
        for method in methods - allowed:
            answer = client.request(method, filled(path), headers=owner.headers)
            named[(method, path)] = (answer.status_code, set(answer.headers["allow"].split(", ")))

    assert named == {
        (method, path): (405, allowed)
        for path, allowed in by_path.items()
        for method in methods - allowed
    }
