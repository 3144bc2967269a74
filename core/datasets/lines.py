"""Datasets as JSON lines: one item a line, read with the number and the fault of each bad line."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from core.datasets.canonical import from_json, item_hash, to_json
from core.datasets.item import MAX_ITEMS, DatasetItem
from core.datasets.split import split_of
from core.goals.goal import MAX_GOAL_CHARACTERS

MAX_BYTES = 32 * 1_024 * 1_024
"""A file of MAX_ITEMS items with long plans."""
MAX_LINE_CHARACTERS = 512 * 1_024
DERIVED = frozenset({"id", "split", "labels"})
"""Fields that are written for readers and computed again when a line is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """A line that is no item, by its number from 1, and why."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLines:
    """What a file holds. `repeated` counts lines that are equal to an earlier one."""

    items: tuple[DatasetItem, ...]
    bad: tuple[BadLine, ...] = ()
    repeated: int = 0


def read_lines(text: str) -> ReadLines:
    """Return the items of a file and every line that is none; empty lines are passed over."""
    items: dict[str, DatasetItem] = {}
    bad: list[BadLine] = []
    repeated = 0
    # Only a line feed ends a line: a goal may hold the other separators that splitlines knows.
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            item = _read_line(line)
        except ValueError as error:
            bad.append(BadLine(number=number, reason=_reason(error)))
            continue
        key = item_hash(item)
        repeated += key in items
        if key not in items and len(items) >= MAX_ITEMS:
            reason = f"A version holds at most {MAX_ITEMS:,} items."
            bad.append(BadLine(number=number, reason=reason))
            continue
        items[key] = item
    return ReadLines(items=tuple(items.values()), bad=tuple(bad), repeated=repeated)


def write_line(item: DatasetItem, *, labels: Iterable[dict[str, Any]] = ()) -> str:
    """Return an item as one line, with its id, its split and its labels, ending in a line feed."""
    derived: dict[str, Any] = {"id": item_hash(item), "split": split_of(item.input.text).value}
    line = derived | to_json(item) | {"labels": list(labels)}
    return json.dumps(line, separators=(",", ":"), allow_nan=False) + "\n"


def _read_line(line: str) -> DatasetItem:
    """Return the item of a line. Raises ValueError, in words for the person who wrote it."""
    if len(line) > MAX_LINE_CHARACTERS:
        raise ValueError(f"It is longer than {MAX_LINE_CHARACTERS:,} characters.")
    try:
        given = json.loads(line, parse_constant=_refuse_constant)
    except RecursionError:
        raise ValueError("It is nested too deeply.") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"It is not valid JSON ({error.msg}, column {error.colno}).") from None
    if not isinstance(given, dict):
        raise ValueError("It is not a JSON object.")  # noqa: TRY004 - a fault of the line
    values = {name: value for name, value in given.items() if name not in DERIVED}
    item = from_json(values)
    if not item.input.text.strip() or len(item.input.text) > MAX_GOAL_CHARACTERS:
        raise ValueError(f"input.text needs 1 to {MAX_GOAL_CHARACTERS:,} characters.")
    unknown = next(_unknown_fields(values, to_json(item)), None)
    if unknown is not None:
        raise ValueError(f"The field {unknown} is not known, and would be lost.")
    return item


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is no number.")


def _unknown_fields(given: Any, understood: Any, path: str = "") -> Iterator[str]:  # noqa: ANN401
    """Yield the path of each given field that the item does not have."""
    if isinstance(given, dict) and isinstance(understood, dict):
        for name, value in given.items():
            below = f"{path}.{name}" if path else str(name)
            if name not in understood:
                yield below
            else:
                yield from _unknown_fields(value, understood[name], below)
    elif isinstance(given, list) and isinstance(understood, list):
        for place, (value, known) in enumerate(zip(given, understood, strict=False)):
            yield from _unknown_fields(value, known, f"{path}[{place}]")


def _reason(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors(include_url=False, include_context=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    more = f" ({error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return f"{where}: {first['msg']}{more}."
