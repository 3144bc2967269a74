"""What all stub servers share: a script, a count of what was asked and billed, and sockets that misbehave on demand."""

import json
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from tests.stubs.answers import sensible
from tests.stubs.faults import BILLED, Fault, spoil


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request, as a stub understood it."""

    purpose: str
    model: str
    system: str
    user: str
    schema: dict[str, Any]
    body: dict[str, Any]
    headers: Mapping[str, str]
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What a reply bills."""

    input: int = 0
    output: int = 0
    thinking: int = 0
    cached: int = 0

    def __add__(self, other: "Tokens") -> "Tokens":
        return Tokens(
            input=self.input + other.input,
            output=self.output + other.output,
            thinking=self.thinking + other.thinking,
            cached=self.cached + other.cached,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the stub does with one request; text None means a sensible answer."""

    fault: Fault = Fault.OK
    text: str | None = None
    latency_s: float | None = None
    retry_s: float = 2.0
    tokens: Tokens | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Http:
    """A response on the wire."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


Script = Callable[[Asked], Reply] | Iterable[Reply | Fault]


class StubServer:
    """A loopback server for one maker. `script` is a queue (then sensible replies) or a function of the request."""

    unbilled: frozenset[Fault] = frozenset()
    """Faults that this maker answers without a bill, though others send one."""

    def __init__(self, script: Script = (), *, latencies: Mapping[str, float] | None = None, port: int = 0) -> None:
        self._queue = deque(script) if not callable(script) else deque()
        self._decide = script if callable(script) else None
        self._latencies = latencies or {}
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self.asked: list[Asked] = []
        self.billed = Tokens()
        """Sum over the replies that carried usage."""
        self._server = _Server(("127.0.0.1", port), self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def calls(self) -> int:
        return len(self.asked)

    def count(self, purpose: str) -> int:
        return sum(asked.purpose == purpose for asked in self.asked)

    def close(self) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def understand(self, path: str, headers: Mapping[str, str], body: dict[str, Any]) -> Asked:
        """Read one request; each maker's stub knows how."""
        raise NotImplementedError

    def respond(self, asked: Asked, reply: Reply, text: str, tokens: Tokens) -> Http:
        """Write one reply in the maker's wire format."""
        raise NotImplementedError

    def answer(self, wire: "_Wire") -> None:
        """Decide on a reply, count it, and let the wire carry it out."""
        body = json.loads(wire.rfile.read(int(wire.headers.get("content-length", 0))) or b"{}")
        asked = self.understand(wire.path, dict(wire.headers.items()), body)
        reply = self._reply_to(asked)
        text = spoil(reply.fault, reply.text if reply.text is not None else sensible(asked.purpose, asked.user))
        tokens = reply.tokens or self._count(asked, reply, text)
        with self._lock:
            self.asked.append(asked)
            if reply.fault in BILLED - self.unbilled:
                self.billed += tokens
        latency = reply.latency_s if reply.latency_s is not None else self._latencies.get(asked.purpose, 0.0)
        if latency and self._closing.wait(latency):
            return
        self._carry_out(wire, reply, lambda: self.respond(asked, reply, text, tokens))

    def _reply_to(self, asked: Asked) -> Reply:
        if self._decide is not None:
            return self._decide(asked)
        with self._lock:
            given = self._queue.popleft() if self._queue else Reply()
        return given if isinstance(given, Reply) else Reply(fault=given)

    def _count(self, asked: Asked, reply: Reply, text: str) -> Tokens:
        thinking = 300 if reply.fault is Fault.TRUNCATED_EMPTY else 0
        return Tokens(input=(len(asked.system) + len(asked.user)) // 4, output=len(text) // 4, thinking=thinking)

    def _carry_out(self, wire: "_Wire", reply: Reply, respond: Callable[[], Http]) -> None:
        match reply.fault:
            case Fault.HANG:
                self._closing.wait(30)
            case Fault.RESET:
                wire.reset()
            case Fault.DRIP:
                wire.drip(respond(), self._closing)
            case Fault.GARBAGE:
                wire.send(Http(status=200, body=b"\x00\xffnot json at all"))
            case Fault.HTML:
                wire.send(Http(status=200, body=b"<html>502 Bad Gateway</html>", headers={"content-type": "text/html"}))
            case Fault.WRONG_SHAPE:
                wire.send(Http(status=200, body=b'["surprise"]'))
            case _:
                wire.send(respond())


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256

    def __init__(self, address: tuple[str, int], stub: StubServer) -> None:
        self.stub = stub
        super().__init__(address, _Wire)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of the game; anything else shows in the reply it did not get."""


class _Wire(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_POST(self) -> None:
        self.server.stub.answer(self)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - inherited signature
        """Stay quiet."""

    def send(self, http: Http) -> None:
        self.send_response(http.status)
        for name, value in {"content-type": "application/json", **http.headers}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(http.body)))
        self.end_headers()
        self.wfile.write(http.body)

    def drip(self, http: Http, closing: threading.Event) -> None:
        """Send a byte every now and then: a timeout per read never fires."""
        self.send_response(http.status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(http.body)))
        self.end_headers()
        until = time.monotonic() + 30
        for index in range(len(http.body)):
            self.wfile.write(http.body[index : index + 1])
            self.wfile.flush()
            if closing.wait(0.1) or time.monotonic() > until:
                return

    def reset(self) -> None:
        """Drop the connection the hard way, with RST instead of FIN."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True
