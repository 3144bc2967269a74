"""A body is JSON in UTF-8, of limited length, and read once."""

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest

from app.api.json_body import MAX_BYTES, JsonRequest
from app.api.problem import ProblemError


def request_of(
    chunks: Iterable[bytes], *, content_type: str = "application/json", length: str | None = None
) -> JsonRequest:
    """Return a request that receives these chunks, and fails if it is read again."""
    parts = list(chunks)
    messages = [
        {"type": "http.request", "body": part, "more_body": n < len(parts)}
        for n, part in enumerate(parts, start=1)
    ]
    headers = [(b"content-type", content_type.encode())]
    if length is not None:
        headers.append((b"content-length", length.encode()))

    async def receive() -> Any:
        return messages.pop(0)

    return JsonRequest({"type": "http", "method": "POST", "headers": headers}, receive)


def status_of(request: JsonRequest) -> int:
    with pytest.raises(ProblemError) as raised:
        asyncio.run(request.json())
    return raised.value.status_code


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "Application/JSON",
        "application/json; charset=utf-8",
        'application/json;charset="UTF-8"',
    ],
)
def test_json_in_utf_8_is_read(content_type: str) -> None:
    request = request_of([b'{"a": "', "ä".encode(), b'"}'], content_type=content_type)

    assert asyncio.run(request.json()) == {"a": "ä"}


@pytest.mark.parametrize(
    "content_type", ["", "text/plain", "application/vnd.api+json", "application/json; charset=x"]
)
def test_another_type_is_refused_before_the_body_is_read(content_type: str) -> None:
    request = request_of([], content_type=content_type)  # a read would fail

    assert status_of(request) == 415


@pytest.mark.parametrize(
    "content", [b"", b"{", b"{'a': 1}", b'{"a": 1,}', b'"\\ud800"', b"\xff", b"{}{}"]
)
def test_what_is_not_json_is_refused(content: bytes) -> None:
    assert status_of(request_of([content])) == 400


def test_a_body_of_the_greatest_length_is_read_and_a_longer_one_is_not() -> None:
    longest = b'"' + b"a" * (MAX_BYTES - 2) + b'"'

    assert len(str(asyncio.run(request_of([longest]).json()))) == MAX_BYTES - 2
    assert status_of(request_of([longest, b" "])) == 413


def test_an_announced_length_is_refused_before_the_body_is_read() -> None:
    assert status_of(request_of([], length=str(MAX_BYTES + 1))) == 413


def test_a_false_announcement_does_not_help() -> None:
    assert status_of(request_of([b"a" * (MAX_BYTES + 1)], length="1")) == 413


def test_the_body_is_read_once() -> None:
    request = request_of([b"{}"])

    async def twice() -> tuple[bytes, object]:
        return await request.body(), await request.json()

    assert asyncio.run(twice()) == (b"{}", {})
