"""Share breakers, budgets and cached responses; add owners of calls, alerts, periodic jobs."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "alerts",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_alerts")),
    )
    op.create_index(
        op.f("ix_alerts_resolved_at_raised_at"),
        "alerts",
        ["resolved_at", "raised_at"],
        unique=False,
    )
    op.create_table(
        "budget_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("spent_nano_usd", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("reserved_nano_usd", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("refused", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("warned", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("day", "scope", name=op.f("pk_budget_days")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "model_breakers",
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("revision", WIDE, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_failure_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rests_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rests", sa.Integer(), nullable=False),
        sa.Column("probe_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("model", name=op.f("pk_model_breakers")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "periodic_jobs",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("result", sa.Text(), server_default="", nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_periodic_jobs")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rollup_calls",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("prompt_version", sa.Text(), nullable=False),
        sa.Column("tier", sa.String(length=16), nullable=False),
        sa.Column("n", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("failed", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("doubtful", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("cache_hits", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("estimated", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("input_tokens", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("output_tokens", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("thinking_tokens", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("cached_tokens", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("cost_usd", sa.Double(), server_default=sa.text("0"), nullable=False),
        sa.Column("cost_unknown", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("duration_us", WIDE, server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint(
            "day",
            "purpose",
            "provider",
            "model",
            "prompt_version",
            "tier",
            name=op.f("pk_rollup_calls"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rollup_user_costs",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("tier", sa.String(length=16), nullable=False),
        sa.Column("n", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("cache_hits", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("tokens", WIDE, server_default=sa.text("0"), nullable=False),
        sa.Column("cost_usd", sa.Double(), server_default=sa.text("0"), nullable=False),
        sa.Column("cost_unknown", WIDE, server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("day", "user_id", "tier", name=op.f("pk_rollup_user_costs")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "response_cache",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=True),
        sa.Column("goal_id", sa.String(length=36), nullable=True),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("prompt_name", sa.Text(), nullable=False),
        sa.Column("prompt_version", sa.Integer(), nullable=False),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.Column("finish_reason", sa.Text(), nullable=False),
        sa.Column("reply", sa.LargeBinary(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("cost_usd", sa.Double(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hits", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["goal_id"],
            ["goals.id"],
            name=op.f("fk_response_cache_goal_id_goals"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_response_cache_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_response_cache")),
    )
    op.create_index(op.f("ix_response_cache_goal_id"), "response_cache", ["goal_id"], unique=False)
    op.create_index(op.f("ix_response_cache_used_at"), "response_cache", ["used_at"], unique=False)
    op.create_index(op.f("ix_response_cache_user_id"), "response_cache", ["user_id"], unique=False)
    op.add_column("llm_calls", sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("llm_calls", sa.Column("day", sa.Date(), nullable=True))
    op.add_column("llm_calls", sa.Column("user_id", sa.String(length=36), nullable=True))
    op.add_column("llm_calls", sa.Column("goal_id", sa.String(length=36), nullable=True))
    op.add_column(
        "llm_calls", sa.Column("tier", sa.String(length=16), server_default="basic", nullable=False)
    )
    op.add_column(
        "llm_calls", sa.Column("reserved_nano_usd", WIDE, server_default="0", nullable=False)
    )
    op.add_column(
        "llm_calls", sa.Column("ceiling_tokens", WIDE, server_default="0", nullable=False)
    )
    op.create_index(
        op.f("ix_llm_calls_provider_started_at"),
        "llm_calls",
        ["provider", "started_at"],
        unique=False,
    )
    op.add_column("runs", sa.Column("priority", sa.Integer(), server_default="0", nullable=False))
    op.add_column("runs", sa.Column("claims", sa.Integer(), server_default="0", nullable=False))
    op.add_column("runs", sa.Column("deadline_at", sa.DateTime(timezone=True), nullable=True))
    _fill_in_old_calls()


def _fill_in_old_calls() -> None:
    """Date the calls made so far and name whom they were for; `rein rebuild` then counts them."""
    day = (
        "substr(started_at, 1, 10)"
        if op.get_bind().dialect.name == "sqlite"
        else "(started_at AT TIME ZONE 'UTC')::date"
    )
    op.execute(f"UPDATE llm_calls SET day = {day}")
    for column in ("user_id", "goal_id"):
        op.execute(
            f"UPDATE llm_calls SET {column} = "
            f"(SELECT runs.{column} FROM runs WHERE runs.id = llm_calls.run_id)"
        )


def downgrade() -> None:
    op.drop_column("runs", "deadline_at")
    op.drop_column("runs", "claims")
    op.drop_column("runs", "priority")
    op.drop_index(op.f("ix_llm_calls_provider_started_at"), table_name="llm_calls")
    op.drop_column("llm_calls", "ceiling_tokens")
    op.drop_column("llm_calls", "reserved_nano_usd")
    op.drop_column("llm_calls", "tier")
    op.drop_column("llm_calls", "goal_id")
    op.drop_column("llm_calls", "user_id")
    op.drop_column("llm_calls", "day")
    op.drop_column("llm_calls", "expires_at")
    op.drop_index(op.f("ix_response_cache_user_id"), table_name="response_cache")
    op.drop_index(op.f("ix_response_cache_used_at"), table_name="response_cache")
    op.drop_index(op.f("ix_response_cache_goal_id"), table_name="response_cache")
    op.drop_table("response_cache")
    op.drop_table("rollup_user_costs")
    op.drop_table("rollup_calls")
    op.drop_table("periodic_jobs")
    op.drop_table("model_breakers")
    op.drop_table("budget_days")
    op.drop_index(op.f("ix_alerts_resolved_at_raised_at"), table_name="alerts")
    op.drop_table("alerts")
