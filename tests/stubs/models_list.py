"""A loopback program at a port of a model server: it answers one GET with given bytes, or misbehaves."""

import socket
import threading
from types import TracebackType
from typing import Self


class ModelsList:
    """Answers every connection with `response`, byte by byte every `drip_s` if that is set."""

    def __init__(self, response: bytes, *, drip_s: float = 0.0) -> None:
        self._response = response
        self._drip_s = drip_s
        self._closing = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.02)
        self.requests: list[bytes] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        port: int = self._socket.getsockname()[1]
        return port

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._socket.accept()
            except TimeoutError:
                continue
            with connection:
                connection.settimeout(1)
                self.requests.append(connection.recv(65_536))
                self._send(connection)

    def _send(self, connection: socket.socket) -> None:
        size = 1 if self._drip_s else len(self._response) or 1
        try:
            for start in range(0, len(self._response), size):
                connection.sendall(self._response[start : start + size])
                if self._drip_s and self._closing.wait(self._drip_s):
                    return
        except OSError:
            return


def ok(body: bytes) -> bytes:
    """Return a response with this body."""
    return b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + body
