"""Parses a reply's text into a typed value.

Fences and prose around it are tolerated. Every other problem is named, so that the model can repair
its reply.
"""

import json
import re
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from core.text import strip_misleading, strip_unstorable

T = TypeVar("T", bound=BaseModel)

_THINKING = re.compile(r"<(think|thinking|reasoning)>.*?</\1>", re.IGNORECASE | re.DOTALL)
"""Thinking that a server leaves in the text; its drafts are not the answer."""

MAX_PROBLEMS = 8
"""Enough to repair a reply; more only make the repair call more expensive."""


class InvalidReply(ValueError):
    """A reply without the requested value; the message tells the model what to repair."""


def parse_reply(text: str, schema: type[T]) -> T:
    """Return the value in a reply. Raises InvalidReply with one line for each problem.

    The last object that fits the schema is the answer: a draft, an example or a first version
    comes before it.
    """
    problem: ValidationError | None = None
    for found in reversed(find_json_objects(text)):
        try:
            return schema.model_validate(found)
        except ValidationError as error:
            problem = problem if problem is not None and not _is_closer(error, problem) else error
    if problem is None:
        raise InvalidReply("There is no JSON object in the reply.")
    raise InvalidReply(_describe(problem)) from problem


def find_json_objects(text: str) -> list[dict[str, object]]:
    """Return the outermost JSON objects in `text`, in order, without those of its thinking.

    Raises InvalidReply if there is none, or if an object after the last whole one is broken:
    whatever comes before a broken answer is no answer.
    """
    answer = _THINKING.sub("", text)
    return _objects_in(answer if "{" in answer else text)


def _objects_in(text: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    problem, start = "", text.find("{")
    while start >= 0:
        try:
            value, end = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError) as error:
            # A brace in prose is skipped; an inner object of a broken one is not the answer.
            if not _is_prose(text, start):
                raise InvalidReply(f"The reply is not valid JSON: {error}.") from error
            problem, end = problem or f"The reply is not valid JSON: {error}.", start + 1
        else:
            found.append(_clean(value))
        start = text.find("{", end)
    if not found:
        raise InvalidReply(problem or "There is no JSON object in the reply.")
    return found


def _is_closer(one: ValidationError, other: ValidationError) -> bool:
    """Return whether an object has fewer problems than another, so that it is the one meant."""
    return one.error_count() < other.error_count()


def _is_prose(text: str, start: int) -> bool:
    following = text[start + 1 : start + 200].lstrip()
    return not following.startswith(('"', "}"))


def _reject_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


_DECODER = json.JSONDecoder(parse_constant=_reject_constant, strict=False)
"""`strict=False` accepts raw line breaks inside strings, the most common mistake of models."""


def _clean(value: Any) -> Any:  # noqa: ANN401 - a tree of anything
    match value:
        case str():
            return strip_misleading(strip_unstorable(value))
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
