"""Tables of traces, spans, full texts and search terms.

Texts and terms are in tables of their own, so that lists stay narrow.
"""

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    false,
    literal_column,
)

from core.store.database.column_types import ID, WIDE_INTEGER, Json, SafeText, SearchTerms, Utc
from core.store.database.metadata import metadata, owned_by
from core.store.goals.traits import TRAITS, trait_columns

traces = Table(
    "traces",
    metadata,
    # Microseconds of the start, shifted, plus some bits of the id: unique, sorted by time, and the
    # row number of SQLite's text index. Newest first is one index scan, with or without a search.
    Column("number", WIDE_INTEGER, primary_key=True, autoincrement=False),
    Column("id", ID, nullable=False, unique=True),
    Column("name", String(64), nullable=False),
    Column("status", String(16), nullable=False),
    Column("day", Date, nullable=False),
    Column("started_at", Utc, nullable=False),
    Column("ended_at", Utc),
    Column("duration_us", WIDE_INTEGER),
    Column("latency_bucket", Integer),
    Column("input_tokens", WIDE_INTEGER, nullable=False),
    Column("output_tokens", WIDE_INTEGER, nullable=False),
    Column("thinking_tokens", WIDE_INTEGER, nullable=False),
    Column("cached_tokens", WIDE_INTEGER, nullable=False),
    Column("cost_usd", Double),
    Column("cost_known", Boolean, nullable=False),
    Column("errors", Integer, nullable=False),
    Column("overall", Double),
    # The lowest rating that was not withdrawn, in half stars.
    Column("half_stars", Integer),
    Column("overhead_us", WIDE_INTEGER, nullable=False),
    owned_by("user_id", "users.id", nullable=True),
    owned_by("goal_id", "goals.id", nullable=True),
    Column("run_id", ID),
    Column("root_span_id", String(16), nullable=False),
    Column("writer_model", SafeText, nullable=False),
    Column("prompt_version", SafeText, nullable=False),
    Column("judge_model", SafeText, nullable=False),
    Column("fingerprint", String(16)),
    *trait_columns(),
    Column("sample", Boolean, nullable=False),
    Column("search_text", SafeText, nullable=False),
    Index(None, "sample", "number"),
    Index(None, "sample", "status", "number"),
    Index(None, "sample", "cost_usd", "number"),
    Index(None, "sample", "duration_us", "number"),
    Index(None, "sample", "prompt_version", "number"),
    Index(None, "sample", "fingerprint", "number"),
    Index(None, "sample", "name", "number"),
    Index(None, "sample", "writer_model", "number"),
    *(Index(None, "sample", name, "number") for name in TRAITS),
    Index(None, "goal_id"),
    Index(None, "user_id"),
)

WITH_ERRORS: ColumnElement[bool] = literal_column("(traces.errors > 0 OR traces.status = 'error')")
"""Condition of a trace that failed, or in which a step failed. Spelled as in its index.

It has no type: of a Boolean, SQLite would be asked whether it `= 1`, which is not the condition of
the index.
"""

# The lowest come first, and of equal ones the newest: one scan of an index.
Index("ix_traces_lowest_score", traces.c.sample, traces.c.overall, traces.c.number.desc())
Index("ix_traces_lowest_stars", traces.c.sample, traces.c.half_stars, traces.c.number.desc())
_FAILED = "errors > 0 OR status = 'error'"
Index(
    "ix_traces_with_errors",
    traces.c.sample,
    traces.c.number,
    sqlite_where=literal_column(_FAILED),
    postgresql_where=literal_column(_FAILED),
)

trace_terms = Table(
    "trace_terms",
    metadata,
    Column(
        "number",
        WIDE_INTEGER,
        ForeignKey("traces.number", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    # What the text indexes hold.
    Column("terms", SearchTerms, nullable=False),
    # False while only the words it was opened with are in: the trace runs, or is from an earlier
    # version.
    Column("complete", Boolean, nullable=False, server_default=false()),
    Index(None, "complete", "number"),
)

spans = Table(
    "spans",
    metadata,
    owned_by("trace_id", "traces.id", primary_key=True),
    Column("span_id", String(16), primary_key=True),
    Column("parent_id", String(16)),
    Column("name", String(64), nullable=False),
    Column("started_at", Utc, nullable=False),
    Column("duration_us", WIDE_INTEGER),
    Column("status", String(16), nullable=False),
    Column("error", SafeText),
    Column("model", SafeText),
    Column("provider", SafeText),
    Column("prompt_name", SafeText),
    Column("prompt_version", Integer),
    Column("prompt_hash", SafeText),
    Column("input_preview", SafeText),
    Column("output_preview", SafeText),
    # The texts that are replies are stored in the ledger only.
    Column("input_call_id", ID),
    Column("output_call_id", ID),
    Column("input_tokens", WIDE_INTEGER, nullable=False),
    Column("output_tokens", WIDE_INTEGER, nullable=False),
    Column("thinking_tokens", WIDE_INTEGER, nullable=False),
    Column("cached_tokens", WIDE_INTEGER, nullable=False),
    Column("cost_usd", Double),
    Column("cost_known", Boolean, nullable=False),
    Column("cache_hit", Boolean, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("attributes", Json, nullable=False),
)

payloads = Table(
    "payloads",
    metadata,
    owned_by("trace_id", "traces.id", primary_key=True),
    Column("span_id", String(16), primary_key=True),
    Column("kind", String(8), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
