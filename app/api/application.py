"""The API as one FastAPI application."""

import json
from functools import cache
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.routing import APIRoute
from pydantic.json_schema import models_json_schema
from starlette.middleware import Middleware

from app.api.account_pages import routes as account_pages
from app.api.api_route import ApiRoute
from app.api.endpoints import (
    calendars,
    chat,
    check_ins,
    conversation,
    costs,
    edits,
    goals,
    mail,
    outcomes,
    plan_edits,
    plans,
    progress,
    ratings,
    revisions,
    scores,
    shares,
    today,
    traces,
)
from app.api.endpoints.datasets import datasets, evaluation_runs, labels, lines
from app.api.endpoints.judges import evaluations, pairs
from app.api.endpoints.me import everything, models, readings, tokens
from app.api.endpoints.people import coached_goals, coaches, grants, members, organisations
from app.api.endpoints.records import records
from app.api.endpoints.trials import live_routes, replays, trials
from app.api.errors import EXCEPTION_HANDLERS
from app.api.json_body import MAX_BYTES
from app.api.problem import COMMON_PROBLEMS, Problem, problem_responses
from app.api.request_limits import LIMITED_BY_ADDRESS
from app.api.request_metrics import RequestMetrics

DOCUMENT_PATH = "/api/v1/openapi.json"
ROUTERS = (
    goals.router,
    calendars.router,
    shares.router,
    coaches.router,
    coached_goals.router,
    organisations.router,
    members.router,
    plans.router,
    progress.router,
    progress.lists,
    check_ins.router,
    revisions.router,
    edits.router,
    plan_edits.router,
    chat.router,
    conversation.router,
    ratings.router,
    ratings.unversioned,
    today.router,
    traces.router,
    scores.router,
    evaluations.router,
    pairs.router,
    outcomes.router,
    datasets.router,
    lines.router,
    evaluation_runs.router,
    labels.router,
    trials.router,
    replays.router,
    live_routes.router,
    costs.router,
    records.router,
    everything.router,
    models.router,
    readings.router,
    tokens.router,
    grants.router,
)

_DESCRIPTION = f"""Submit goals, get scored resolutions and dated plans; rate them; read traces and
figures.

Every request carries a token: `Authorization: Bearer ...`; `rein token new NAME` makes one.
Errors are problem details (RFC 9457). Bodies are JSON of at most {MAX_BYTES:,} bytes. Times are
UTC."""


class ApiApplication(FastAPI):
    """FastAPI with problems instead of its own error schema."""

    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI document with the schemas of problems and the default security."""
        document = super().openapi()
        _, problems = models_json_schema(
            [(Problem, "serialization")], ref_template="#/components/schemas/{model}"
        )
        document["components"]["schemas"] |= problems["$defs"]
        document["security"] = [{"token": []}]
        for methods in document["paths"].values():
            for operation in methods.values():
                for parameter in operation.get("parameters", ()):
                    _remove_null(parameter["schema"])
        return document


def _remove_null(schema: dict[str, Any]) -> None:
    """Leave null out of a parameter's schema: it means one that was not sent."""
    choices = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if len(choices) == 1:
        del schema["anyOf"]
        schema |= choices[0]


def _build() -> ApiApplication:
    application = ApiApplication(
        title="Rein",
        version=version("rein"),
        description=_DESCRIPTION,
        servers=[{"url": "/"}],
        openapi_url=None,  # served by `get_document`, from memory
        docs_url=None,  # these two pages load scripts from other hosts
        redoc_url=None,
        redirect_slashes=False,
        exception_handlers=dict(EXCEPTION_HANDLERS),
        middleware=[Middleware(RequestMetrics)],
        # Spans of Rein are those of runs; FastAPI would add its own to the same provider.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    routes = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
    for route in routes:
        if isinstance(route, ApiRoute):
            route.give_way_to(routes)
    for router in ROUTERS:
        application.include_router(router, responses=problem_responses(*COMMON_PROBLEMS))
    application.include_router(calendars.private, dependencies=[LIMITED_BY_ADDRESS])
    application.include_router(shares.public, dependencies=[LIMITED_BY_ADDRESS])
    application.include_router(mail.router, dependencies=[LIMITED_BY_ADDRESS])
    for router in account_pages.ROUTERS:
        application.include_router(router)
    application.add_api_route(DOCUMENT_PATH, get_document, include_in_schema=False)
    return application


async def get_document(request: Request) -> Response:
    """Return the OpenAPI document; it holds no data, so it needs no token."""
    return Response(_document(request.scope.get("root_path", "")), media_type="application/json")


@cache
def _document(base_path: str) -> bytes:
    document = APPLICATION.openapi() | {"servers": [{"url": base_path or "/"}]}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


APPLICATION = _build()
