"""Compiles each SQL statement once per process, not once per test.

SQLAlchemy caches what it compiled for one engine, and each test opens a database of its own: a quarter of the time of a
goal's run was compiling. Engines of one dialect compile a statement to the same text, so they share a cache here.
"""

from typing import Any

from sqlalchemy.engine import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

STATEMENTS = 5_000
_CACHES: dict[type[DefaultDialect], LRUCache[Any, Any]] = {}
_init = Engine.__init__


def install() -> None:
    """Let every engine that is opened from now on share the statements of its dialect."""
    Engine.__init__ = _with_shared_cache  # type: ignore[method-assign]
    DefaultDialect.__eq__ = _same_kind  # type: ignore[assignment,method-assign]
    DefaultDialect.__hash__ = _kind  # type: ignore[assignment,method-assign]


def _with_shared_cache(self: Engine, pool: Any, dialect: Any, *args: Any, **options: Any) -> None:
    _init(self, pool, dialect, *args, **options)
    if self._compiled_cache is not None:
        self._compiled_cache = _CACHES.setdefault(type(dialect), LRUCache(STATEMENTS))


def _same_kind(self: DefaultDialect, other: object) -> bool:
    """Return whether two dialects compile alike: the dialect is a part of the key of a cached statement."""
    return type(self) is type(other)


def _kind(self: DefaultDialect) -> int:
    return hash(type(self))
