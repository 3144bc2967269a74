"""Serve our routes below a base path too, where Streamlit serves its pages.

They stay at the root as well: probes of a container reach the server without the proxy.
"""

import re
from collections.abc import Iterable

from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send


def also_below(base_path: str, routes: Iterable[Route]) -> list[Route]:
    """Return the routes, and with a base path each of them below it too."""
    at_root = list(routes)
    return [*at_root, *(_below(base_path, route) for route in at_root)] if base_path else at_root


def _below(base_path: str, route: Route) -> Route:
    below = Route(
        base_path + route.path,
        endpoint=_Moved(route.app, base_path),
        methods=list(route.methods) if route.methods else None,
    )
    flags = route.path_regex.flags & re.DOTALL  # a path may hold a line feed
    below.path_regex = re.compile(below.path_regex.pattern, flags)
    return below


class _Moved:
    """An application that sees the path after the base path as its own."""

    def __init__(self, app: ASGIApp, base_path: str) -> None:
        self._app = app
        self._base_path = base_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        await self._app({**scope, "root_path": self._base_path}, receive, send)
