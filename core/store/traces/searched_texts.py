"""The texts that a trace is found by: its goal's words, answers, replies, and comments on it."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, select

from core.store.clarifications.tables import clarifications
from core.store.database.rows import Row, fetch_all
from core.store.ratings.tables import ratings
from core.store.traces.span_rows import OUTPUT
from core.store.traces.tables import payloads, spans
from core.store.traces.texts import load_texts

JUDGE_CALL = "llm_call_evaluation"
"""Its replies repeat the questions of the rubric, the same in every trace, and quote the others."""
MAX_CHARACTERS = 100_000
"""Characters of one trace that are searched: five times a long plan, and even of pairs of Chinese
characters less than the megabyte that a tsvector may have."""

_SPAN_COLUMNS = (
    spans.c.trace_id,
    spans.c.span_id,
    spans.c.input_call_id,
    spans.c.output_call_id,
    spans.c.input_preview,
    spans.c.output_preview,
)


def searched_texts(connection: Connection, rows: Sequence[Row]) -> dict[str, str]:
    """Return the text of each trace, by its id. `rows` have id, run_id and search_text."""
    ids = [row["id"] for row in rows]
    found = {row["id"]: {row["search_text"]: None} for row in rows}
    for trace_id, text in (
        *_replies(connection, ids),
        *_comments(connection, ids),
        *_answers(connection, {row["run_id"]: row["id"] for row in rows if row["run_id"]}),
    ):
        found[trace_id][text] = None  # a text that several spans share is read once
    return {trace_id: "\n".join(texts)[:MAX_CHARACTERS] for trace_id, texts in found.items()}


def _replies(connection: Connection, ids: list[str]) -> Iterator[tuple[str, str]]:
    query = select(*_SPAN_COLUMNS).where(
        spans.c.trace_id.in_(ids),
        (spans.c.output_preview.is_not(None)) | (spans.c.output_call_id.is_not(None)),
        spans.c.name != JUDGE_CALL,
    )
    found = fetch_all(connection, query)
    where = payloads.c.trace_id.in_(ids) & (payloads.c.kind == OUTPUT)
    texts = load_texts(connection, [row | {"input_call_id": None} for row in found], where=where)
    for row in found:
        yield row["trace_id"], spoken(texts.text_of(row, OUTPUT) or "")


def _comments(connection: Connection, ids: list[str]) -> Iterable[tuple[str, str]]:
    query = select(ratings.c.trace_id, ratings.c.comment).where(
        ratings.c.trace_id.in_(ids), ratings.c.withdrawn_at.is_(None), ratings.c.comment != ""
    )
    return [(row.trace_id, row.comment) for row in connection.execute(query)]


def _answers(connection: Connection, runs: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    if not runs:
        return []
    query = select(clarifications.c.run_id, clarifications.c.answer).where(
        clarifications.c.run_id.in_(runs), clarifications.c.answer.is_not(None)
    )
    return [(runs[row.run_id], row.answer) for row in connection.execute(query)]


def spoken(reply: str) -> str:
    """Return the words of a reply: the texts in its JSON without their names, or all of it."""
    start, end = reply.find("{"), reply.rfind("}")
    if start < 0 or end < start:
        return reply
    try:
        value = json.loads(reply[start : end + 1])
    except (ValueError, RecursionError):
        return reply
    return "\n".join((reply[:start], *_strings(value), reply[end + 1 :]))


def _strings(value: object) -> Iterator[str]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
