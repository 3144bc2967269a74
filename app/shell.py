"""The first bytes of every page: our name and mark instead of Streamlit's, and our font first.

Streamlit's document names itself, shows its own mark until the first script run ends, and asks for a typeface that our
theme replaces before anything else. A text that a later Streamlit words differently is simply left as it is.

It also says where the server is. Streamlit's client would look for it below a page's own address first, at
/costs/_stcore/health, and note a 404 in the console at each deep link; and if that were answered, it would take /costs
for the place where everything is. Our pages have one name each, so the server is where "./" leads from any of them.
"""

import re

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.coach import GOALS

_OUR_FONT = (
    b'<link rel="preload" href="./app/static/fonts/inter-latin-wght-normal.woff2" '
    b'as="font" type="font/woff2" crossorigin>'
)
_TITLE = (
    b"<title>Rein</title><script>"
    b'window.__streamlit={BACKEND_BASE_URL:new URL("./",location.href).href,...window.__streamlit}'
    b"</script>"
)
_IN_THE_WAY = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since"})
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
    """Lead to the front page: it has no name of its own in Streamlit, but people write and link one."""
    query = request.url.query
    return RedirectResponse(f"./?{query}" if query else "./")


ROUTES = (Route(f"/{GOALS.url_path}", to_front_page),)


def ours(document: bytes) -> bytes:
    """Return the document with our name, mark and font, and the server's place."""
    for pattern, replacement in _CHANGES:
        document = pattern.sub(replacement, document)
    return document


class OwnShell:
    """ASGI middleware that changes whole HTML documents and passes everything else through."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        await self._app(_asking_plainly(scope), receive, _Document(send))


def _asking_plainly(scope: Scope) -> Scope:
    """Return what a browser asks for a document without what would bring one that cannot be changed.

    Streamlit would compress it before it comes here, or say that the browser's copy is still its own.
    """
    if "text/html" not in MutableHeaders(scope=scope).get("accept", ""):
        return scope
    return {
        **scope,
        "headers": [(name, value) for name, value in scope["headers"] if name not in _IN_THE_WAY],
    }


class _Document:
    """Holds an HTML document back until it is whole."""

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
        body = ours(bytes(self._body))
        headers = MutableHeaders(raw=list(start["headers"]))
        headers["content-length"] = str(len(body))
        for name in (
            "etag",
            "last-modified",
        ):  # they describe the file, and this is no longer the file
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
