"""Items as JSON in one fixed form, and the hashes that are computed from it.

Canonical JSON as in RFC 8785 where it matters to us: keys sorted, no blanks, and whole numbers
without a fraction, so that 3 and 3.0 are the same. Everything beyond ASCII is escaped, so that no
text of a person or a model (a lone surrogate, a NUL) is changed by storing or hashing it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from core.codec import Codec
from core.datasets.item import DatasetItem

Json = dict[str, Any]


_ITEM: Codec[DatasetItem] = Codec(DatasetItem)


def to_json(item: DatasetItem) -> Json:
    """Return an item as plain JSON values."""
    dumped: Json = _ITEM.dump(item)
    return dumped


def from_json(values: object) -> DatasetItem:
    """Return the item of plain JSON values. Raises pydantic's ValidationError.

    No type is guessed from another: "3" is no number, and 1 is no yes.
    """
    return read_item(json.dumps(values))


def read_item(text: str) -> DatasetItem:
    """Return the item of a JSON text, as `canonical` writes it. Raises ValidationError."""
    return _ITEM.load_text(text, strict=True)


def canonical(values: object) -> str:
    """Return JSON values as text in the canonical form. Raises ValueError for NaN and infinity."""
    return json.dumps(_whole(values), sort_keys=True, separators=(",", ":"), allow_nan=False)


def item_hash(item: DatasetItem) -> str:
    """Return the SHA-256 of an item in hexadecimal: equal items have the same one."""
    return _digest(canonical(to_json(item)))


def subject_hash(item: DatasetItem) -> str:
    """Return the SHA-256 of what a label is about: the input and the reply, not their verdicts.

    The same reply in two datasets, or saved again after a rating, is one subject.
    """
    whole = to_json(item)
    return _digest(canonical({"input": whole["input"], "reply": whole["reply"]}))


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenItem:
    """An item in its canonical form, with the hashes of it: computed together, in one pass."""

    body: str
    item_hash: str
    subject: str


def write_item(item: DatasetItem) -> WrittenItem:
    """Return the canonical text of an item with its `item_hash` and its `subject_hash`."""
    parts = {json.dumps(name): canonical(value) for name, value in to_json(item).items()}
    body, subject = (
        "{" + ",".join(f"{name}:{parts[name]}" for name in sorted(names)) + "}"
        for names in (parts, ('"input"', '"reply"'))
    )
    return WrittenItem(body=body, item_hash=_digest(body), subject=_digest(subject))


def content_hash(item_hashes: Iterable[str]) -> str:
    """Return the SHA-256 of a set of items; their order does not matter."""
    return _digest("\n".join(sorted(set(item_hashes))))


def _digest(text: str) -> str:
    return sha256(text.encode("ascii")).hexdigest()


def _whole(value: object) -> object:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _whole(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_whole(inner) for inner in value]
    return value
