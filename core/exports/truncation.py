"""Texts of spans as receivers take them: capped, since large bodies are refused, and as objects where needed."""

import json
from typing import Any

TEXT_CHARACTERS = 32_000
"""Longest text that is sent; Rein keeps the whole."""


def capped(text: str, *, at: int = TEXT_CHARACTERS) -> str:
    """Return the beginning of a text, saying how much was left out. What UTF-8 cannot hold is replaced."""
    clean = text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
    if len(clean) <= at:
        return clean
    return f"{clean[:at]}… [{len(clean) - at} more characters are kept in Rein]"


def as_object(text: str | None, *, name: str = "text") -> dict[str, Any] | None:
    """Return a text as a JSON object: itself where it is one, otherwise under `name`."""
    if text is None:
        return None
    if text.startswith("{") and len(text) <= TEXT_CHARACTERS:
        try:
            value = json.loads(text)
        except ValueError:
            value = None
        if isinstance(value, dict):
            return value
    return {name: capped(text)}
