"""Coercing a drafted value to its field before it is validated.

"20 min" for 20, null for an empty list and "Outcome" for "outcome" leave no doubt. Requesting the
whole reply again for one of them costs more, and the second reply often loses something right.
"""

import math
import re
import types
from collections.abc import Callable, Mapping
from enum import Enum
from functools import lru_cache
from typing import Annotated, Any, Union, get_args, get_origin

from annotated_types import Ge
from pydantic import BaseModel
from pydantic.fields import FieldInfo

_THIN_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f", " ") | {"−": "-"})
_NUMBER = re.compile(r"-?\d[\d.,' ]*\d|-?\d")
_GROUPED = re.compile(r"^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^-?\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?$")
_NOTHING = frozenset({"", "null", "none", "nil", "n/a", "-"})
_YES = frozenset({"yes", "true", "y", "1"})
_NO = frozenset({"no", "false", "n", "0"})


def coerce_fields(fields: Mapping[str, FieldInfo], data: object) -> object:
    """Return the values of a draft, each in the form that its field asks for if it has that form.

    A value that says nothing clear is not changed, so that validation names it.
    """
    if not isinstance(data, Mapping):
        return data
    coerced = dict(data)
    for name, field in fields.items():
        if name in coerced:
            coerced[name] = _coerce(coerced[name], field.annotation, field.metadata)
    return coerced


def number_in(text: str) -> float | None:
    """Return the first number in a text: "1,640" and "1 640" in full, "22,5" as 22.5."""
    match = _NUMBER.search(text.translate(_THIN_SPACES))
    if match is None:
        return None
    written = match.group()
    if _GROUPED.match(written):
        written = re.sub(r"[ ',](?=\d{3})", "", written)
    try:
        return float(written.split(" ")[0].replace(",", "."))
    except ValueError:
        return None


@lru_cache(maxsize=512)
def _parts_of(wanted: Any) -> tuple[Any, tuple[Any, ...]]:  # noqa: ANN401 - a type
    """Return what a type is made from, by `get_origin` and `get_args`; there are few types."""
    return get_origin(wanted), get_args(wanted)


def _coerce(value: object, wanted: Any, metadata: list[Any]) -> object:  # noqa: ANN401 - a type
    origin, parts = _parts_of(wanted)
    if origin is Annotated:
        return _coerce(value, parts[0], [*metadata, *parts[1:]])
    if origin in (Union, types.UnionType):
        inner = next(kind for kind in parts if kind is not type(None))
        return None if _says_nothing(value, inner) else _coerce(value, inner, metadata)
    if origin is list:
        return _coerce_list(value, parts[0])
    if wanted in (int, float):
        return _coerce_number(value, whole=wanted is int, metadata=metadata)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return _coerce_choice(value, wanted)
    return _PLAIN[wanted](value) if wanted in _PLAIN else value


def _says_nothing(value: object, wanted: Any) -> bool:  # noqa: ANN401 - a type
    """Return whether a value of an optional field means that there is none."""
    if value is None or (isinstance(value, str) and value.strip().lower() in _NOTHING):
        return True
    if not (isinstance(wanted, type) and issubclass(wanted, BaseModel)):
        return False
    if not isinstance(value, Mapping):
        return False
    numbers = [name for name, field in wanted.model_fields.items() if field.annotation is float]
    return not any(_is_filled(v) for v in value.values()) or any(
        name in value and not _is_filled(value[name]) for name in numbers
    )


def _is_filled(value: object) -> bool:
    return value is not None and not (isinstance(value, str) and value.strip().lower() in _NOTHING)


def _coerce_list(value: object, wanted: Any) -> object:  # noqa: ANN401 - a type
    if value is None or value == "":
        return []
    if isinstance(value, str | Mapping):
        value = [value]
    if not isinstance(value, list):
        return value
    return [_coerce(item, wanted, []) for item in value if item is not None]


def _coerce_bool(value: object) -> object:
    word = value.strip(" .!").lower() if isinstance(value, str) else value
    return True if word in _YES else False if word in _NO else value


def _coerce_number(value: object, *, whole: bool, metadata: list[Any]) -> object:
    number = number_in(value) if isinstance(value, str) else value
    if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number):
        return value
    least = next((m.ge for m in metadata if isinstance(m, Ge)), None)
    if isinstance(least, int) and 0 <= number < least:
        number = least
    return math.floor(number + 0.5) if whole else number


def _coerce_text(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return " ".join(value)
    return f"{value:g}" if isinstance(value, float) else str(value) if type(value) is int else value


def _coerce_choice(value: object, wanted: type[Enum]) -> object:
    """Return the choice a word means: another case, or one letter more or less ("behavior")."""
    if not isinstance(value, str):
        return value
    word = value.strip(" .").lower()
    choices = [str(choice.value) for choice in wanted]
    alike = [choice for choice in choices if _one_letter_apart(word, choice)]
    return word if word in choices else alike[0] if len(alike) == 1 else value


def _one_letter_apart(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(longer) - len(shorter) == 1 and any(
        longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))
    )


_PLAIN: Mapping[type, Callable[[object], object]] = {bool: _coerce_bool, str: _coerce_text}
