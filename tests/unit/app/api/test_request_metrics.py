"""The middleware counts every request under a route it knows, and answers a failure once."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.api.request_metrics import DURATIONS, REQUESTS, UNMATCHED, RequestMetrics

ROUTE = SimpleNamespace(path="/api/v1/goals/{id}")


@pytest.fixture(autouse=True)
def no_requests_yet() -> None:
    REQUESTS.clear()
    DURATIONS.clear()


def send(application: Any, *, method: str = "GET", **scope: object) -> list[dict[str, Any]]:
    """Return the messages that the middleware sends for a request to this application."""
    messages: list[dict[str, Any]] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def note(message: Any) -> None:
        messages.append(message)

    request = {"type": "http", "method": method, "path": "/api/x", "headers": [], **scope}
    # In a thread of its own: a journey in this process may have left an event loop running here.
    call = RequestMetrics(application)
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(lambda: asyncio.run(call(request, receive, note))).result()
    return messages


def counted() -> dict[tuple[str, str, str], float]:
    return {
        (s.labels["method"], s.labels["route"], s.labels["status"]): s.value
        for family in REQUESTS.collect()
        for s in family.samples
    }


async def succeed(scope: Scope, receive: Receive, send: Send) -> None:
    scope["route"] = ROUTE
    await Response(status_code=204)(scope, receive, send)


async def find_nothing(scope: Scope, receive: Receive, send: Send) -> None:
    await Response(status_code=404)(scope, receive, send)


async def fail(scope: Scope, receive: Receive, send: Send) -> None:
    scope["route"] = ROUTE
    raise RuntimeError("secret words")


async def fail_late(scope: Scope, receive: Receive, send: Send) -> None:
    scope["route"] = ROUTE
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise RuntimeError("secret words")


def test_a_request_is_counted_by_method_route_and_status() -> None:
    send(succeed, method="DELETE")
    send(succeed, method="DELETE")

    assert counted() == {("DELETE", ROUTE.path, "204"): 2}
    (family,) = DURATIONS.collect()
    assert [s.value for s in family.samples if s.name.endswith("_count")] == [2]


@pytest.mark.parametrize("method", ["GET", "BREW"])
def test_an_unmatched_request_adds_no_label_of_its_own(method: str) -> None:
    send(find_nothing, method=method)

    assert counted() == {("", UNMATCHED, "404"): 1}


def test_an_invented_method_is_no_label() -> None:
    send(succeed, method="BREW")

    assert counted() == {("", ROUTE.path, "204"): 1}


def test_the_route_that_leads_to_the_api_is_not_the_route_of_a_request() -> None:
    send(find_nothing, route=SimpleNamespace(path="/api/{path:path}"))

    assert counted() == {("", UNMATCHED, "404"): 1}


def test_head_is_a_get_for_the_routes_and_for_the_metrics() -> None:
    seen = []

    async def record(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["method"])
        await succeed(scope, receive, send)

    send(record, method="HEAD")

    assert seen == ["GET"]
    assert counted() == {("GET", ROUTE.path, "204"): 1}


def test_a_failure_is_answered_with_a_problem_and_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    start, body = send(fail)

    assert start["status"] == 500
    assert b"urn:rein:problem:internal" in body["body"]
    assert b"secret" not in body["body"]
    assert counted() == {("GET", ROUTE.path, "500"): 1}
    assert [record.message for record in caplog.records] == ["api_request_failed"]


def test_a_response_that_has_begun_is_not_answered_a_second_time() -> None:
    messages = send(fail_late)

    assert [message["type"] for message in messages] == ["http.response.start"]
    assert counted() == {("GET", ROUTE.path, "200"): 1}
