"""A client that does not end its requests loses its connection; one that does is left alone."""

import logging
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from app import slow_requests
from app.slow_requests import OncePerMinute, limit_slow_requests

HEAD_S, BODY_S = 0.3, 0.6


async def echo(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(slow_requests, "HEAD_S", HEAD_S)
    monkeypatch.setattr(slow_requests, "BODY_S", BODY_S)
    limit_slow_requests()
    app = Starlette(routes=[Route("/", echo, methods=["GET", "POST"])])
    server = uvicorn.Server(uvicorn.Config(app, port=0, http="h11", log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(5)


@pytest.mark.parametrize(
    "half",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: a\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc",
        b"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HT",
    ],
    ids=["nothing", "half a head", "half a body", "half a second request"],
)
def test_a_half_request_is_closed(port: int, half: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
        client.sendall(half)
        try:
            while client.recv(1_000):
                pass
        except ConnectionResetError:
            return


def test_bytes_one_by_one_do_not_buy_more_time(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
        began = time.monotonic()
        with pytest.raises((ConnectionResetError, BrokenPipeError)):
            send_slowly(client, seconds=3.0)
        assert time.monotonic() - began < 3.0


def send_slowly(client: socket.socket, *, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        client.sendall(b"G")
        time.sleep(0.05)


def test_a_connection_between_requests_is_left_alone(port: int) -> None:
    whole = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
        client.sendall(whole)
        assert answer_of(client).startswith(b"HTTP/1.1 200")
        time.sleep(2 * HEAD_S)
        client.sendall(whole)
        assert answer_of(client).startswith(b"HTTP/1.1 200")


def answer_of(client: socket.socket) -> bytes:
    """Read one answer with its body of one byte: they may come in several parts."""
    answer = b""
    while not answer.partition(b"\r\n\r\n")[2]:
        part = client.recv(1_000)
        assert part, answer
        answer += part
    return answer


def test_missing_sockets_are_logged_once_a_minute() -> None:
    once = OncePerMinute()
    record = logging.LogRecord(
        "asyncio", logging.ERROR, "", 0, "socket.accept() out of system resource", None, None
    )
    other = logging.LogRecord("asyncio", logging.ERROR, "", 0, "another", None, None)

    assert [once.filter(record), once.filter(record)] == [True, False]
    assert once.filter(other)
