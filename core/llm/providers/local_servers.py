"""Finds model servers on this machine at their usual ports.

Only 127.0.0.1 is asked, at ports that are constants: no address comes from a person or a file. The
request is a plain GET without redirects or proxies, and it has a hard deadline, because any program
may listen at such a port.
"""

import asyncio
import json
from dataclasses import dataclass

from core.llm.providers.deadline import run_with_timeout
from core.text import strip_unstorable

HOST = "127.0.0.1"
TIMEOUT_S = 0.3
MAX_BYTES = 256_000
MAX_MODELS = 50
MAX_NAME = 200
_OK = b"200"
_NOT_FOR_TEXT = "embed"
"""Part of the names of models that return vectors, which no server marks in its list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalServer:
    """A program that serves models on this machine."""

    key: str
    name: str
    port: int

    @property
    def address(self) -> str:
        """Its OpenAI-compatible address."""
        return f"http://{HOST}:{self.port}/v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningServer:
    """A server that answered, and the models it offers."""

    server: LocalServer
    models: tuple[str, ...]


LOCAL_SERVERS: tuple[LocalServer, ...] = (
    LocalServer(key="ollama", name="Ollama", port=11_434),
    LocalServer(key="llama-cpp", name="llama.cpp", port=8_080),
    LocalServer(key="lm-studio", name="LM Studio", port=1_234),
)


def find_local_server(key: str) -> LocalServer | None:
    """Return the server with this key, running or not, or None."""
    return next((server for server in LOCAL_SERVERS if server.key == key), None)


def find_running_servers() -> tuple[RunningServer, ...]:
    """Return the servers that answer within the time-out and offer a model, all asked at once."""

    async def ask_all() -> list[tuple[str, ...]]:
        return await asyncio.gather(*(_list_models(server) for server in LOCAL_SERVERS))

    try:
        found = run_with_timeout(2 * TIMEOUT_S, ask_all)
    except TimeoutError:  # this machine is too busy to say
        return ()
    return tuple(
        RunningServer(server=server, models=models)
        for server, models in zip(LOCAL_SERVERS, found, strict=True)
        if models
    )


async def _list_models(server: LocalServer) -> tuple[str, ...]:
    try:
        async with asyncio.timeout(TIMEOUT_S):
            return _parse(await _get(server.port))
    except (OSError, ValueError, RecursionError):  # TimeoutError is an OSError
        return ()


async def _get(port: int) -> bytes:
    """Return a response with its head. HTTP/1.0, so that its body ends with the connection."""
    reader, writer = await asyncio.open_connection(HOST, port)
    try:
        request = f"GET /v1/models HTTP/1.0\r\nHost: {HOST}:{port}\r\nAccept: application/json\r\n"
        writer.write(f"{request}Connection: close\r\n\r\n".encode())
        received = bytearray()
        while len(received) <= MAX_BYTES and (piece := await reader.read(65_536)):
            received += piece
        return bytes(received[: MAX_BYTES + 1])
    finally:
        writer.close()


def _parse(response: bytes) -> tuple[str, ...]:
    """Return the models in a response; none if it is not the list of an OpenAI-compatible API."""
    head, _, body = response.partition(b"\r\n\r\n")
    if len(response) > MAX_BYTES or head.split(b" ", 2)[1:2] != [_OK]:
        return ()
    given = json.loads(body)
    entries = given.get("data") if isinstance(given, dict) else None
    names = [
        entry["id"]
        for entry in (entries if isinstance(entries, list) else ())
        if isinstance(entry, dict) and isinstance(entry.get("id"), str)
    ]
    fit = [strip_unstorable(name) for name in names if 0 < len(name) <= MAX_NAME]
    useful = [name for name in fit if name.isprintable() and _NOT_FOR_TEXT not in name.lower()]
    return tuple(dict.fromkeys(useful))[:MAX_MODELS]
