"""Parses a reply's text into a typed value.

Fences and prose around it are tolerated. Every other problem is named, so that the model can repair
its reply.
"""

import json
from typing import NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from core.text import strip_unstorable

T = TypeVar("T", bound=BaseModel)

MAX_PROBLEMS = 8
"""Enough to repair a reply; more only make the repair call more expensive."""


class InvalidReply(ValueError):
    """A reply without the requested value; the message tells the model what to repair."""


def parse_reply(text: str, schema: type[T]) -> T:
    """Return the value in a reply. Raises InvalidReply with one line for each problem."""
    try:
        return schema.model_validate(find_json_object(text))
    except ValidationError as error:
        raise InvalidReply(_describe(error)) from error


def find_json_object(text: str) -> object:
    """Return the first JSON object in `text`. Raises InvalidReply if there is none."""
    problem = ""
    start = text.find("{")
    while start >= 0:
        try:
            return _clean(_DECODER.raw_decode(text, start)[0])
        except (ValueError, RecursionError) as error:
            problem = problem or f"The reply is not valid JSON: {error}."
        # A brace in the prose before the object is skipped; an inner object of a broken one is not
        # the answer.
        start = text.find("{", start + 1) if _is_prose(text, start) else -1
    raise InvalidReply(problem or "There is no JSON object in the reply.")


def _is_prose(text: str, start: int) -> bool:
    following = text[start + 1 : start + 200].lstrip()
    return not following.startswith(('"', "}"))


def _reject_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


_DECODER = json.JSONDecoder(parse_constant=_reject_constant, strict=False)
"""`strict=False` accepts raw line breaks inside strings, the most common mistake of models."""


def _clean(value: object) -> object:
    match value:
        case str():
            return strip_unstorable(value)
        case list():
            return [_clean(item) for item in value]
        case dict():
            return {strip_unstorable(str(key)): _clean(item) for key, item in value.items()}
        case _:
            return value


def _describe(error: ValidationError) -> str:
    problems = error.errors(include_url=False, include_input=False)
    lines = [
        f"{'.'.join(str(step) for step in p['loc']) or 'reply'}: {p['msg']}"
        for p in problems[:MAX_PROBLEMS]
    ]
    if len(problems) > MAX_PROBLEMS:
        lines.append(f"and {len(problems) - MAX_PROBLEMS} more")
    return "\n".join(lines)
