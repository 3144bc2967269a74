"""What all stub servers share: a script, a count of what was asked and billed, and sockets that misbehave on demand."""

import json
import select
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from tests.stubs.answers import PLAIN, sensible
from tests.stubs.faults import BILLED, Fault, spoil
from tests.stubs.sse import Break, Step, Wire, steps


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
    streamed: bool = False
    raw: bytes = b""
    """The body as it came over the wire."""


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
    breaks: Break | None = None
    """How the stream goes wrong, where one was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Http:
    """A response on the wire."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    events: Sequence[bytes] = ()
    """The events of a stream, instead of a body."""


Script = Callable[[Asked], Reply] | Iterable[Reply | Fault | Break]


class StubServer:
    """A loopback server for one provider. `script` is a queue (then sensible replies) or a function of the request."""

    unbilled: frozenset[Fault] = frozenset()
    """Faults that this provider answers without a bill, though others send one."""

    def __init__(
        self, script: Script = (), *, latencies: Mapping[str, float] | None = None, port: int = 0
    ) -> None:
        self._queue = deque(script) if not callable(script) else deque()
        self._decide = script if callable(script) else None
        self._latencies = latencies or {}
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self.asked: list[Asked] = []
        self.billed = Tokens()
        """Sum over the replies that carried usage."""
        self.connections = 0
        """Connections that are open now."""
        self._server = _Server(("127.0.0.1", port), self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )
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
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def understand(self, path: str, headers: Mapping[str, str], body: dict[str, Any]) -> Asked:
        """Read one request; each provider's stub knows how."""
        raise NotImplementedError

    def respond(self, asked: Asked, reply: Reply, text: str, tokens: Tokens) -> Http:
        """Write one reply in the provider's wire format."""
        raise NotImplementedError

    def error_events(self) -> tuple[bytes, bytes]:
        """Return the events that end a stream of this provider: overloaded, and out of quota."""
        raise NotImplementedError

    def count_connection(self, by: int) -> None:
        with self._lock:
            self.connections += by

    def answer(self, wire: "_Wire") -> None:
        """Decide on a reply, count it, and let the wire carry it out."""
        raw = wire.rfile.read(int(wire.headers.get("content-length", 0)))
        asked = self.understand(wire.path, dict(wire.headers.items()), json.loads(raw or b"{}"))
        asked = replace(asked, raw=raw)
        reply = self._reply_to(asked)
        default = sensible(asked.purpose, asked.user) if asked.schema else PLAIN
        text = spoil(reply.fault, reply.text if reply.text is not None else default)
        if reply.breaks is Break.REFUSED:
            text = text[: len(text) // 2]
        tokens = reply.tokens or self._count(asked, reply, text)
        with self._lock:
            self.asked.append(asked)
            if reply.fault in BILLED - self.unbilled and reply.breaks in {None, Break.REFUSED}:
                self.billed += tokens
        latency = (
            reply.latency_s
            if reply.latency_s is not None
            else self._latencies.get(asked.purpose, 0.0)
        )
        if latency and self._closing.wait(latency):
            return
        self._carry_out(wire, reply, lambda: self.respond(asked, reply, text, tokens))

    def wait(self, wire: "_Wire") -> None:
        """Be silent until the client hangs up."""
        until = time.monotonic() + 30
        while time.monotonic() < until and not self._closing.wait(0.01):
            if select.select([wire.connection], [], [], 0)[0] and not wire.connection.recv(
                1, socket.MSG_PEEK
            ):
                wire.close_connection = True
                return

    def _reply_to(self, asked: Asked) -> Reply:
        if self._decide is not None:
            return self._decide(asked)
        with self._lock:
            given = self._queue.popleft() if self._queue else Reply()
        match given:
            case Break():
                return Reply(breaks=given)
            case Fault():
                return Reply(fault=given)
            case _:
                return given

    def _count(self, asked: Asked, reply: Reply, text: str) -> Tokens:
        thinking = 300 if reply.fault is Fault.TRUNCATED_EMPTY else 0
        return Tokens(
            input=(len(asked.system) + len(asked.user)) // 4,
            output=len(text) // 4,
            thinking=thinking,
        )

    def _carry_out(self, wire: "_Wire", reply: Reply, respond: Callable[[], Http]) -> None:
        match reply.fault:
            case Fault.HANG:
                self.wait(wire)
            case Fault.RESET:
                wire.reset()
            case Fault.DRIP:
                wire.drip(respond(), self._closing)
            case Fault.GARBAGE:
                wire.send(Http(status=200, body=b"\x00\xffnot json at all"))
            case Fault.HTML:
                wire.send(
                    Http(
                        status=200,
                        body=b"<html>502 Bad Gateway</html>",
                        headers={"content-type": "text/html"},
                    )
                )
            case Fault.WRONG_SHAPE:
                wire.send(Http(status=200, body=b'["surprise"]'))
            case _:
                http = respond()
                if http.events:
                    wire.stream(
                        steps(http.events, reply.breaks, self.error_events()), self._closing
                    )
                else:
                    wire.send(http)


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

    def setup(self) -> None:
        super().setup()
        self.server.stub.count_connection(1)

    def finish(self) -> None:
        self.server.stub.count_connection(-1)
        super().finish()

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

    def stream(self, doing: Iterable[Step], closing: threading.Event) -> None:
        """Send events as they are due."""
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for step in doing:
            match step:
                case Wire.CLOSE:
                    self.close_connection = True
                    return
                case Wire.RESET:
                    self.reset()
                    return
                case Wire.WAIT:
                    self.server.stub.wait(self)
                    return
                case Wire.PAUSE:
                    closing.wait(0.1)
                case bytes():
                    self.wfile.write(f"{len(step):x}\r\n".encode() + step + b"\r\n")
                    self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")

    def drip(self, http: Http, closing: threading.Event) -> None:
        """Send a byte every now and then: a timeout per read never fires."""
        self.send_response(http.status)
        self.send_header("content-type", "application/json")
        body = http.body or b"".join(http.events)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        until = time.monotonic() + 30
        for index in range(len(body)):
            self.wfile.write(body[index : index + 1])
            self.wfile.flush()
            if closing.wait(0.1) or time.monotonic() > until:
                return

    def reset(self) -> None:
        """Drop the connection the hard way, with RST instead of FIN."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True
