import json

import httpx
import pytest

from core.exports.delivery_error import Next, Undelivered
from core.exports.retry_decision import MAX_WAIT_S, judge, network_faults

REQUEST = httpx.Request("POST", "http://opik.example/api")
NOON = "Sat, 21 Nov 2026 12:00:00 GMT"


def answer(status: int, body: str = "", **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, text=body, headers=named, request=REQUEST)


def verdict(response: httpx.Response) -> Undelivered:
    with pytest.raises(Undelivered) as caught:
        judge(response)
    return caught.value


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_a_yes_is_a_yes(status: int) -> None:
    judge(answer(status))


@pytest.mark.parametrize(
    ("status", "then"),
    [
        (400, Next.REFUSED),
        (413, Next.REFUSED),
        (422, Next.REFUSED),
        (401, Next.PAUSED),
        (402, Next.PAUSED),
        (403, Next.PAUSED),
        (404, Next.PAUSED),
        (301, Next.PAUSED),
        (408, Next.LATER),
        (429, Next.LATER),
        (500, Next.LATER),
        (503, Next.LATER),
        (599, Next.LATER),
    ],
)
def test_each_status_has_its_next_step(status: int, then: Next) -> None:
    assert verdict(answer(status)).then is then


@pytest.mark.parametrize(
    "response",
    [
        answer(200, "<html>Sign in</html>", content_type="text/html; charset=utf-8"),
        answer(200, "<!DOCTYPE html><p>Sign in", content_type="text/plain"),
        answer(200, "  <HTML>", content_type="application/json"),
    ],
)
def test_a_web_page_is_not_a_yes(response: httpx.Response) -> None:
    assert verdict(response).then is Next.LATER


@pytest.mark.parametrize(
    ("headers", "wait_s"),
    [
        ({}, None),
        ({"Retry_After": "12"}, 12),
        ({"RateLimit_Reset": "30"}, 30),
        ({"Retry_After": "12", "RateLimit_Reset": "30"}, 30),
        ({"Retry_After": "0"}, 0),
        ({"Retry_After": "-5"}, None),
        ({"Retry_After": "soon"}, None),
        ({"Retry_After": "999999"}, MAX_WAIT_S),
        ({"Date": NOON, "Retry_After": "Sat, 21 Nov 2026 12:01:30 GMT"}, 90),
        ({"Date": NOON, "Retry_After": "Sat, 21 Nov 2026 11:00:00 GMT"}, 0),
        ({"Date": NOON, "RateLimit_Reset": "1795262460"}, 60),
        ({"Retry_After": "Sat, 21 Nov 2026 12:01:30 GMT"}, None),
    ],
)
def test_the_server_says_how_long_to_wait(headers: dict[str, str], wait_s: float | None) -> None:
    assert verdict(answer(429, **headers)).wait_s == wait_s


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (json.dumps({"errors": ["name is blank", "id is old"]}), "name is blank; id is old"),
        (json.dumps({"code": 400, "message": "no", "details": "too_old"}), "no (too_old)"),
        (json.dumps({"detail": "not\nfound"}), "not found"),
        (json.dumps(["odd"]), '["odd"]'),
        ("plain words", "plain words"),
    ],
)
def test_the_reason_is_the_servers_own_words_in_one_line(body: str, said: str) -> None:
    assert verdict(answer(400, body)).reason == f"400 Bad Request: {said}"


def test_a_long_reason_is_cut() -> None:
    assert len(verdict(answer(400, "x" * 9_000)).reason) < 350


@pytest.mark.parametrize(
    ("error", "then"),
    [
        (httpx.ConnectError("refused"), Next.LATER),
        (httpx.ReadTimeout("slow"), Next.LATER),
        (httpx.ReadError("reset"), Next.LATER),
        (httpx.WriteError("reset"), Next.LATER),
        (httpx.RemoteProtocolError("hung up"), Next.LATER),
        (httpx.DecodingError("bad gzip"), Next.LATER),
        (httpx.InvalidURL("no"), Next.PAUSED),
        (httpx.UnsupportedProtocol("no"), Next.PAUSED),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_way_a_connection_fails_is_told_apart_from_a_refusal(
    error: Exception, then: Next
) -> None:
    with pytest.raises(Undelivered) as caught, network_faults("opik.example"):
        raise error

    assert caught.value.then is then
    assert "opik.example" in caught.value.reason


def test_a_key_that_the_server_echoes_is_not_shown() -> None:
    with pytest.raises(Undelivered) as caught, network_faults("opik.example", secret="key-123"):  # noqa: S106 - made up
        judge(answer(401, "no such key: key-123"))

    assert caught.value.reason == "401 Unauthorized: no such key: [key]"


def test_a_short_header_value_does_not_spoil_the_reason() -> None:
    with pytest.raises(Undelivered) as caught, network_faults("otlp.example", secret="0"):  # noqa: S106 - made up
        judge(answer(400, "no spans"))

    assert caught.value.reason == "400 Bad Request: no spans"
