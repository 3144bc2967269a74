"""Schemas as they are sent: strict for the model, while our own validation stays forgiving."""

import copy
from functools import cache
from typing import Any

from pydantic import BaseModel

_DROPPED = frozenset({"default", "title"})
"""A default invites a model to leave the field out (and some makers refuse it); titles only repeat the key."""


def wire_schema(schema: type[BaseModel], *, closed: bool = False) -> dict[str, Any]:
    """Return a draft's JSON schema with every property required; `closed` forbids further ones.

    Each caller gets a copy of its own: an SDK may change what it is given.
    """
    return copy.deepcopy(_built(schema, closed))


@cache
def _built(schema: type[BaseModel], closed: bool) -> dict[str, Any]:  # noqa: FBT001 - a key of the cache
    """Build a schema once: that costs five milliseconds, and a copy a tenth of one."""
    tightened: dict[str, Any] = _tighten(schema.model_json_schema(), closed=closed)
    return tightened


def _tighten(node: Any, *, closed: bool) -> Any:  # noqa: ANN401 - a JSON schema is a tree of anything
    if isinstance(node, list):
        return [_tighten(item, closed=closed) for item in node]
    if not isinstance(node, dict):
        return node
    if closed and "$ref" in node:  # strict schemas allow nothing beside a reference
        return {"$ref": node["$ref"]}
    properties = node.get("properties")
    if not isinstance(properties, dict):
        return {
            key: _tighten(value, closed=closed)
            for key, value in node.items()
            if key not in _DROPPED
        }
    tight = {
        key: _tighten(value, closed=closed)
        for key, value in node.items()
        if key not in _DROPPED | {"properties"}
    }
    tight["properties"] = {
        name: _tighten(value, closed=closed) for name, value in properties.items()
    }
    tight["required"] = list(properties)
    if closed:
        tight["additionalProperties"] = False
    return tight
