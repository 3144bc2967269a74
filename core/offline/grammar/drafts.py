"""The grammar of every sentence of a draft, at the one door through which it leaves the coach."""

from typing import TypeVar

from pydantic import BaseModel

from core.offline.grammar.agreement import mended

Draft = TypeVar("Draft", bound=BaseModel)
_NO_SENTENCES = frozenset({"url", "kind", "unit", "day", "domain", "goal_type", "deadline"})


def with_grammar(draft: Draft) -> Draft:
    """Return a draft in which the small words of each sentence agree."""
    return _of_model(draft, {})


def _of_model(draft: Draft, known: dict[str, str]) -> Draft:
    """Return a part of a draft; `known` are sentences that were looked at: weeks repeat them."""
    changed: dict[str, object] = {}
    for name in type(draft).model_fields:
        value = getattr(draft, name)
        if name not in _NO_SENTENCES and (right := _of_value(value, known)) is not value:
            changed[name] = right
    return draft.model_copy(update=changed) if changed else draft


def _of_value(value: object, known: dict[str, str]) -> object:
    """Return a value of a draft with its sentences mended; the same object if nothing changed."""
    if isinstance(value, BaseModel):
        return _of_model(value, known)
    if isinstance(value, list):
        new = [_of_value(each, known) for each in value]
        return value if all(a is b for a, b in zip(value, new, strict=True)) else new
    if not isinstance(value, str) or type(value) is not str or " " not in value:
        return value
    if value not in known:
        right = mended(value)
        known[value] = value if right == value else right
    return known[value] if known[value] != value else value
