"""What the published REST schema of Opik asks of bodies."""

import json
import uuid
from typing import Any

from tests.stubs.receiver import Answer


class Invalid(Exception):
    """A body does not fit the schema."""


def as_json(status: int, value: dict[str, Any]) -> Answer:
    return Answer(status=status, body=json.dumps(value).encode())


def items_of(body: dict[str, Any], name: str) -> list[Any]:
    items = body.get(name)
    require(
        isinstance(items, list) and 1 <= len(items) <= 1_000, f"{name} must hold 1 to 1000 items"
    )
    return list(items or [])


def require(holds: bool, words: str) -> None:
    if not holds:
        raise Invalid(words)


def is_v7(value: object) -> bool:
    try:
        return isinstance(value, str) and uuid.UUID(value).version == 7
    except ValueError:
        return False
