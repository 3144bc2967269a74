"""Routes of the API beside the pages, loaded with the first request or by the warm-up.

Loading FastAPI and all schemas takes a good part of a second, which no page has to wait for.

Every path under /api, /health, /account, /calendar, /mail and /shared belongs to the API. Without
this, a mistyped address would fall through to the pages and be answered with 200 and an HTML page.
"""

import asyncio
import importlib
import re

from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

LAZY_MODULES = ("app.api.application", "app.api.metrics")


class LazyApplication:
    """An ASGI application that is imported when it is first called, outside the event loop."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._loaded: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on to the application of the module."""
        if self._loaded is None:
            module = await asyncio.to_thread(importlib.import_module, self._module)
            self._loaded = module.APPLICATION
        await self._loaded(scope, receive, send)


def _of_the_api(folder: str) -> Route:
    route = Route(f"/{folder}/{{path:path}}", endpoint=LazyApplication("app.api.application"))
    route.path_regex = re.compile(
        route.path_regex.pattern, re.DOTALL
    )  # a path may hold a line feed
    return route


ROUTES = (
    _of_the_api("api"),
    Route("/api", endpoint=LazyApplication("app.api.application")),
    _of_the_api("health"),  # what is not one of the health routes: a problem, not a page
    _of_the_api("calendar"),  # private addresses of calendars
    _of_the_api("shared"),  # plans that people share
    _of_the_api("mail"),  # links in mails
    _of_the_api("account"),  # the forms of signing in
    Route("/metrics", endpoint=LazyApplication("app.api.metrics"), methods=["GET"]),
)
