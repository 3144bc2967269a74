"""Lay the tables, and the text index over traces in the words of each dialect."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# The index holds no text of its own: triggers keep it in step with the traces it refers to by number.
SQLITE_INDEX = (
    """CREATE VIRTUAL TABLE trace_search USING fts5(
        search_text, content='traces', content_rowid='number', tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER trace_search_added AFTER INSERT ON traces BEGIN
        INSERT INTO trace_search(rowid, search_text) VALUES (new.number, new.search_text);
    END""",
    """CREATE TRIGGER trace_search_removed AFTER DELETE ON traces BEGIN
        INSERT INTO trace_search(trace_search, rowid, search_text) VALUES ('delete', old.number, old.search_text);
    END""",
    """CREATE TRIGGER trace_search_changed AFTER UPDATE OF search_text ON traces BEGIN
        INSERT INTO trace_search(trace_search, rowid, search_text) VALUES ('delete', old.number, old.search_text);
        INSERT INTO trace_search(rowid, search_text) VALUES (new.number, new.search_text);
    END""",
)
POSTGRES_INDEX = ("CREATE INDEX trace_search ON traces USING gin (to_tsvector('simple', search_text))",)


def upgrade() -> None:
    op.create_table(
        "llm_calls",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("trace_id", sa.String(length=36), nullable=True),
        sa.Column("run_id", sa.String(length=36), nullable=True),
        sa.Column("stage", sa.String(length=32), nullable=True),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("prompt_name", sa.Text(), nullable=False),
        sa.Column("prompt_version", sa.Integer(), nullable=False),
        sa.Column("prompt_hash", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reply", sa.LargeBinary(), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=True),
        sa.Column("finish_reason", sa.Text(), nullable=True),
        sa.Column("cache_hit", sa.Boolean(), nullable=False),
        sa.Column("input_tokens", WIDE, nullable=False),
        sa.Column("output_tokens", WIDE, nullable=False),
        sa.Column("thinking_tokens", WIDE, nullable=False),
        sa.Column("cached_tokens", WIDE, nullable=False),
        sa.Column("tokens_estimated", sa.Boolean(), nullable=False),
        sa.Column("cost_usd", sa.Double(), nullable=True),
        sa.Column("price_version", sa.Text(), nullable=True),
        sa.Column("fault", sa.String(length=32), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_llm_calls")),
    )
    with op.batch_alter_table("llm_calls", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_llm_calls_run_id"), ["run_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_llm_calls_started_at"), ["started_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_llm_calls_status_started_at"), ["status", "started_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_llm_calls_trace_id"), ["trace_id"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", WIDE, autoincrement=True, nullable=False),
        sa.Column("sink", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("trace_id", sa.String(length=36), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outbox_state_sink_next_attempt_at"), ["state", "sink", "next_attempt_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_outbox_trace_id"), ["trace_id"], unique=False)

    op.create_table(
        "rollup_latency",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("prompt_version", sa.Text(), nullable=False),
        sa.Column("bucket", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", WIDE, server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint(
            "day", "sample", "name", "model", "prompt_version", "bucket", name=op.f("pk_rollup_latency")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rollup_ratings",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("dimension", sa.String(length=16), nullable=False),
        sa.Column("prompt_version", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("n", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("total", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("squares", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("h1", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("h2", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("h3", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("h4", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("h5", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("h6", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("h7", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("h8", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("h9", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("h10", WIDE, server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint(
            "day", "sample", "dimension", "prompt_version", "model", name=op.f("pk_rollup_ratings")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rollup_scores",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("dimension", sa.String(length=16), nullable=False),
        sa.Column("prompt_version", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("judge", sa.Text(), nullable=False),
        sa.Column("n", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("total", sa.Double(), server_default=sa.text("0"), nullable=False),
        sa.Column("squares", sa.Double(), server_default=sa.text("0"), nullable=False),
        sa.Column("unscored", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("saturated", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("b0", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("b1", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("b2", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("b3", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("b4", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("b5", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("b6", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("b7", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("b8", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("b9", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("b10", WIDE, server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint(
            "day", "sample", "dimension", "prompt_version", "model", "judge", name=op.f("pk_rollup_scores")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rollup_traces",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("prompt_version", sa.Text(), nullable=False),
        sa.Column("n", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("errors", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("cancelled", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("input_tokens", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("output_tokens", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("thinking_tokens", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("cached_tokens", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("cost_usd", sa.Double(), server_default=sa.text("0"), nullable=False),
        sa.Column("cost_unknown", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("duration_us", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("overhead_us", WIDE, server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("day", "sample", "name", "model", "prompt_version", name=op.f("pk_rollup_traces")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "users",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("tier", sa.String(length=16), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
    )
    op.create_table(
        "goals",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("circumstances", sa.Text(), nullable=False),
        sa.Column("clarified", sa.Text(), nullable=True),
        sa.Column("domain", sa.String(length=64), nullable=True),
        sa.Column("trace_id", sa.String(length=36), nullable=True),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_goals_user_id_users"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goals")),
    )
    with op.batch_alter_table("goals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goals_sample_id"), ["sample", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_goals_user_id_sample_created_at_id"), ["user_id", "sample", "created_at", "id"], unique=False
        )

    op.create_table(
        "plans",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("goal_id", sa.String(length=36), nullable=False),
        sa.Column("run_id", sa.String(length=36), nullable=True),
        sa.Column("trace_id", sa.String(length=36), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("hours_per_week", sa.Double(), nullable=False),
        sa.Column("check_in_weeks", sa.Text(), nullable=False),
        sa.Column("resources", sa.Text(), nullable=False),
        sa.Column("contingencies", sa.Text(), nullable=False),
        sa.Column("repairs", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goals.id"], name=op.f("fk_plans_goal_id_goals"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
    )
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plans_goal_id_id"), ["goal_id", "id"], unique=False)

    op.create_table(
        "resolutions",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("goal_id", sa.String(length=36), nullable=False),
        sa.Column("run_id", sa.String(length=36), nullable=True),
        sa.Column("trace_id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name=op.f("fk_resolutions_goal_id_goals"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolutions")),
    )
    with op.batch_alter_table("resolutions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_resolutions_goal_id_id"), ["goal_id", "id"], unique=False)

    op.create_table(
        "runs",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("goal_id", sa.String(length=36), nullable=True),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("trace_id", sa.String(length=36), nullable=False),
        sa.Column("root_span_id", sa.String(length=16), nullable=False),
        sa.Column("cancel_requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("error_advice", sa.Text(), nullable=True),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goals.id"], name=op.f("fk_runs_goal_id_goals"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_runs_user_id_users"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
        sa.UniqueConstraint("user_id", "key", name=op.f("uq_runs_user_id_key")),
    )
    with op.batch_alter_table("runs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_runs_goal_id_id"), ["goal_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_runs_status_lease_until"), ["status", "lease_until"], unique=False)

    op.create_table(
        "traces",
        sa.Column("number", WIDE, autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("duration_us", WIDE, nullable=True),
        sa.Column("latency_bucket", sa.Integer(), nullable=True),
        sa.Column("input_tokens", WIDE, nullable=False),
        sa.Column("output_tokens", WIDE, nullable=False),
        sa.Column("thinking_tokens", WIDE, nullable=False),
        sa.Column("cached_tokens", WIDE, nullable=False),
        sa.Column("cost_usd", sa.Double(), nullable=True),
        sa.Column("cost_known", sa.Boolean(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("overall", sa.Double(), nullable=True),
        sa.Column("overhead_us", WIDE, nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=True),
        sa.Column("goal_id", sa.String(length=36), nullable=True),
        sa.Column("run_id", sa.String(length=36), nullable=True),
        sa.Column("root_span_id", sa.String(length=16), nullable=False),
        sa.Column("writer_model", sa.Text(), nullable=False),
        sa.Column("prompt_version", sa.Text(), nullable=False),
        sa.Column("judge_model", sa.Text(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goals.id"], name=op.f("fk_traces_goal_id_goals"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_traces_user_id_users"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_traces")),
        sa.UniqueConstraint("id", name=op.f("uq_traces_id")),
    )
    with op.batch_alter_table("traces", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_traces_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_traces_sample_number"), ["sample", "number"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_traces_sample_overall_number"), ["sample", "overall", "number"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_traces_sample_prompt_version_number"), ["sample", "prompt_version", "number"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_traces_sample_status_number"), ["sample", "status", "number"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_traces_user_id"), ["user_id"], unique=False)

    op.create_table(
        "evaluations",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("trace_id", sa.String(length=36), nullable=False),
        sa.Column("goal_id", sa.String(length=36), nullable=True),
        sa.Column("run_id", sa.String(length=36), nullable=True),
        sa.Column("overall", sa.Double(), nullable=True),
        sa.Column("clarity", sa.Double(), nullable=True),
        sa.Column("specificity", sa.Double(), nullable=True),
        sa.Column("measurability", sa.Double(), nullable=True),
        sa.Column("actionability", sa.Double(), nullable=True),
        sa.Column("dimensions", sa.Text(), nullable=False),
        sa.Column("strengths", sa.Text(), nullable=False),
        sa.Column("suggestions", sa.Text(), nullable=False),
        sa.Column("scored_by", sa.String(length=8), nullable=False),
        sa.Column("rubric_version", sa.String(length=16), nullable=False),
        sa.Column("judge_model", sa.Text(), nullable=False),
        sa.Column("judge_provider", sa.Text(), nullable=False),
        sa.Column("judge_prompt_name", sa.Text(), nullable=False),
        sa.Column("judge_prompt_version", sa.Integer(), nullable=True),
        sa.Column("writer_model", sa.Text(), nullable=False),
        sa.Column("prompt_version", sa.Text(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name=op.f("fk_evaluations_goal_id_goals"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["trace_id"], ["traces.id"], name=op.f("fk_evaluations_trace_id_traces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluations")),
    )
    with op.batch_alter_table("evaluations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evaluations_goal_id_id"), ["goal_id", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_evaluations_sample_created_at_id"), ["sample", "created_at", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_evaluations_trace_id"), ["trace_id"], unique=False)

    op.create_table(
        "payloads",
        sa.Column("trace_id", sa.String(length=36), nullable=False),
        sa.Column("span_id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["trace_id"], ["traces.id"], name=op.f("fk_payloads_trace_id_traces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trace_id", "span_id", "kind", name=op.f("pk_payloads")),
    )
    op.create_table(
        "plan_weeks",
        sa.Column("plan_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("focus", sa.Text(), nullable=False),
        sa.Column("if_then", sa.Text(), nullable=False),
        sa.Column("load", sa.Double(), nullable=True),
        sa.Column("reserve_days", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_plan_weeks_plan_id_plans"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("plan_id", "number", name=op.f("pk_plan_weeks")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ratings",
        sa.Column("trace_id", sa.String(length=36), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("half_stars", sa.Integer(), nullable=False),
        sa.Column("usefulness", sa.Boolean(), nullable=True),
        sa.Column("clarity", sa.Boolean(), nullable=True),
        sa.Column("motivation", sa.Boolean(), nullable=True),
        sa.Column("personalization", sa.Boolean(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("prompt_version", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["trace_id"], ["traces.id"], name=op.f("fk_ratings_trace_id_traces"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_ratings_user_id_users"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("trace_id", "user_id", name=op.f("pk_ratings")),
    )
    with op.batch_alter_table("ratings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ratings_sample_created_at_trace_id_user_id"),
            ["sample", "created_at", "trace_id", "user_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_ratings_user_id"), ["user_id"], unique=False)

    op.create_table(
        "spans",
        sa.Column("trace_id", sa.String(length=36), nullable=False),
        sa.Column("span_id", sa.String(length=16), nullable=False),
        sa.Column("parent_id", sa.String(length=16), nullable=True),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("duration_us", WIDE, nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("provider", sa.Text(), nullable=True),
        sa.Column("prompt_name", sa.Text(), nullable=True),
        sa.Column("prompt_version", sa.Integer(), nullable=True),
        sa.Column("prompt_hash", sa.Text(), nullable=True),
        sa.Column("input_preview", sa.Text(), nullable=True),
        sa.Column("output_preview", sa.Text(), nullable=True),
        sa.Column("input_tokens", WIDE, nullable=False),
        sa.Column("output_tokens", WIDE, nullable=False),
        sa.Column("thinking_tokens", WIDE, nullable=False),
        sa.Column("cached_tokens", WIDE, nullable=False),
        sa.Column("cost_usd", sa.Double(), nullable=True),
        sa.Column("cost_known", sa.Boolean(), nullable=False),
        sa.Column("cache_hit", sa.Boolean(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("attributes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["trace_id"], ["traces.id"], name=op.f("fk_spans_trace_id_traces"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("trace_id", "span_id", name=op.f("pk_spans")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "stage_results",
        sa.Column("run_id", sa.String(length=36), nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("output", sa.Text(), nullable=True),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("provider", sa.Text(), nullable=True),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("prompt", sa.Text(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_stage_results_run_id_runs"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("run_id", "stage", name=op.f("pk_stage_results")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "evaluation_items",
        sa.Column("evaluation_id", sa.String(length=36), nullable=False),
        sa.Column("dimension", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("yes", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evaluation_id"],
            ["evaluations.id"],
            name=op.f("fk_evaluation_items_evaluation_id_evaluations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("evaluation_id", "dimension", "position", name=op.f("pk_evaluation_items")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "plan_milestones",
        sa.Column("plan_id", sa.String(length=36), nullable=False),
        sa.Column("week", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("target", sa.Double(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id", "week"],
            ["plan_weeks.plan_id", "plan_weeks.number"],
            name=op.f("fk_plan_milestones_plan_id_plan_weeks"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("plan_id", "week", name=op.f("pk_plan_milestones")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "plan_tasks",
        sa.Column("plan_id", sa.String(length=36), nullable=False),
        sa.Column("week", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("task_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(length=3), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["plan_id", "week"],
            ["plan_weeks.plan_id", "plan_weeks.number"],
            name=op.f("fk_plan_tasks_plan_id_plan_weeks"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("plan_id", "week", "position", name=op.f("pk_plan_tasks")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rating_history",
        sa.Column("id", WIDE, autoincrement=True, nullable=False),
        sa.Column("trace_id", sa.String(length=36), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("half_stars", sa.Integer(), nullable=False),
        sa.Column("usefulness", sa.Boolean(), nullable=True),
        sa.Column("clarity", sa.Boolean(), nullable=True),
        sa.Column("motivation", sa.Boolean(), nullable=True),
        sa.Column("personalization", sa.Boolean(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["trace_id", "user_id"],
            ["ratings.trace_id", "ratings.user_id"],
            name=op.f("fk_rating_history_trace_id_ratings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_history")),
    )
    with op.batch_alter_table("rating_history", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rating_history_trace_id_user_id_id"), ["trace_id", "user_id", "id"], unique=False
        )

    for statement in POSTGRES_INDEX if op.get_bind().dialect.name == "postgresql" else SQLITE_INDEX:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        op.drop_table("trace_search")
    with op.batch_alter_table("rating_history", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rating_history_trace_id_user_id_id"))

    op.drop_table("rating_history")
    op.drop_table("plan_tasks")
    op.drop_table("plan_milestones")
    op.drop_table("evaluation_items")
    op.drop_table("stage_results")
    op.drop_table("spans")
    with op.batch_alter_table("ratings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ratings_user_id"))
        batch_op.drop_index(batch_op.f("ix_ratings_sample_created_at_trace_id_user_id"))

    op.drop_table("ratings")
    op.drop_table("plan_weeks")
    op.drop_table("payloads")
    with op.batch_alter_table("evaluations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evaluations_trace_id"))
        batch_op.drop_index(batch_op.f("ix_evaluations_sample_created_at_id"))
        batch_op.drop_index(batch_op.f("ix_evaluations_goal_id_id"))

    op.drop_table("evaluations")
    with op.batch_alter_table("traces", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_traces_user_id"))
        batch_op.drop_index(batch_op.f("ix_traces_sample_status_number"))
        batch_op.drop_index(batch_op.f("ix_traces_sample_prompt_version_number"))
        batch_op.drop_index(batch_op.f("ix_traces_sample_overall_number"))
        batch_op.drop_index(batch_op.f("ix_traces_sample_number"))
        batch_op.drop_index(batch_op.f("ix_traces_goal_id"))

    op.drop_table("traces")
    with op.batch_alter_table("runs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_runs_status_lease_until"))
        batch_op.drop_index(batch_op.f("ix_runs_goal_id_id"))

    op.drop_table("runs")
    with op.batch_alter_table("resolutions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_resolutions_goal_id_id"))

    op.drop_table("resolutions")
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plans_goal_id_id"))

    op.drop_table("plans")
    with op.batch_alter_table("goals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goals_user_id_sample_created_at_id"))
        batch_op.drop_index(batch_op.f("ix_goals_sample_id"))

    op.drop_table("goals")
    op.drop_table("users")
    op.drop_table("rollup_traces")
    op.drop_table("rollup_scores")
    op.drop_table("rollup_ratings")
    op.drop_table("rollup_latency")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_trace_id"))
        batch_op.drop_index(batch_op.f("ix_outbox_state_sink_next_attempt_at"))

    op.drop_table("outbox")
    with op.batch_alter_table("llm_calls", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_llm_calls_trace_id"))
        batch_op.drop_index(batch_op.f("ix_llm_calls_status_started_at"))
        batch_op.drop_index(batch_op.f("ix_llm_calls_started_at"))
        batch_op.drop_index(batch_op.f("ix_llm_calls_run_id"))

    op.drop_table("llm_calls")
