"""Refuse requests that another site makes in a visitor's browser.

A site whose name resolves to 127.0.0.1 (DNS rebinding) reaches the server with a Host and an Origin
of its own. Without accounts, it would be the admin. So the Host must be a name this server is known
by, and what changes something or opens a websocket must come from a page of the same address.
https://owasp.org/www-community/attacks/DNS_Rebinding, RFC 9110 section 7.4 (421), RFC 6454.
"""

import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_PORTS: Mapping[str, int] = {"http": 80, "https": 443}
_WRONG_HOST = (
    "This server is not known by the name in the address. Open it as http://localhost, or name the "
    "host in REIN_ALLOWED_HOSTS.\n"
)
_WRONG_ORIGIN = "This request comes from a page of another address, so nothing was done.\n"


@dataclass(frozen=True, slots=True)
class Address:
    """A host in lower case, and its port; None if the address names none."""

    host: str
    port: int | None

    @property
    def on_loopback(self) -> bool:
        """Whether the host is this machine, by a name that no other site can have."""
        return is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Return whether a host is "localhost" or an address of this machine's own interface."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def parse_host(text: str) -> Address | None:
    """Return the address in a Host header, or None if it is malformed."""
    if not text or any(sign in text for sign in "/@\\?# "):
        return None
    return _parse(f"//{text}")


def parse_origin(text: str) -> Address | None:
    """Return the address in an Origin header with its port, or None if it is opaque."""
    scheme = text.partition("://")[0]
    found = _parse(text) if scheme in _PORTS else None
    return found and Address(found.host, found.port or _PORTS[scheme])


def _parse(url: str) -> Address | None:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    return Address(host.rstrip("."), port) if host else None


class TrustedRequests:
    """ASGI middleware that admits requests to a known host from pages of the same address.

    `hosts` are the names people reach the server by, beside those of loopback. Probes of a
    container name its network address, so `/health` answers under every name; it holds no text of
    a person.
    """

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], base_path: str = "") -> None:
        self._app = app
        self._named = frozenset(name.lower() for name in hosts if not is_loopback(name))
        self._probes = ("/health", f"{base_path}/health")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"} or self._is_probe(scope):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host = parse_host(headers.get("host", ""))
        if host is None or not (host.on_loopback or host.host in self._named):
            await _refuse(421, _WRONG_HOST, scope, receive, send)
        elif not self._is_same_site(scope, headers, host):
            await _refuse(403, _WRONG_ORIGIN, scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_probe(self, scope: Scope) -> bool:
        path = scope["path"]
        return scope["type"] == "http" and any(
            path == probe or path.startswith(f"{probe}/") for probe in self._probes
        )

    def _is_same_site(self, scope: Scope, headers: Headers, host: Address) -> bool:
        if scope["type"] == "http" and scope["method"] in _SAFE_METHODS:
            return True
        origins, site = headers.getlist("origin"), headers.get("sec-fetch-site")
        if site in {"cross-site", "same-site"} or len(origins) > 1:
            return False
        if not origins:
            # Every browser names the origin of a websocket, so a program opens this one.
            return scope["type"] == "http" or host.on_loopback
        origin = origins[0]
        if origin == "null":  # a form of a page that asks for no referrer
            return scope["type"] == "http" and site == "same-origin"
        return self._is_ours(parse_origin(origin), host, scheme=origin.partition("://")[0])

    def _is_ours(self, origin: Address | None, host: Address, *, scheme: str) -> bool:
        if origin is None:
            return False
        if origin.host in self._named:  # a proxy may have put its own name into Host
            return True
        return origin == Address(host.host, host.port or _PORTS[scheme])


async def _refuse(status: int, why: str, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await WebSocketClose(code=1008, reason=why.strip())(scope, receive, send)
    else:
        answer = PlainTextResponse(why, status_code=status, headers={"Cache-Control": "no-store"})
        await answer(scope, receive, send)
