"""A database written by an earlier version keeps everything when it is migrated.

The fixtures hold all rows of a database at revision 0006, with goals by a model and from the cache,
ratings, completed tasks, open questions, deliveries and a call in doubt.
"""

import base64
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, Table, inspect, select, text

from core.exports.payload import ExportKind, TracePayload
from core.ids import new_id
from core.store.database import migrate
from core.store.database.engine import Database
from core.store.database.rows import fetch_all
from core.store.database.text_codec import decompress_text
from core.store.exports.payloads import load_payloads
from core.store.exports.tables import outbox
from core.store.exports.values import OutboxRow, OutboxState
from core.store.response_cache.sql_response_cache import SqlResponseCache
from core.store.rollups.tables import TABLES as ROLLUP_TABLES
from core.store.traces.read import find_payload, find_trace
from tests.integration.conftest import create_database, drop_database

WRITTEN = Path(__file__).parent / "written_by_0006"

MOVED = frozenset({("plan_tasks", "task_id"), ("plan_tasks", "done_at")})
"""Columns (table, column) that a later migration moved; another test follows each."""

Rows = dict[str, list[dict[str, Any]]]


def read_fixture(dialect: str) -> Rows:
    stored = json.loads(gzip.decompress((WRITTEN / f"{dialect}.json.gz").read_bytes()))
    return {
        name: [dict(zip(table["columns"], map(decode, row), strict=True)) for row in table["rows"]]
        for name, table in stored["tables"].items()
    }


def decode(value: Any) -> Any:
    return base64.b64decode(value["b64"]) if isinstance(value, dict) else value


def insert_fixture(connection: Connection, rows: Rows) -> None:
    """Insert raw driver values, so that each is stored exactly as the earlier version did."""
    for name in rows:
        for row in rows[name]:
            columns = ", ".join(f'"{column}"' for column in row)
            mark = "?" if connection.dialect.name == "sqlite" else "%s"
            marks = ", ".join(mark for _ in row)
            connection.exec_driver_sql(
                f'INSERT INTO "{name}" ({columns}) VALUES ({marks})',  # noqa: S608 - a fixture
                tuple(row.values()),
            )


def read_raw(connection: Connection, rows: Rows) -> Rows:
    """Return the rows of the fixture's tables as the driver gives them."""
    found: Rows = {}
    for name in rows:
        result = connection.exec_driver_sql(f'SELECT * FROM "{name}"')  # noqa: S608 - a fixture
        found[name] = [dict(row) for row in result.mappings()]
    return found


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database at revision 0006 with the rows of the fixture."""
    if request.param == "sqlite":
        (tmp_path / "old.db").touch()
        database = Database.open(f"sqlite:///{tmp_path / 'old.db'}")
        yield at_0006(database)
        database.close()
        return
    server, name = request.getfixturevalue("postgres_server"), f"old_{new_id().replace('-', '')}"
    create_database(server, name)
    database = Database.open(server.format(name))
    yield at_0006(database)
    database.close()
    drop_database(server, name)


def at_0006(database: Database) -> Database:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    with database.begin() as work:
        config.attributes["connection"] = work.connection
        command.upgrade(config, "0006")
        insert_fixture(work.connection, read_fixture(database.dialect))
    return database


def key_of(row: dict[str, Any], columns: list[str]) -> tuple[str, ...]:
    return tuple(repr(row[column]) for column in columns)


def test_no_row_and_no_value_is_lost(old: Database) -> None:
    rows = read_fixture(old.dialect)
    with old.read() as connection:
        before = read_raw(connection, rows)

    old.migrate()

    with old.read() as connection:
        after = read_raw(connection, rows)
    for name, were in before.items():
        columns = [column for column in (were or [{}])[0] if (name, column) not in MOVED]
        assert sorted(key_of(row, columns) for row in after[name]) == sorted(
            key_of(row, columns) for row in were
        ), name


def test_every_completed_task_is_still_completed_since_the_same_time(old: Database) -> None:
    before = "FROM plan_tasks t JOIN plans p ON p.id = t.plan_id WHERE t.done_at IS NOT NULL"
    after = (
        "FROM task_completions c JOIN plans p ON p.goal_id = c.goal_id "
        "JOIN plan_tasks t ON t.plan_id = p.id AND t.task_id = c.task_id"
    )
    columns = "SELECT p.goal_id, t.week, t.position, t.title"
    with old.read() as connection:
        done = connection.exec_driver_sql(f"{columns}, t.done_at {before}").all()

    old.migrate()

    with old.read() as connection:
        still = connection.exec_driver_sql(f"{columns}, c.done_at {after}").all()
        ids = connection.exec_driver_sql("SELECT task_id FROM plan_tasks").scalars().all()
    assert sorted(map(repr, still)) == sorted(map(repr, done)) != []
    assert len(set(ids)) == len(ids)


def test_the_rollups_are_what_a_recount_of_the_old_facts_gives(old: Database) -> None:
    old.migrate()

    with old.begin() as work:
        before = rollups_in(work.connection)
        work.rebuild_rollups()
        after = rollups_in(work.connection)

    assert before == after
    assert any(before.values())


def rollups_in(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    found: dict[str, list[tuple[object, ...]]] = {}
    for name, table in ROLLUP_TABLES.items():
        rows = connection.execute(select(table)).all()
        found[name] = sorted((tuple(map(rounded, row)) for row in rows), key=repr)
    return found


def rounded(value: object) -> object:
    return round(value, 9) if isinstance(value, float) else value


def test_every_text_of_an_old_trace_is_read_as_it_was(old: Database) -> None:
    rows = read_fixture(old.dialect)

    old.migrate()

    assert len(rows["payloads"]) > 0
    for row in rows["payloads"]:
        payload = find_payload(old, row["trace_id"], row["span_id"])
        assert payload is not None
        found = payload.input if row["kind"] == "input" else payload.output
        assert found == decompress_text(row["content"])
    for trace in rows["traces"]:
        shown = find_trace(old, trace["id"])
        assert shown is not None
        were = {row["span_id"]: row for row in rows["spans"] if row["trace_id"] == trace["id"]}
        assert {(s.input_preview, s.output_preview) for s in shown.spans} == {
            (row["input_preview"], row["output_preview"]) for row in were.values()
        }


def test_an_old_cached_response_is_still_served(old: Database) -> None:
    rows = read_fixture(old.dialect)

    old.migrate()

    cache = SqlResponseCache(old, capacity_bytes=10_000_000)
    for row in rows["response_cache"]:
        found = cache.find(row["key"])
        assert found is not None
        assert found.text == decompress_text(row["reply"])


def test_an_old_delivery_is_exported_with_all_spans_and_texts(old: Database) -> None:
    rows = read_fixture(old.dialect)

    old.migrate()

    with old.read() as connection:
        waiting = [
            OutboxRow(**row | {"state": OutboxState(row["state"])})
            for row in fetch_all(connection, select(outbox))
        ]
    envelopes = load_payloads(old, waiting).values()
    traces = [envelope for envelope in envelopes if isinstance(envelope, TracePayload)]
    assert len(traces) == sum(row["kind"] == ExportKind.TRACE for row in rows["outbox"]) > 0
    for trace in traces:
        were = [row for row in rows["spans"] if row["trace_id"] == trace.trace_id]
        assert len(trace.spans) == len(were)
        texts = {
            decompress_text(row["content"])
            for row in rows["payloads"]
            if row["trace_id"] == trace.trace_id
        }
        assert texts <= {span.input for span in trace.spans} | {span.output for span in trace.spans}


def test_the_fixture_has_rows_in_the_tables_that_matter(old: Database) -> None:
    rows = read_fixture(old.dialect)

    empty = {name for name, found in rows.items() if not found}

    assert empty <= {"api_tokens", "exported_traces", "model_breakers", "periodic_jobs", "sinks"}
    with old.read() as connection:
        names = set(inspect(connection).get_table_names())
        reflected = Table("llm_calls", MetaData(), autoload_with=connection)
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    assert rows.keys() <= names
    assert version == "0006"
    assert "question" in reflected.c
