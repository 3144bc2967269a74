"""A reply is stored once, in the ledger, and every reader gets its exact text from there."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, func, select, update

from core.exports.payload import ExportKind, TracePayload
from core.store.calls.tables import llm_calls
from core.store.database import migrate
from core.store.database.engine import Database
from core.store.database.rows import fetch_all
from core.store.exports.payloads import load_payloads
from core.store.exports.values import OutboxRow, OutboxState
from core.store.response_cache.sql_response_cache import SqlResponseCache
from core.store.response_cache.tables import response_cache
from core.store.retention.store import RetentionStore
from core.store.runs.values import Run, RunStatus
from core.store.traces.read import find_payload, find_trace
from core.store.traces.tables import payloads, spans
from core.store.unit_of_work import UnitOfWork
from core.tracing import names
from tests.factories.stored import add_goal, add_run, make_span
from tests.fakes import NOW
from tests.integration.store.paid import make_completion, make_entry, make_reply

WRITING = "00000000000000b1"
PARSING = "00000000000000b2"
REPLY = '{"title": "Läuft 🏃 \x00", "description": "' + "words " * 400 + '"}'
LATER = NOW + timedelta(days=400)


def add_call(work: UnitOfWork, run: Run, text: str = REPLY) -> str:
    """Write a completed call of a run with its two spans; return its id."""
    entry = replace(make_entry(run_id=run.id, trace_id=run.trace_id), goal_id=run.goal_id)
    work.calls.open(entry)
    work.calls.close(entry.id, make_completion(text), finished_at=NOW)
    written = make_span(run.trace_id, WRITING, output=text, output_call_id=entry.id)
    parsed = make_span(
        run.trace_id,
        PARSING,
        name=names.JSON_PARSING,
        input=text,
        input_call_id=entry.id,
        output=None,
    )
    work.traces.add_spans((written, parsed))
    return entry.id


def add_finished_run(work: UnitOfWork) -> Run:
    run = add_run(work, add_goal(work))
    work.runs.finish(run.id, status=RunStatus.DONE, now=NOW)
    return run


def texts_of(database: Database, trace_id: str) -> tuple[str | None, str | None]:
    """Return the output of the call's span and the input of the parsing span."""
    written = find_payload(database, trace_id, WRITING)
    parsed = find_payload(database, trace_id, PARSING)
    assert written is not None
    assert parsed is not None
    return written.output, parsed.input


def reply_count(database: Database) -> int:
    with database.read() as connection:
        query = select(func.count()).where(llm_calls.c.reply.is_not(None))
        return connection.execute(query).scalar_one()


def remove_replies(database: Database) -> int:
    with database.begin() as work:
        return RetentionStore(work.connection).remove_replies(before=LATER, limit=100)


def test_a_long_reply_is_in_the_ledger_only_and_read_from_there(database: Database) -> None:
    with database.begin() as work:
        run = add_finished_run(work)
        add_call(work, run)

    with database.read() as connection:
        stored = fetch_all(connection, select(payloads))
    assert stored == []
    assert texts_of(database, run.trace_id) == (REPLY, REPLY)


@pytest.mark.parametrize("text", ["{}", "\ud800", ""], ids=["short", "surrogate", "empty"])
def test_a_short_or_odd_reply_is_read_exactly(database: Database, text: str) -> None:
    with database.begin() as work:
        run = add_finished_run(work)
        add_call(work, run, text)

    assert texts_of(database, run.trace_id) == (text, text)


def test_the_list_of_spans_shows_the_preview_of_a_reply_in_both_spans(database: Database) -> None:
    with database.begin() as work:
        run = add_finished_run(work)
        add_call(work, run)

    found = find_trace(database, run.trace_id)

    assert found is not None
    rows = {span.span_id: span for span in found.spans}
    preview = rows[WRITING].output_preview
    assert preview is not None
    assert preview.startswith('{"title": "Läuft 🏃 \ufffd"')
    assert len(preview) < len(REPLY)
    assert rows[PARSING].input_preview == preview


def test_a_span_whose_call_is_not_in_the_ledger_shows_its_preview(database: Database) -> None:
    with database.begin() as work:
        run = add_finished_run(work)
        span = make_span(run.trace_id, WRITING, output="the reply", output_call_id="nothing")
        work.traces.add_spans((span,))

    found = find_payload(database, run.trace_id, WRITING)

    assert found is not None
    assert found.output == "the reply"


def test_retention_leaves_the_replies_that_a_trace_shows(database: Database) -> None:
    with database.begin() as work:
        run = add_finished_run(work)
        add_call(work, run)

    assert remove_replies(database) == 0
    assert texts_of(database, run.trace_id) == (REPLY, REPLY)


def test_retention_removes_the_replies_that_no_trace_shows(database: Database) -> None:
    with database.begin() as work:
        run = add_finished_run(work)
        entry = make_entry(run_id=run.id, trace_id=run.trace_id)
        work.calls.open(entry)
        work.calls.close(entry.id, make_completion(REPLY), finished_at=NOW)

    assert remove_replies(database) == 1
    assert reply_count(database) == 0


def test_retention_leaves_the_replies_of_an_unfinished_run(database: Database) -> None:
    with database.begin() as work:
        run = add_run(work, add_goal(work))
        entry = make_entry(run_id=run.id)
        work.calls.open(entry)
        work.calls.close(entry.id, make_completion(REPLY), finished_at=NOW)

    assert remove_replies(database) == 0
    assert reply_count(database) == 1


def test_a_deleted_goal_leaves_no_reply(database: Database) -> None:
    with database.begin() as work:
        run = add_finished_run(work)
        add_call(work, run)
        outside = replace(make_entry(), goal_id=run.goal_id)  # not of its run, such as a test call
        work.calls.open(outside)
        work.calls.close(outside.id, make_completion(REPLY), finished_at=NOW)
    assert reply_count(database) == 2
    assert run.goal_id is not None

    with database.begin() as work:
        work.goals.delete(run.goal_id)

    assert reply_count(database) == 0


def test_an_export_has_the_exact_reply_in_both_spans(database: Database) -> None:
    with database.begin() as work:
        run = add_finished_run(work)
        add_call(work, run)
    row = OutboxRow(
        id=1,
        sink="opik",
        kind=ExportKind.TRACE,
        trace_id=run.trace_id,
        body={},
        state=OutboxState.PENDING,
        attempts=0,
        next_attempt_at=NOW,
        reason=None,
        created_at=NOW,
    )

    envelope = load_payloads(database, [row])[1]

    assert isinstance(envelope, TracePayload)
    sent = {span.span_id: span for span in envelope.spans}
    assert sent[WRITING].output == REPLY
    assert sent[PARSING].input == REPLY
    assert sent[WRITING].input == "the prompt"


def test_a_cached_response_is_read_from_the_ledger(database: Database) -> None:
    with database.begin() as work:
        call_id = add_call(work, add_finished_run(work))
    cache = SqlResponseCache(database, capacity_bytes=1_000_000)
    reply = make_reply(text=REPLY, call_id=call_id)

    cache.put(reply)

    with database.read() as connection:
        stored = connection.execute(select(response_cache.c.reply)).scalar_one()
    assert stored is None
    assert cache.find(reply.key) == reply


def test_a_cached_response_without_its_reply_is_a_miss(database: Database) -> None:
    with database.begin() as work:
        call_id = add_call(work, add_finished_run(work))
    cache = SqlResponseCache(database, capacity_bytes=1_000_000)
    reply = make_reply(text=REPLY, call_id=call_id)
    cache.put(reply)

    with database.begin() as work:
        work.connection.execute(update(llm_calls).values(reply=None))

    assert cache.find(reply.key) is None


class RolledBack(Exception):
    """Ends a transaction whose changes other tests must not see."""


def config_of(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def test_a_downgrade_copies_the_replies_back(database: Database) -> None:
    with database.begin() as work:
        run = add_finished_run(work)
        call_id = add_call(work, run)
    reply = make_reply(text=REPLY, call_id=call_id)
    cache = SqlResponseCache(database, capacity_bytes=1_000_000)
    cache.put(reply)
    with database.read() as connection:
        packed = connection.execute(select(llm_calls.c.reply)).scalar_one()

    with pytest.raises(RolledBack), database.begin() as work:  # noqa: PT012
        command.downgrade(config_of(work.connection), "0006")

        columns = select(payloads.c.span_id, payloads.c.kind, payloads.c.content)
        found = {tuple(row) for row in work.connection.execute(columns)}
        assert found == {(WRITING, "output", packed), (PARSING, "input", packed)}
        previews = work.connection.execute(
            select(spans.c.input_preview).where(spans.c.span_id == PARSING)
        ).scalar_one()
        assert previews.startswith('{"title"')
        cached = work.connection.execute(select(response_cache.c.reply)).scalar_one()
        assert cached == packed
        raise RolledBack

    assert texts_of(database, run.trace_id) == (REPLY, REPLY)
