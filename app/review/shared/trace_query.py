"""The choices of a list of traces as parameters of its address, as the widgets write them too."""

from datetime import date
from typing import Any

from core.ids import is_id
from core.quality.intervals import SCORES

_SWITCHES = {"errors", "tests"}
_KEYS = {"first": "from", "last": "to"}


def key_of(name: str) -> str:
    """Return the parameter of a choice."""
    return _KEYS.get(name, name)


def written(value: object) -> str | list[str]:
    """Return a choice as it stands in an address."""
    if isinstance(value, tuple):
        return [f"{part:g}" for part in value]
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def read(name: str, values: list[str]) -> dict[str, Any]:
    """Return a choice from an address by its name; {} if it cannot be read."""
    value = values[-1]
    try:
        if name == "score":
            low, high = (min(max(float(part), SCORES.low), SCORES.high) for part in values)
            return {name: (low, high)}
        if name == "stars":
            return {name: float(value)}
        if name in {"first", "last"}:
            return {name: date.fromisoformat(value)}
    except ValueError:
        return {}
    if name in {"person", "goal"} and not is_id(value):
        return {}
    return {name: value == "true" if name in _SWITCHES else value}
