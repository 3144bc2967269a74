"""Mask personal data in what a reviewer is shown of others.

It is done where a use-case returns to a page, the HTTP API or the command line, so that all of them
obey it. Text is masked in every field but those that identify a record.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from core.accounts.names_in_text import find_names, name_words
from core.accounts.personal_text import mask_personal
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.accounts.writers import list_writer_names
from core.store.traces.read import find_trace_owner
from core.usecases.access.reading import sees_masked

T = TypeVar("T")

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_IDENTIFYING = ("id", "ids", "key", "cursor", "digest", "hash", "fingerprint", "subject", "query")
"""Ends of names of fields that are left as they are, because records are found by them."""


def mask_for(
    rein: Rein,
    viewer: Viewer,
    result: T,
    *,
    trace_id: str | None = None,
    asked: frozenset[str] = frozenset(),
) -> T:
    """Return what the viewer may see of a result; their own trace is theirs to see.

    `asked` are the ids that the viewer asked for: they name the people whose names are masked.
    """
    if not sees_masked(rein, viewer):
        return result
    if trace_id is not None:
        owner = find_trace_owner(rein.database, trace_id) if _ID.fullmatch(trace_id) else None
        if owner is not None and (owner.sample or owner.user_id == viewer.id):
            return result
    if isinstance(result, Iterator):
        masked: Any = (_mask_one(rein, viewer, one, asked) for one in result)
        return masked  # type: ignore[no-any-return]
    return _mask_one(rein, viewer, result, asked)


def _mask_one(rein: Rein, viewer: Viewer, result: T, asked: frozenset[str]) -> T:
    texts = tuple(_texts(result))
    ids = {found for text in (*texts, *asked) for found in _ID.findall(text)} - {viewer.id}
    known = list_writer_names(rein.database, ids)
    names = [*name_words(known), *(name for text in texts for name in find_names(text))]
    masked: T = _Masking(tuple(dict.fromkeys(names)), viewer.id).of(result)
    return masked


class _Masking:
    """Masks values with the same known names."""

    def __init__(self, names: tuple[str, ...], viewer_id: str) -> None:
        self._names = names
        self._viewer_id = viewer_id

    def of(self, value: Any) -> Any:  # noqa: ANN401 - results are of any type
        """Return a value of the same type without personal data."""
        if type(value) is str:
            return mask_personal(value, names=self._names)
        if is_dataclass(value) and not isinstance(value, type):
            return self._of_fields(value)
        if isinstance(value, tuple) and type(value) is tuple:
            return tuple(self.of(one) for one in value)
        if isinstance(value, list):
            return [self.of(one) for one in value]
        if isinstance(value, Mapping):
            return {key: one if _identifies(key) else self.of(one) for key, one in value.items()}
        return value

    def _of_fields(self, value: Any) -> Any:  # noqa: ANN401 - any dataclass
        if getattr(value, "user_id", None) == self._viewer_id:
            return value
        before = {
            one.name: getattr(value, one.name)
            for one in fields(value)
            if one.init and not _identifies(one.name)
        }
        after = {name: self.of(part) for name, part in before.items()}
        changed = {name: part for name, part in after.items() if part != before[name]}
        return replace(value, **changed) if changed else value


def _identifies(name: object) -> bool:
    return isinstance(name, str) and name.rpartition("_")[2] in _IDENTIFYING


def _texts(value: object) -> Iterator[str]:
    """Return all texts in a value, ids too."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _texts(getattr(value, one.name))
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, tuple | list | set | frozenset):
        for part in value:
            yield from _texts(part)
