"""Column types that behave the same on both dialects: aware times, text without traps, JSON kept as written."""

import base64
import json
import zlib
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Integer, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

ID = String(36)
"""A UUIDv7 in 36 characters."""

WIDE_INTEGER = BigInteger().with_variant(Integer, "sqlite")
"""64 bits on both dialects; SQLite makes a column the row's own number only when it is called INTEGER."""


COMPRESSED_PREFIX = "zlib:"
"""How a compressed text begins."""

MIN_COMPRESSED_LENGTH = 512
"""Characters; a shorter text does not become shorter."""


class Utc(TypeDecorator[datetime]):
    """A moment: only aware times go in, only UTC comes out, whatever the server's time zone is."""

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


def strip_unstorable(text: str) -> str:
    """Return `text` with what PostgreSQL or UTF-8 cannot hold (NUL, lone surrogates) shown as a replacement mark."""
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


class SafeText(TypeDecorator[str]):
    """Text from people and models, which may hold anything."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else strip_unstorable(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        del dialect
        return value


class CompressedText(TypeDecorator[str]):
    """Long text that nothing searches, compressed; what was stored before it was compressed reads as it is."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        del dialect
        if value is None or (
            len(value) < MIN_COMPRESSED_LENGTH and not value.startswith(COMPRESSED_PREFIX)
        ):
            return None if value is None else strip_unstorable(value)
        return COMPRESSED_PREFIX + base64.b64encode(
            zlib.compress(value.encode("utf-8", "surrogatepass"))
        ).decode("ascii")

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        del dialect
        if value is None or not value.startswith(COMPRESSED_PREFIX):
            return value
        return zlib.decompress(base64.b64decode(value.removeprefix(COMPRESSED_PREFIX))).decode(
            "utf-8", "surrogatepass"
        )


class Json(TypeDecorator[Any]):
    """A JSON value kept as text: nothing queries inside it, and PostgreSQL's jsonb refuses an escaped NUL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ANN401 - JSON is anything
        del dialect
        return None if value is None else json.dumps(value, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401 - JSON is anything
        del dialect
        return None if value is None else json.loads(value)
