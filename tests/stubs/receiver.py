"""What the stubs of receivers share: a loopback server that misbehaves as its script says, one entry a request."""

import gzip
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


class Trouble(StrEnum):
    NONE = "none"
    HANG = "hang"
    RESET = "reset"
    LOST_ACK = "lost_ack"
    """The request is carried out, and the connection is reset before the answer."""
    HTML = "html"
    STATUS = "status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What happens to one request."""

    trouble: Trouble = Trouble.NONE
    status: int = 500
    headers: Mapping[str, str] = field(default_factory=dict)
    words: str = "It did not work."
    latency_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    verb: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: int = 204
    body: bytes = b""
    kind: str = "application/json"


Script = Callable[[Request], Turn] | Iterable[Turn]


def refuse(status: int, words: str = "It did not work.", **headers: str) -> Turn:
    """A turn that answers with a status; header names are given with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Turn(trouble=Trouble.STATUS, status=status, words=words, headers=named)


class Receiver:
    """A loopback server. `script` is a queue (then all goes well) or a function of the request."""

    def __init__(self, script: Script = (), *, port: int = 0) -> None:
        self._queue = deque(script) if not callable(script) else deque()
        self._decide = script if callable(script) else None
        self._closing = threading.Event()
        self.lock = threading.Lock()
        self.requests: list[Request] = []
        self._server = _Server(("127.0.0.1", port), self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def plan(self, script: Script) -> None:
        """Change what happens from now on."""
        with self.lock:
            self._decide = script if callable(script) else None
            self._queue = deque(script) if not callable(script) else deque()

    def accept(self, request: Request) -> Answer:
        """Carry a request out; each receiver's stub knows how."""
        raise NotImplementedError

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

    def answer(self, wire: "_Wire", request: Request) -> None:
        with self.lock:
            self.requests.append(request)
            turn = (
                self._decide(request)
                if self._decide
                else self._queue.popleft()
                if self._queue
                else Turn()
            )
        if turn.latency_s and self._closing.wait(turn.latency_s):
            return
        match turn.trouble:
            case Trouble.HANG:
                self._closing.wait(30)
            case Trouble.RESET:
                wire.reset()
            case Trouble.LOST_ACK:
                self.accept(request)
                wire.reset()
            case Trouble.HTML:
                wire.send(
                    Answer(status=200, body=b"<html><body>Welcome</body></html>", kind="text/html"),
                    {},
                )
            case Trouble.STATUS:
                words = ('{"errors": ["' + turn.words + '"]}').encode()
                wire.send(Answer(status=turn.status, body=words), turn.headers)
            case Trouble.NONE:
                wire.send(self.accept(request), {})


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256

    def __init__(self, address: tuple[str, int], receiver: Receiver) -> None:
        self.receiver = receiver
        super().__init__(address, _Wire)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of the game; anything else shows in the reply it did not get."""


class _Wire(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if self.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        request = Request(
            verb=self.command, path=self.path, headers=dict(self.headers.items()), body=body
        )
        self.server.receiver.answer(self, request)

    do_GET = do_PUT = do_PATCH = do_POST  # noqa: N815 - names the server looks for

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - inherited signature
        """Stay quiet."""

    def send(self, answer: Answer, headers: Mapping[str, str]) -> None:
        self.send_response(answer.status)
        for name, value in {"content-type": answer.kind, **headers}.items():
            self.send_header(name, value)
        if answer.status != 204:
            self.send_header("content-length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def reset(self) -> None:
        """Drop the connection the hard way, with RST instead of FIN."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True


def serve(receiver: Receiver, variable: str) -> None:
    """Say under which setting the receiver is found, and go on until the process is ended."""
    with receiver:
        print(f"{variable}={receiver.url}", flush=True)  # noqa: T201 - what the caller waits for
        threading.Event().wait()
