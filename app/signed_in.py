"""Ask people without a session to sign in, before anything of Streamlit's reaches them.

The pages check the session again in each run; this keeps strangers away from the websocket, the
uploads and the media files too. What has an authentication of its own, or holds nothing of a
person, passes.
"""

from http import HTTPStatus
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from app import auth, services
from core.usecases.sign_in.sessions import find_session_user

OPEN_PATHS = (
    "/account",  # the forms
    "/api",  # tokens
    "/health",
    "/metrics",
    "/calendar",  # secret addresses
    "/shared",
    "/mail",
    "/static",  # the program of the pages, the same for everybody
    "/app/static",
    "/favicon.png",
)
"""A path passes without a session if it is one of these, or below one of them."""

_REFUSED = "Sign in first.\n"


class SessionRequired:
    """ASGI middleware that admits requests with a session; without accounts it admits all."""

    def __init__(self, app: ASGIApp, *, base_path: str = "") -> None:
        self._app = app
        self._base_path = base_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"} or await self._may_pass(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(code=1008, reason=_REFUSED.strip())(scope, receive, send)
        elif _is_document(scope):
            target = quote(_address(scope), safe="")
            answer = RedirectResponse(
                f"{self._base_path}/account/sign-in?next={target}",
                status_code=HTTPStatus.SEE_OTHER,
                headers={"Cache-Control": "no-store"},
            )
            await answer(scope, receive, send)
        else:
            refused = PlainTextResponse(_REFUSED, status_code=HTTPStatus.UNAUTHORIZED)
            await refused(scope, receive, send)

    async def _may_pass(self, scope: Scope) -> bool:
        rein = services.rein()
        if self._is_open(scope["path"]) or not auth.needs_account(rein.settings):
            return True
        secret = HTTPConnection(scope).cookies.get(auth.COOKIE)
        return await run_in_threadpool(find_session_user, rein, secret) is not None

    def _is_open(self, path: str) -> bool:
        below = path.removeprefix(self._base_path) if self._base_path else path
        return any(
            one == opened or one.startswith(f"{opened}/")
            for opened in OPEN_PATHS
            for one in (path, below)
        )


def _is_document(scope: Scope) -> bool:
    """Return whether a browser wants to show the answer as a page."""
    accepts = HTTPConnection(scope).headers.get("accept", "")
    return scope["method"] in {"GET", "HEAD"} and "text/html" in accepts


def _address(scope: Scope) -> str:
    query = scope.get("query_string", b"").decode("ascii", "replace")
    return f"{scope['path']}?{query}" if query else str(scope["path"])
