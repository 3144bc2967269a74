"""Span texts as receivers accept them: truncated, and as JSON objects if required."""

import json
from typing import Any

TEXT_CHARACTERS = 32_000
"""Longest text that is sent, in characters; the database keeps the full text."""


def truncate(text: str, *, at: int = TEXT_CHARACTERS) -> str:
    """Return the text, truncated with a note of how much is missing.

    Characters that UTF-8 cannot encode are replaced.
    """
    clean = text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
    if len(clean) <= at:
        return clean
    return f"{clean[:at]}… [{len(clean) - at} more characters are kept in Rein]"


def as_object(text: str | None, *, name: str = "text") -> dict[str, Any] | None:
    """Return the JSON object in a text, or an object with the text as `name`."""
    if text is None:
        return None
    if text.startswith("{") and len(text) <= TEXT_CHARACTERS:
        try:
            value = json.loads(text)
        except ValueError:
            value = None
        if isinstance(value, dict):
            return value
    return {name: truncate(text)}
