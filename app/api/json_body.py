"""Read the body of a request: JSON only, and never more than `MAX_BYTES`."""

from http import HTTPStatus
from typing import Any

from fastapi import Request
from pydantic import BaseModel, ConfigDict
from pydantic_core import from_json

from app.api.problem import ProblemError, invalid_json
from app.api.request_body import read_body

MAX_BYTES = 64 * 1_024
"""The longest goal with all its circumstances takes a quarter of this."""


class JsonBody(BaseModel):
    """A request's body. A number or a boolean is never guessed from another type."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, strict=True)


def needs_any(**fields: dict[str, Any]) -> dict[str, Any]:
    """Return for the OpenAPI document that a body says at least one of these fields.

    Its use-case checks it, with a sentence of its own.
    """
    choices = [
        {"required": [name], "properties": {name: schema}} for name, schema in fields.items()
    ]
    return {"anyOf": choices}


def needs_one_of(first: str, second: str) -> dict[str, Any]:
    """Return for the OpenAPI document that a body has one of two texts, and not both."""
    choices = [
        {"properties": {one: {"type": "string"}, other: {"type": "null"}}, "required": [one]}
        for one, other in ((first, second), (second, first))
    ]
    return {"oneOf": choices}


class JsonRequest(Request):
    """A request whose body must be JSON in UTF-8."""

    async def body(self) -> bytes:
        """Return the body. Raises ProblemError if it is not sent as JSON, or is too long."""
        if not hasattr(self, "_body"):
            self._body = await self._read()
        return self._body

    async def json(self) -> object:
        """Return the parsed body. Raises ProblemError if it is not valid JSON."""
        try:
            return _with_integers(from_json(await self.body()))
        except ValueError:
            raise invalid_json("The body is not valid JSON.") from None

    async def _read(self) -> bytes:
        _require_json(self.headers.get("content-type"))
        body = await read_body(self, limit=MAX_BYTES)
        if not body:
            raise invalid_json("The body is empty.")
        return body


def _with_integers(value: object) -> object:
    """Return 2 for 2.0 everywhere: JSON has one kind of number, and a schema's integer is both."""
    match value:
        case float() if value.is_integer():
            return int(value)
        case dict():
            return {key: _with_integers(one) for key, one in value.items()}
        case list():
            return [_with_integers(one) for one in value]
    return value


def _require_json(content_type: str | None) -> None:
    kind, _, parameters = (content_type or "").partition(";")
    charset = parameters.strip().lower().removeprefix("charset=").strip('"')
    if kind.strip().lower() != "application/json" or charset not in {"", "utf-8"}:
        raise ProblemError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            kind="unsupported-media-type",
            title="The body must be JSON",
            detail="Send the body as UTF-8 with “Content-Type: application/json”.",
            headers={"Accept-Post": "application/json"},
        )
