"""The OpenAPI document (3.1), written from the operations and their models, so that it cannot drift from them."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from app.api.body import MAX_BYTES
from app.api.operation import MAX_KEY_CHARACTERS, Operation
from app.api.problem import MEDIA_TYPE, Problem

Json = dict[str, Any]
Schemas = Mapping[Any, Json]  # by model and mode; pydantic's own type for it is private
Operations = Iterable[Operation[Any, Any]]

_ALWAYS = (HTTPStatus.UNAUTHORIZED, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.SERVICE_UNAVAILABLE)
_WITH_BODY = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
)
_INTRODUCTION = f"""Goals in, scored resolutions and dated plans out; ratings, traces and figures for those who review.

Every request carries a token: `Authorization: Bearer ...`; `rein token new NAME` makes one.
Errors are problem details (RFC 9457). Bodies are JSON of at most {MAX_BYTES:,} bytes. Times are UTC."""


def describe(operations: Operations) -> Json:
    """Return the document."""
    operations = tuple(operations)
    schemas, definitions = models_json_schema(
        [pair for operation in operations for pair in _models(operation)]
        + [(Problem, "serialization")],
        ref_template="#/components/schemas/{model}",
    )
    paths: dict[str, Json] = {}
    for operation in operations:
        paths.setdefault(f"/api{operation.path}", {})[operation.method.lower()] = _operation(
            operation, schemas
        )
    return {
        "openapi": "3.1.0",
        "info": {"title": "Rein", "version": version("rein"), "description": _INTRODUCTION},
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": definitions.get("$defs", {}),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _models(operation: Operation[Any, Any]) -> list[tuple[type[BaseModel], JsonSchemaMode]]:
    models: list[tuple[type[BaseModel], JsonSchemaMode]] = [(operation.answers, "serialization")]
    return [*models, (operation.body, "validation")] if operation.takes_body else models


def _operation(operation: Operation[Any, Any], schemas: Schemas) -> Json:
    described: Json = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [
            *_path_parameters(operation),
            *_query_parameters(operation),
            *_headers(operation),
        ],
        "responses": _responses(operation, schemas),
    }
    if operation.description:
        described["description"] = operation.description
    if operation.takes_body:
        schema = schemas[operation.body, "validation"]
        described["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": schema}},
        }
    return described


def _path_parameters(operation: Operation[Any, Any]) -> list[Json]:
    if "{id}" not in operation.path:
        return []
    return [
        {
            "name": "id",
            "in": "path",
            "required": True,
            "schema": {"type": "string", "format": "uuid"},
        }
    ]


def _query_parameters(operation: Operation[Any, Any]) -> list[Json]:
    schema = operation.query.model_json_schema(ref_template="#/{model}")
    definitions = schema.get("$defs", {})
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            **_described(_in_place(_given(field), definitions)),
        }
        for name, field in schema.get("properties", {}).items()
    ]


def _given(field: Json) -> Json:
    """Return the schema of a parameter that is given: one that is left out is null inside, but never in an address."""
    kept = {
        key: value
        for key, value in field.items()
        if key not in {"anyOf", "title"} and value is not None
    }
    choices = [choice for choice in field.get("anyOf", ()) if choice.get("type") != "null"]
    return kept | (choices[0] if choices else {})


def _in_place(field: Json, definitions: Json) -> Json:
    """Write a referenced enumeration out where it is used."""
    reference = field.pop("$ref", None)
    if reference is None:
        return field
    target = definitions[reference.removeprefix("#/")]
    return field | {key: target[key] for key in ("type", "enum")}


def _described(schema: Json) -> Json:
    described: Json = {"description": schema.pop("description")} if "description" in schema else {}
    return described | {"schema": schema}


def _headers(operation: Operation[Any, Any]) -> list[Json]:
    if not operation.idempotent_by_key:
        return []
    schema = {
        "type": "string",
        "minLength": 1,
        "maxLength": MAX_KEY_CHARACTERS,
        "pattern": "^[!-~]+$",
    }
    return [
        {
            "name": "Idempotency-Key",
            "in": "header",
            "required": False,
            "description": "Made by you for one submission, so that sending it twice submits once.",
            "schema": schema,
        }
    ]


def _responses(operation: Operation[Any, Any], schemas: Schemas) -> Json:
    success = {
        "description": operation.status.phrase,
        "content": {"application/json": {"schema": schemas[operation.answers, "serialization"]}},
    }
    problem = {MEDIA_TYPE: {"schema": schemas[Problem, "serialization"]}}
    statuses = {*_ALWAYS, *operation.problems, *(_WITH_BODY if operation.takes_body else ())}
    problems = {
        str(status.value): {"description": status.phrase, "content": problem}
        for status in sorted(statuses, key=lambda status: status.value)
    }
    return {str(operation.status.value): success} | problems
