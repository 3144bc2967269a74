"""Builds the schemas sent to providers: stricter than our own validation of the reply."""

import copy
from functools import cache
from typing import Any

from pydantic import BaseModel

_DROPPED = frozenset({"default", "title"})
"""A default invites a model to omit the field, and some providers reject one; titles are noise."""


def wire_schema(schema: type[BaseModel], *, closed: bool = False) -> dict[str, Any]:
    """Return a JSON schema with every property required; `closed` forbids additional ones.

    Each caller gets its own copy, because an SDK may change its argument.
    """
    return copy.deepcopy(_built(schema, closed))


@cache
def _built(
    schema: type[BaseModel],
    closed: bool,  # noqa: FBT001 - a key of the cache
) -> dict[str, Any]:
    """Build a schema. Building takes five milliseconds, a copy of the result a tenth of one."""
    strict: dict[str, Any] = _to_strict(schema.model_json_schema(), closed=closed)
    return strict


def _to_strict(node: Any, *, closed: bool) -> Any:  # noqa: ANN401 - a tree of anything
    if isinstance(node, list):
        return [_to_strict(item, closed=closed) for item in node]
    if not isinstance(node, dict):
        return node
    if closed and "$ref" in node:  # strict schemas allow no key beside a reference
        return {"$ref": node["$ref"]}
    properties = node.get("properties")
    if not isinstance(properties, dict):
        return {
            key: _to_strict(value, closed=closed)
            for key, value in node.items()
            if key not in _DROPPED
        }
    strict = {
        key: _to_strict(value, closed=closed)
        for key, value in node.items()
        if key not in _DROPPED | {"properties"}
    }
    strict["properties"] = {
        name: _to_strict(value, closed=closed) for name, value in properties.items()
    }
    strict["required"] = list(properties)
    if closed:
        strict["additionalProperties"] = False
    return strict
