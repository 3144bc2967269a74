"""The route class of the API: authenticate first, and run endpoints on threads of the API."""

import inspect
from collections.abc import Callable, Coroutine, Iterable
from functools import wraps
from http import HTTPStatus
from typing import Any, ParamSpec, TypeVar

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.routing import Match, Route
from starlette.types import Scope

from app.api.answer_once import WITH_KEY, answer_once, has_own_key
from app.api.authentication import authenticate, scope_of
from app.api.json_body import JsonRequest
from app.api.parameters import check_parameters
from app.api.problem import problem_responses
from app.api.workers import run_on_worker

P = ParamSpec("P")
T = TypeVar("T")


class ApiRoute(APIRoute):
    """A route that needs a token with the scope of its endpoint, run on a thread of the API."""

    def __init__(
        self,
        path: str,
        endpoint: Callable[..., Any],
        **options: Any,  # noqa: ANN401 - passed on as they are
    ) -> None:
        self.scope = scope_of(endpoint)
        self._closer: tuple[APIRoute, ...] = ()
        wrapped = inspect.iscoroutinefunction(endpoint)
        self._answers_once = "POST" in options.get("methods", ()) and not has_own_key(endpoint)
        if self._answers_once:
            options["dependencies"] = [*(options.get("dependencies") or ()), WITH_KEY]
            conflict = problem_responses(HTTPStatus.CONFLICT)
            options["responses"] = conflict | (options.get("responses") or {})
        super().__init__(path, endpoint if wrapped else _on_worker(endpoint), **options)

    def give_way_to(self, routes: Iterable[APIRoute]) -> None:
        """Leave to routes of a closer path what both match, such as `join` beside `{id}`.

        By OpenAPI the closer path is the one that is meant, whatever the method of the request.
        """
        self._closer = tuple(
            route
            for route in routes
            if self.path_regex.match(route.path_format)
            and not route.path_regex.match(self.path_format)
        )

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Return whether this route is meant by a request."""
        match, child = super().matches(scope)
        if match is Match.NONE or not any(
            Route.matches(route, scope)[0] is not Match.NONE for route in self._closer
        ):
            return match, child
        return Match.NONE, {}

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler: FastAPI's own, after the token and the body were checked."""
        handle = super().get_route_handler()

        async def authenticated(request: Request) -> Response:
            request.state.viewer = await run_on_worker(authenticate, request, self.scope)
            check_parameters(request)
            if self.body_field is not None:
                request = JsonRequest(request.scope, request.receive)
                await request.body()
            if self._answers_once:
                return await answer_once(request, handle)
            return await handle(request)

        return authenticated


def _on_worker(endpoint: Callable[P, T]) -> Callable[P, Coroutine[Any, Any, T]]:
    @wraps(endpoint)
    async def on_worker(*args: P.args, **kwargs: P.kwargs) -> T:
        return await run_on_worker(endpoint, *args, **kwargs)

    return on_worker
