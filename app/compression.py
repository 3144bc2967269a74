"""Compressed front-end files: each is compressed once and kept, so that a first view costs a third of the bytes.

Streamlit serves its bundles as they are, because compressing them on every request costs more than it saves. Their
names carry a hash of their content, so compressing once is enough. Everything else (pages, websockets, downloads)
passes through untouched.
"""

import asyncio
import gzip
import threading
from collections import OrderedDict

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PREFIX = "/static/"
_SUFFIXES = (".js", ".css")
_LEVEL = 6
MAX_KEPT_BYTES = 32 * 1024 * 1024
"""All of Streamlit's bundles together are about half of this when compressed."""


class CompressedBundles:
    """ASGI middleware that answers requests for bundles from compressed copies."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: OrderedDict[str, tuple[MutableHeaders, bytes]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _is_for_us(scope):
            await self._app(scope, receive, send)
            return
        kept = self._kept.get(scope["path"])
        if kept is None:
            answer = _Answer(send)
            await self._app(scope, receive, answer)
            kept = await asyncio.to_thread(answer.compressed)
            if kept is None:
                return
            self._keep(scope["path"], kept)
        await _send(send, *kept)

    def _keep(self, path: str, kept: tuple[MutableHeaders, bytes]) -> None:
        with self._lock:
            if path in self._kept:
                return
            self._kept[path] = kept
            self._size += len(kept[1])
            while self._size > MAX_KEPT_BYTES:
                _, (_, dropped) = self._kept.popitem(last=False)
                self._size -= len(dropped)


class _Answer:
    """Holds a whole successful answer back; anything else goes straight through."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = bytearray()
        self._whole = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            self._whole = not message.get("more_body", False)

    def compressed(self) -> tuple[MutableHeaders, bytes] | None:
        """Return the compressed copy, None where there is none: half a file, left by its reader, is not kept."""
        if self._start is None or not self._whole:
            return None
        told = Headers(raw=list(self._start["headers"])).get("content-length")
        if told is not None and int(told) != len(self._body):
            return None
        body = gzip.compress(bytes(self._body), _LEVEL, mtime=0)
        headers = MutableHeaders(raw=list(self._start["headers"]))
        headers["content-encoding"] = "gzip"
        headers["content-length"] = str(len(body))
        headers.add_vary_header("Accept-Encoding")
        return headers, body


def _is_for_us(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].endswith(_SUFFIXES):
        return False
    headers = Headers(scope=scope)
    conditional = "if-none-match" in headers or "if-modified-since" in headers or "range" in headers
    return (
        scope["path"].startswith(_PREFIX)
        and "gzip" in headers.get("accept-encoding", "")
        and not conditional
    )


async def _send(send: Send, headers: MutableHeaders, body: bytes) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": headers.raw})
    await send({"type": "http.response.body", "body": body})
