"""Bodies are bounded in bytes and in time, whatever the client announces."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from fastapi import Request

from app.api.problem import ProblemError
from app.api.request_body import read_body


def request(
    chunks: Sequence[bytes], *, announced: str | None = None, pause_s: float = 0.0
) -> Request:
    """A request whose body arrives in these parts, with a pause before each."""
    waiting = list(chunks)

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(pause_s)
        body = waiting.pop(0) if waiting else b""
        return {"type": "http.request", "body": body, "more_body": bool(waiting)}

    headers = [] if announced is None else [(b"content-length", announced.encode("latin-1"))]
    return Request({"type": "http", "method": "POST", "headers": headers}, receive)


def read(sent: Request, *, within_s: float = 5.0) -> bytes:
    return asyncio.run(read_body(sent, limit=10, within_s=within_s))


def test_a_body_within_both_limits_is_read_whole() -> None:
    assert read(request([b"hello", b"", b"world"])) == b"helloworld"


@pytest.mark.parametrize(
    ("chunks", "announced"),
    [
        ([b"x" * 11], None),
        ([b"x" * 6, b"x" * 6], "3"),
        ([b""], "11"),
        ([b"x" * 11], "many"),
        ([b"x" * 11], "²"),
    ],
)
def test_a_body_that_is_too_long_is_refused_whatever_is_announced(
    chunks: list[bytes], announced: str | None
) -> None:
    with pytest.raises(ProblemError) as refused:
        read(request(chunks, announced=announced))

    assert refused.value.status_code == 413


def test_a_body_that_drips_is_cut_off() -> None:
    with pytest.raises(ProblemError) as refused:
        read(request([b"x"] * 9, pause_s=0.02), within_s=0.05)

    assert refused.value.status_code == 408
