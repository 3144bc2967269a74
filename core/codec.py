"""Convert a type to JSON and back: each type that is stored or sent as a whole has one codec."""

from collections.abc import Set as AbstractSet
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


class Codec(Generic[T]):
    """Converts one type to JSON values or to JSON text, and back.

    The adapter is built on first use, because building it is slow.
    """

    def __init__(self, type_: Any) -> None:  # noqa: ANN401 - a type form such as tuple[Week, ...]
        self._type = type_
        self._adapter: TypeAdapter[T] | None = None

    def dump(
        self,
        value: T,
        *,
        without: AbstractSet[str] = frozenset(),
        without_defaults: bool = False,
    ) -> Any:  # noqa: ANN401 - JSON is anything
        """Return `value` as plain JSON values, without the fields named in `without`."""
        return self._built().dump_python(
            value, mode="json", exclude=set(without), exclude_defaults=without_defaults
        )

    def load(self, stored: Any) -> T:  # noqa: ANN401 - JSON is anything
        """Return the value of plain JSON values, as `dump` returns them."""
        return self._built().validate_python(stored)

    def dump_text(self, value: T) -> str:
        """Return `value` as JSON text."""
        return self._built().dump_json(value).decode()

    def load_text(self, text: str, *, strict: bool = False) -> T:
        """Return the value of JSON text; `strict` guesses no type from another."""
        return self._built().validate_json(text, strict=strict)

    def _built(self) -> TypeAdapter[T]:
        if self._adapter is None:
            self._adapter = TypeAdapter(self._type)
        return self._adapter
