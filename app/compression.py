"""Compress front-end bundles once and serve them from memory: a third of the bytes.

Streamlit serves its bundles uncompressed, because compressing them on every request costs more
than it saves. Their names contain a hash of their content, so compressing once is enough.
Everything else (pages, websockets, downloads) passes through unchanged.
"""

import asyncio
import gzip
import threading
from collections import OrderedDict

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FOLDER = "/static/"
_SUFFIXES = (".js", ".css")
_LEVEL = 6
MAX_CACHED_BYTES = 32 * 1024 * 1024
"""Streamlit's bundles take about half of this when compressed."""


class CompressedBundles:
    """ASGI middleware that serves compressed bundles from memory."""

    def __init__(self, app: ASGIApp, *, base_path: str = "") -> None:
        self._app = app
        self._prefix = base_path + _FOLDER
        self._cache: OrderedDict[str, tuple[MutableHeaders, bytes]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _is_bundle(scope, self._prefix):
            await self._app(scope, receive, send)
            return
        cached = self._cache.get(scope["path"])
        if cached is None:
            response = _BufferedResponse(send)
            await self._app(scope, receive, response)
            cached = await asyncio.to_thread(response.compressed)
            if cached is None:
                return
            self._store(scope["path"], cached)
        await _send(send, *cached)

    def _store(self, path: str, cached: tuple[MutableHeaders, bytes]) -> None:
        with self._lock:
            if path in self._cache:
                return
            self._cache[path] = cached
            self._size += len(cached[1])
            while self._size > MAX_CACHED_BYTES:
                _, (_, dropped) = self._cache.popitem(last=False)
                self._size -= len(dropped)


class _BufferedResponse:
    """Buffers a successful response; any other is sent at once."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = bytearray()
        self._complete = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            self._complete = not message.get("more_body", False)

    def compressed(self) -> tuple[MutableHeaders, bytes] | None:
        """Return the compressed response, or None if it is incomplete."""
        if self._start is None or not self._complete:
            return None
        length = Headers(raw=list(self._start["headers"])).get("content-length")
        if length is not None and int(length) != len(self._body):
            return None
        body = gzip.compress(bytes(self._body), _LEVEL, mtime=0)
        headers = MutableHeaders(raw=list(self._start["headers"]))
        headers["content-encoding"] = "gzip"
        headers["content-length"] = str(len(body))
        headers.add_vary_header("Accept-Encoding")
        return headers, body


def _is_bundle(scope: Scope, prefix: str) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].endswith(_SUFFIXES):
        return False
    headers = Headers(scope=scope)
    conditional = "if-none-match" in headers or "if-modified-since" in headers or "range" in headers
    return (
        scope["path"].startswith(prefix)
        and "gzip" in headers.get("accept-encoding", "")
        and not conditional
    )


async def _send(send: Send, headers: MutableHeaders, body: bytes) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": headers.raw})
    await send({"type": "http.response.body", "body": body})
