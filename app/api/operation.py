"""One operation of the API: what it takes, what it answers, and the way from a request to its answer.

The work is done on threads of our own, a bounded number: a database that hangs can neither stop the event loop, which
serves every page, nor use up the threads the pages need.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route as StarletteRoute

from app import services
from app.api import problem
from app.api.body import read_body
from app.api.traffic import TRAFFIC, Route
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import ReinError
from core.usecases.tokens.tokens import find_token_viewer

WORKERS = ThreadPoolExecutor(max_workers=8, thread_name_prefix="api")

MAX_KEY_CHARACTERS = 255

_CLIENT_CLOSED = 499
_log = logging.getLogger(__name__)


class Query(BaseModel):
    """Parameters of an address; one that is not known is refused, because a filter that is ignored misleads."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Body(BaseModel):
    """A request's body. Numbers are numbers and truths are truths: nothing is guessed from other types."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, strict=True)


class Nothing(Query):
    """No parameters."""


class Empty(Body):
    """No body."""


Q = TypeVar("Q", bound=Query)
B = TypeVar("B", bound=Body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Generic[Q, B]):
    """A request that was understood, and who makes it."""

    rein: Rein
    viewer: Viewer
    path: Mapping[str, str]
    query: Q
    body: B
    key: str | None
    """The Idempotency-Key, where one was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is answered, with the operation's status unless another one is given."""

    content: BaseModel | Mapping[str, object]
    status: HTTPStatus | None = None
    headers: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation(Generic[Q, B]):
    """One method on one path. The document of the API is written from these, so the two cannot differ."""

    method: str
    path: str
    name: str
    """The operationId, one verb and one noun."""
    summary: str
    description: str = ""
    query: type[Q]
    body: type[B]
    answers: type[BaseModel]
    status: HTTPStatus = HTTPStatus.OK
    problems: tuple[HTTPStatus, ...] = ()
    """Statuses of problems beside those every operation can have."""
    idempotent_by_key: bool = False
    answer: Callable[[Call[Q, B]], Answer]

    @property
    def takes_body(self) -> bool:
        return not issubclass(self.body, Empty)

    def route(self) -> StarletteRoute:
        """Return the route that answers this operation."""

        async def endpoint(request: Request) -> Response:
            began = time.perf_counter()
            response = await self._respond(request)
            seconds = time.perf_counter() - began
            TRAFFIC.count(Route(self.method, f"/api{self.path}"), response.status_code, seconds)
            fields = {
                "operation": self.name,
                "status": response.status_code,
                "ms": round(seconds * 1_000, 1),
            }
            _log.debug("api_request", extra={"fields": fields})
            return response

        return StarletteRoute(self.path, endpoint, methods=[self.method], name=self.name)

    async def _respond(self, request: Request) -> Response:
        try:
            return await self._answered(request)
        except problem.Refusal as refusal:
            return refusal.response()
        except ValidationError as error:
            return problem.of_validation(error).response()
        except ReinError as error:
            return problem.of_error(error).response()
        except ClientDisconnect:
            return Response(status_code=_CLIENT_CLOSED)
        except Exception:  # noqa: BLE001 - the caller gets a problem, the log gets where it came from
            _log.exception("api_failed", extra={"fields": {"operation": self.name}})
            return problem.internal(
                "This is not your doing. The log of the server says where it failed."
            ).response()

    async def _answered(self, request: Request) -> Response:
        on_thread = partial(asyncio.get_running_loop().run_in_executor, WORKERS)
        viewer = await on_thread(_caller, request)
        body = await read_body(request) if self.takes_body else b"{}"
        return await on_thread(self._work, viewer, request, body)

    def _work(self, viewer: Viewer, request: Request, body: bytes) -> Response:
        answer = self.answer(
            Call(
                rein=services.rein(),
                viewer=viewer,
                path=request.path_params,
                query=self.query.model_validate(_parameters(request)),
                body=self.body.model_validate_json(body),
                key=_key(request) if self.idempotent_by_key else None,
            )
        )
        content = answer.content
        if isinstance(content, BaseModel):
            content = content.model_dump(mode="json")
        return JSONResponse(
            content, status_code=answer.status or self.status, headers=answer.headers
        )


def _caller(request: Request) -> Viewer:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise problem.unauthorized(token_given=False)
    viewer = find_token_viewer(services.rein(), token.strip())
    if viewer is None:
        raise problem.unauthorized(token_given=True)
    return viewer


def _parameters(request: Request) -> dict[str, str]:
    pairs = request.query_params.multi_items()
    given = dict(pairs)
    if len(given) < len(pairs):
        raise problem.bad_value("query", "Each parameter may be given once.")
    for name, value in pairs:
        if "\x00" in name + value:
            raise problem.bad_value(
                name.replace("\x00", "?"), "A NUL character cannot be used here."
            )
    return given


def _key(request: Request) -> str | None:
    key = request.headers.get("idempotency-key")
    if key is None:
        return None
    if not 0 < len(key) <= MAX_KEY_CHARACTERS or not (key.isascii() and key.isprintable()):
        raise problem.bad_value(
            "Idempotency-Key", f"Use 1 to {MAX_KEY_CHARACTERS} printable ASCII characters."
        )
    return key
