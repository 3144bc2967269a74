"""Statements are compiled once for all databases of the tests."""

from sqlalchemy import Engine, column, create_engine, select, table
from sqlalchemy.engine.interfaces import CacheStats
from sqlalchemy.event import listen

from tests import statement_cache

THINGS = select(table("statement_cache_things", column("name"))).where(column("name") == "a")


def opened() -> tuple[Engine, list[CacheStats]]:
    """Return an engine on an empty database in memory, and whether it found each statement compiled."""
    engine, found = create_engine("sqlite://"), []

    def note(*arguments: object) -> None:
        found.append(arguments[4].cache_hit)  # type: ignore[attr-defined]

    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE statement_cache_things (name TEXT)")
    listen(engine, "before_cursor_execute", note)
    return engine, found


def test_what_one_database_compiled_is_found_by_the_next() -> None:
    statement_cache.install()

    hits = []
    for _ in range(2):
        engine, found = opened()
        with engine.connect() as connection:
            assert connection.execute(THINGS).all() == []
        hits += found
        engine.dispose()

    assert hits == [CacheStats.CACHE_MISS, CacheStats.CACHE_HIT]
