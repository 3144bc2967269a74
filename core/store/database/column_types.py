"""Column types that behave the same on SQLite and PostgreSQL."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Integer, String, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from core.store.database.text_codec import compress_text, decompress_text
from core.text import strip_unstorable

ID = String(36)
"""A UUIDv7 in 36 characters."""

WIDE_INTEGER = BigInteger().with_variant(Integer, "sqlite")
"""64 bits on both dialects; SQLite needs the name INTEGER to use a column as the row id."""


COMPRESSED_PREFIX = "zlib:"
"""Prefix of a compressed text."""

MIN_COMPRESSED_LENGTH = 512
"""In characters; compression does not shorten a shorter text."""


class Utc(TypeDecorator[datetime]):
    """A point in time. Only aware values are accepted; values are returned in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"A time without a zone cannot be stored: {value.isoformat()}")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class SafeText(TypeDecorator[str]):
    """Text from people and models; characters that cannot be stored are replaced."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else strip_unstorable(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        del dialect
        return value


class SearchTerms(TypeDecorator[str]):
    """Terms separated by spaces; PostgreSQL stores a tsvector.

    Parsing the terms of a long text takes twenty times as long as looking into one.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(TSVECTOR() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        terms = strip_unstorable(value)
        if dialect.name != "postgresql":
            return terms
        return " ".join(quote_lexeme(term) for term in terms.split(" ") if term)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        del dialect
        return value


def quote_lexeme(term: str) -> str:
    """Return a term as PostgreSQL reads it in a tsvector or tsquery."""
    escaped = term.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


class CompressedText(TypeDecorator[str]):
    """Long text that is never searched, stored compressed. Older uncompressed rows still load."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        del dialect
        if value is None or (
            len(value) < MIN_COMPRESSED_LENGTH and not value.startswith(COMPRESSED_PREFIX)
        ):
            return None if value is None else strip_unstorable(value)
        return COMPRESSED_PREFIX + base64.b64encode(compress_text(value)).decode("ascii")

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        del dialect
        if value is None or not value.startswith(COMPRESSED_PREFIX):
            return value
        return decompress_text(base64.b64decode(value.removeprefix(COMPRESSED_PREFIX)))


class Json(TypeDecorator[Any]):
    """A JSON value stored as text: no query looks inside, and PostgreSQL's jsonb rejects a NUL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ANN401 - JSON
        del dialect
        return None if value is None else json.dumps(value, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401
        del dialect
        return None if value is None else json.loads(value)
