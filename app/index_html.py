"""Put our name, mark and font into Streamlit's HTML document, and the address of the server.

Streamlit's document has its own title and icon until the first script run ends, and preloads a
font that our theme replaces. A part that a later version words differently is left unchanged.

`page_keeper.js` keeps a person's place on a page: focus, scroll position, and one first drawing.

Streamlit's client would look for the server below a page's own address first, at
/costs/_stcore/health, and log a 404 at each deep link. If that path answered, the client would
take /costs as the base of everything. Our pages are one level deep, so the server is at "./" from
each of them.
"""

import re
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.coach import TODAY

_OUR_FONT = (
    b'<link rel="preload" href="./app/static/fonts/inter-latin-wght-normal.woff2" '
    b'as="font" type="font/woff2" crossorigin>'
)
_KEEPER = Path(__file__).with_name("page_keeper.js").read_bytes()
_COMMENT = re.compile(rb"^\s*//.*\n", re.MULTILINE)
_TITLE = (
    b"<title>Rein</title><script>"
    b'window.__streamlit={BACKEND_BASE_URL:new URL("./",location.href).href,...window.__streamlit}'
    b"</script>"
    b'<style>.rein-drawing [data-testid="stAppViewContainer"]{visibility:hidden}</style>'
    b"<script>%b</script>" % _COMMENT.sub(b"", _KEEPER)
)
_DROPPED_HEADERS = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since"})
_CHANGES: tuple[tuple[re.Pattern[bytes], bytes], ...] = (
    (re.compile(rb"<title>Streamlit</title>"), _TITLE),
    (
        re.compile(rb'<link rel="shortcut icon" href="\./favicon\.png" ?/>'),
        b'<link rel="icon" href="./app/static/mark.svg">',
    ),
    (
        re.compile(rb'<link\s+rel="preload"\s+href="\./static/media/SourceSans[^"]*"[^>]*>'),
        _OUR_FONT,
    ),
)


def to_front_page(request: Request) -> RedirectResponse:
    """Redirect to the front page, which Streamlit serves at the root path."""
    query = request.url.query
    return RedirectResponse(f"./?{query}" if query else "./")


ROUTES = (Route(f"/{TODAY.url_path}", to_front_page),)


def rebrand(document: bytes) -> bytes:
    """Return the document with our name, mark and font, and the address of the server."""
    for pattern, replacement in _CHANGES:
        document = pattern.sub(replacement.replace(b"\\", rb"\\"), document)
    return document


class BrandedIndex:
    """ASGI middleware that rebrands HTML documents and passes everything else through."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        await self._app(_without_negotiation(scope), receive, _Document(send))


def _without_negotiation(scope: Scope) -> Scope:
    """Return the request without headers that bring a compressed or unmodified document."""
    if "text/html" not in MutableHeaders(scope=scope).get("accept", ""):
        return scope
    return {
        **scope,
        "headers": [
            (name, value) for name, value in scope["headers"] if name not in _DROPPED_HEADERS
        ],
    }


class _Document:
    """Buffers an HTML document until it is complete."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_document(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        body = rebrand(bytes(self._body))
        headers = MutableHeaders(raw=list(start["headers"]))
        headers["content-length"] = str(len(body))
        for name in ("etag", "last-modified"):  # they describe the unchanged file
            if name in headers:
                del headers[name]
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": body})


def _is_document(start: Message) -> bool:
    headers = MutableHeaders(raw=list(start["headers"]))
    plain = "content-encoding" not in headers
    return (
        start["status"] == 200 and plain and headers.get("content-type", "").startswith("text/html")
    )
