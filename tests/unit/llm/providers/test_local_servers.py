"""Model servers are looked for on this machine only, quickly, and whatever listens there is harmless."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from core.llm.providers import local_servers
from core.llm.providers.local_servers import (
    LOCAL_SERVERS,
    MAX_BYTES,
    LocalServer,
    find_running_servers,
)
from tests.stubs.models_list import ModelsList, ok

Serve = Callable[..., ModelsList]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """A program that answers at the port of the one server that is looked for."""
    with ExitStack() as stack:

        def start(response: bytes, *, drip_s: float = 0.0) -> ModelsList:
            stub = stack.enter_context(ModelsList(response, drip_s=drip_s))
            server = LocalServer(key="ollama", name="Ollama", port=stub.port)
            monkeypatch.setattr(local_servers, "LOCAL_SERVERS", (server,))
            return stub

        yield start


def models() -> tuple[str, ...]:
    return tuple(model for one in find_running_servers() for model in one.models)


def test_the_usual_ports_on_loopback_are_the_only_ones() -> None:
    assert [server.address for server in LOCAL_SERVERS] == [
        "http://127.0.0.1:11434/v1",
        "http://127.0.0.1:8080/v1",
        "http://127.0.0.1:1234/v1",
    ]


def test_a_server_is_found_with_its_models(serve: Serve) -> None:
    stub = serve(ok(b'{"object": "list", "data": [{"id": "qwen:4b"}, {"id": "gemma"}]}'))

    assert models() == ("qwen:4b", "gemma")
    assert stub.requests[0].startswith(b"GET /v1/models HTTP/1.0\r\nHost: 127.0.0.1:")


def test_a_model_that_writes_no_text_is_not_offered(serve: Serve) -> None:
    serve(ok(b'{"data": [{"id": "text-embedding-nomic"}, {"id": "gemma"}, {"id": "gemma"}]}'))

    assert models() == ("gemma",)


@pytest.mark.parametrize(
    "response",
    [
        b"",
        b"\x00\xff",
        b"SSH-2.0-OpenSSH\r\n",
        ok(b""),
        ok(b"<html>Tomcat</html>"),
        ok(b'{"data": "no list"}'),
        ok(b'{"data": [1, {"id": 2}, {"name": "x"}, {"id": ""}, {"id": "a\\u0007b"}]}'),
        ok(b"[" * 100_000),
        b'HTTP/1.0 404 Not Found\r\n\r\n{"data": [{"id": "gemma"}]}',
        b"HTTP/1.0 302 Found\r\nLocation: http://example.org/\r\n\r\n",
        ok(b'{"data": [{"id": "gemma"}], "x": "' + b"x" * MAX_BYTES + b'"}'),
    ],
    ids=[
        "nothing", "binary", "ssh", "no-body", "html", "no-list", "no-names", "nested", "refused",
        "redirect", "endless",
    ],
)  # fmt: skip
def test_any_other_program_is_no_model_server(serve: Serve, response: bytes) -> None:
    serve(response)

    assert find_running_servers() == ()


def test_nothing_at_the_port_is_no_model_server(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = LocalServer(key="ollama", name="Ollama", port=9)
    monkeypatch.setattr(local_servers, "LOCAL_SERVERS", (closed,))

    assert find_running_servers() == ()


def test_a_program_that_answers_slowly_is_given_up_after_the_time_out(serve: Serve) -> None:
    serve(ok(b'{"data": [{"id": "gemma"}]}'), drip_s=0.1)
    began = time.monotonic()

    assert find_running_servers() == ()
    assert time.monotonic() - began < 2
