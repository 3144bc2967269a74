"""Tables of evaluation runs: what is compared, a case for each item and variant, and pairs."""

from sqlalchemy import Boolean, Column, Double, ForeignKey, Index, Integer, String, Table, false

from core.store.database.column_types import ID, WIDE_INTEGER, Json, SafeText, Utc
from core.store.database.metadata import metadata, owned_by

evaluation_runs = Table(
    "evaluation_runs",
    metadata,
    Column("id", ID, primary_key=True),
    owned_by("version_id", "dataset_versions.id"),
    Column("split", String(10)),
    Column("variants", Json, nullable=False),
    Column("judge", String(64), nullable=False),
    # Items it was started with; those that people had removed since have no cases any more.
    Column("items", Integer, nullable=False),
    Column("budget_usd", Double),
    Column("forecast", Json, nullable=False),
    Column("note", SafeText, nullable=False),
    Column("sample", Boolean, nullable=False),
    # True if it was started to decide whether its second variant may meet people.
    Column("replay", Boolean, server_default=false(), nullable=False),
    Column("created_by", ID, ForeignKey("users.id", ondelete="SET NULL")),
    Column("created_at", Utc, nullable=False),
    Column("cancelled_at", Utc),
    # True if a model also compares both texts of each item, in both orders.
    Column("pairwise", Boolean, server_default=false(), nullable=False),
    # When it was last queued for receivers that have experiments.
    Column("experiment_queued_at", Utc),
    Index(None, "version_id"),
    Index(None, "created_by"),
)

evaluation_cases = Table(
    "evaluation_cases",
    metadata,
    owned_by("evaluation_run_id", "evaluation_runs.id", primary_key=True),
    # A person who has their goal deleted takes its cases along.
    owned_by("item_id", "dataset_items.id", primary_key=True),
    Column("variant", Integer, primary_key=True),
    # No foreign keys: a result outlives the run and the trace that show how it was made.
    Column("run_id", ID, nullable=False),
    Column("trace_id", ID, nullable=False),
    Column("status", String(16), nullable=False),
    Column("error", SafeText),
    Column("scores", Json),
    Column("answers", Json),
    Column("cost_usd", Double),
    # True if a price is unknown, or if a call may have been billed without a reply.
    Column("unpriced", Boolean, nullable=False),
    Column("duration_us", WIDE_INTEGER),
    Column("ended_at", Utc),
    Index(None, "item_id"),
    Index(None, "run_id", unique=True),
    sqlite_with_rowid=False,
)

# One for each item and variant after the first; its run is queued when both cases are done.
evaluation_pairs = Table(
    "evaluation_pairs",
    metadata,
    owned_by("evaluation_run_id", "evaluation_runs.id", primary_key=True),
    owned_by("item_id", "dataset_items.id", primary_key=True),
    Column("variant", Integer, primary_key=True),
    Column("run_id", ID, nullable=False),
    Column("trace_id", ID, nullable=False),
    Column("status", String(16), nullable=False),
    Column("error", SafeText),
    # What the judge preferred in each order, with its reason.
    Column("baseline_first", Json),
    Column("variant_first", Json),
    Column("cost_usd", Double),
    Column("unpriced", Boolean, nullable=False),
    Column("ended_at", Utc),
    Index(None, "item_id"),
    Index(None, "run_id", unique=True),
    sqlite_with_rowid=False,
)
