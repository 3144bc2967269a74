"""The law that no placeholder of a template reaches a person, whichever writer forgot to fill it.

Goal, resolution and plan pass it when they are normalized and compiled, every text of them, so a
new field or a new template is under it without a line of its own.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from types import MappingProxyType
from typing import TypeVar, cast

T = TypeVar("T")

IN_GENERAL_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "amount": "the next part",
        "by": "the last day",
        "ceiling": "the ceiling",
        "event": "the day",
        "item": "what you chose",
        "left": "what is left",
        "minutes": "20",
        "rate": "every week",
        "small": "10 minutes",
        "start": "today's level",
        "target": "your aim",
        "thing": "what you chose",
    }
)
"""Every placeholder that a template may use, with words that are right for any goal."""
_PLACEHOLDER = re.compile(rf"\{{({'|'.join(IN_GENERAL_WORDS)})\}}")


def unfilled_in(text: str) -> tuple[str, ...]:
    """Return the names of the placeholders that a text still has."""
    return tuple(_PLACEHOLDER.findall(text)) if "{" in text else ()


def without_placeholders(value: T, found: Callable[[str], None] = lambda _: None) -> T:
    """Return a value with general words for every placeholder in its texts, however deep.

    `found` is called with the name of each of them; what has none comes back as it is.
    """
    return cast(T, _whole(value, found))


def _whole(value: object, found: Callable[[str], None]) -> object:
    if isinstance(value, str):
        names = unfilled_in(value)
        for name in names:
            found(name)
        return _PLACEHOLDER.sub(lambda m: IN_GENERAL_WORDS[m.group(1)], value) if names else value
    if isinstance(value, tuple):
        items = tuple(_whole(item, found) for item in value)
        changed = any(new is not old for new, old in zip(items, value, strict=True))
        return items if changed else value
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {
        field.name: new
        for field in fields(value)
        if (new := _whole(old := getattr(value, field.name), found)) is not old
    }
    return replace(value, **changes) if changes else value
