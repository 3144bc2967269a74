"""Read the texts of spans: from payloads, from the ledger for replies, or from previews."""

from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, Connection, select

from core.store.calls.tables import llm_calls
from core.store.database.rows import Row
from core.store.database.text_codec import decompress_text
from core.store.traces.span_rows import INPUT, OUTPUT
from core.store.traces.tables import payloads

_CALL_IDS = {INPUT: "input_call_id", OUTPUT: "output_call_id"}
_PREVIEWS = {INPUT: "input_preview", OUTPUT: "output_preview"}

TextKey = tuple[str, str, str]
"""Trace id, span id and kind."""


class SpanTexts:
    """Full texts of some spans."""

    def __init__(self, payload_texts: Mapping[TextKey, str], replies: Mapping[str, str]) -> None:
        self._payloads = payload_texts
        self._replies = replies

    def text_of(self, span: Row, kind: str) -> str | None:
        """Return the input or output of a span, or its preview if the full text is not stored."""
        reply = self._replies.get(span[_CALL_IDS[kind]] or "")
        if reply is not None:
            return reply
        # A text that fits into its preview is not stored as a payload.
        key = span["trace_id"], span["span_id"], kind
        preview: str | None = span[_PREVIEWS[kind]]
        return self._payloads.get(key, preview)


def load_texts(
    connection: Connection, spans: Iterable[Row], *, where: ColumnElement[bool]
) -> SpanTexts:
    """Return the texts of spans; `where` selects their payloads."""
    found = connection.execute(select(payloads).where(where))
    texts = {(row.trace_id, row.span_id, row.kind): decompress_text(row.content) for row in found}
    ids = {span[name] for span in spans for name in _CALL_IDS.values()} - {None}
    return SpanTexts(texts, _find_replies(connection, ids))


def fill_previews(spans: list[Row]) -> list[Row]:
    """Return the spans of a trace with the previews of inputs that are replies of other spans."""
    shown = {span["output_call_id"]: span["output_preview"] for span in spans}
    return [
        span | {"input_preview": shown.get(span["input_call_id"])}
        if span["input_call_id"] is not None
        else span
        for span in spans
    ]


def _find_replies(connection: Connection, call_ids: set[str]) -> dict[str, str]:
    if not call_ids:
        return {}
    query = select(llm_calls.c.id, llm_calls.c.reply).where(
        llm_calls.c.id.in_(call_ids), llm_calls.c.reply.is_not(None)
    )
    return {row.id: decompress_text(row.reply) for row in connection.execute(query)}
