"""Close connections that begin a request and do not end it.

uvicorn waits for the rest of a request without end, so a client that opens many sockets and sends a
half request on each takes every socket of the process. A connection now has a time for its first
bytes, for the head of a request and for its body. https://en.wikipedia.org/wiki/Slowloris
"""

import asyncio
import logging
import time
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_S = 15.0
BODY_S = 120.0
_OUT_OF_SOCKETS = "socket.accept() out of system resource"
_REPEAT_AFTER_S = 60.0


class TimedProtocol:
    """Watches the requests of one connection; uvicorn's protocol calls it."""

    def __init__(self, protocol: H11Protocol, loop: asyncio.AbstractEventLoop) -> None:
        self._protocol = protocol
        self._loop = loop
        self._timer: asyncio.TimerHandle | None = None
        self._part = ""

    def look(self) -> None:
        """Start, restart or stop the clock after bytes came in, or an answer is complete."""
        part = self._open_part()
        if part == self._part:
            return
        self._part = part
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if part:
            limit_s = BODY_S if part == "body" else HEAD_S
            self._timer = self._loop.call_later(limit_s, self._close)

    def _open_part(self) -> str:
        """Return what the client has begun and not ended: "head", "body", or nothing."""
        protocol = self._protocol
        if protocol.transport.get_protocol() is not protocol:  # it is a websocket now
            return ""
        state = protocol.conn.their_state
        if state is h11.SEND_BODY:
            return "body"
        unread = bool(protocol.conn.trailing_data[0])
        return "head" if state is h11.IDLE and (unread or protocol.cycle is None) else ""

    def _close(self) -> None:
        if self._open_part():
            self._protocol.transport.abort()


def limit_slow_requests() -> None:
    """Give each connection that is accepted from now on a time for its requests."""
    if getattr(H11Protocol, "_rein_timed", False):
        return
    made, received = H11Protocol.connection_made, H11Protocol.data_received
    completed = H11Protocol.on_response_complete

    def connection_made(self: Any, transport: Any) -> None:  # noqa: ANN401 - uvicorn's own types
        made(self, transport)
        self.rein_timed = TimedProtocol(self, asyncio.get_running_loop())
        self.rein_timed.look()

    def data_received(self: Any, data: bytes) -> None:  # noqa: ANN401 - uvicorn's own type
        received(self, data)
        self.rein_timed.look()

    def on_response_complete(self: Any) -> None:  # noqa: ANN401 - uvicorn's own type
        completed(self)
        self.rein_timed.look()  # the next request may have been begun with the bytes of this one

    setattr(H11Protocol, "connection_made", connection_made)  # noqa: B010 - mypy refuses a method
    setattr(H11Protocol, "data_received", data_received)  # noqa: B010
    setattr(H11Protocol, "on_response_complete", on_response_complete)  # noqa: B010
    setattr(H11Protocol, "_rein_timed", True)  # noqa: B010


class OncePerMinute(logging.Filter):
    """Lets asyncio's complaint about missing sockets through once a minute, not for each try."""

    def __init__(self) -> None:
        super().__init__()
        self._next = 0.0

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the record is written."""
        if _OUT_OF_SOCKETS not in record.getMessage():
            return True
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + _REPEAT_AFTER_S
        return True
