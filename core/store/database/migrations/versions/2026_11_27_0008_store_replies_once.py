"""Store reply texts in the ledger only: spans and cached responses refer to them by call id.

On SQLite spans and stage results become tables with a row id. Without one, a row over 1 kB takes a
page of 4 kB for itself.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0006"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _recreate("spans", _span_columns(), with_rowid=True)
        _recreate("stage_results", _stage_columns(), with_rowid=True)
    op.add_column("spans", sa.Column("input_call_id", sa.String(length=36), nullable=True))
    op.add_column("spans", sa.Column("output_call_id", sa.String(length=36), nullable=True))
    op.add_column("response_cache", sa.Column("call_id", sa.String(length=36), nullable=True))
    with op.batch_alter_table("response_cache") as batch:
        batch.alter_column("reply", existing_type=sa.LargeBinary(), nullable=True)


def downgrade() -> None:
    _copy_replies_back()
    op.execute("DELETE FROM response_cache WHERE reply IS NULL")
    with op.batch_alter_table("response_cache") as batch:
        batch.alter_column("reply", existing_type=sa.LargeBinary(), nullable=False)
    op.drop_column("response_cache", "call_id")
    op.drop_column("spans", "output_call_id")
    op.drop_column("spans", "input_call_id")
    if op.get_bind().dialect.name == "sqlite":
        _recreate("spans", _span_columns(), with_rowid=False)
        _recreate("stage_results", _stage_columns(), with_rowid=False)


def _copy_replies_back() -> None:
    """Copy the replies to where they were stored before: payloads and cached responses."""
    for kind in ("input", "output"):
        op.execute(
            "INSERT INTO payloads (trace_id, span_id, kind, content) "  # noqa: S608 - two constants
            f"SELECT spans.trace_id, spans.span_id, '{kind}', llm_calls.reply "
            f"FROM spans JOIN llm_calls ON llm_calls.id = spans.{kind}_call_id "
            "WHERE llm_calls.reply IS NOT NULL"
        )
    op.execute(
        "UPDATE spans SET input_preview = (SELECT max(writer.output_preview) FROM spans AS writer "
        "WHERE writer.trace_id = spans.trace_id AND writer.output_call_id = spans.input_call_id) "
        "WHERE input_call_id IS NOT NULL"
    )
    op.execute(
        "UPDATE response_cache SET reply = "
        "(SELECT reply FROM llm_calls WHERE llm_calls.id = response_cache.call_id) "
        "WHERE reply IS NULL"
    )


def _recreate(name: str, columns: list[sa.Column[object]], *, with_rowid: bool) -> None:
    """Rebuild a SQLite table: whether it has a row id cannot be altered."""
    parent = "traces" if name == "spans" else "runs"
    key = [column.name for column in columns[:2]]
    listed = ", ".join(column.name for column in columns)
    op.create_table(
        f"{name}_new",
        *columns,
        sa.ForeignKeyConstraint(
            key[:1],
            [f"{parent}.id"],
            name=op.f(f"fk_{name}_{key[0]}_{parent}"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}")),
        sqlite_with_rowid=with_rowid,
    )
    op.execute(
        f"INSERT INTO {name}_new ({listed}) SELECT {listed} FROM {name}"  # noqa: S608 - constants
    )
    op.drop_table(name)
    op.rename_table(f"{name}_new", name)


def _span_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("trace_id", sa.String(length=36), nullable=False),
        sa.Column("span_id", sa.String(length=16), nullable=False),
        sa.Column("parent_id", sa.String(length=16), nullable=True),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("started_at", TIME, nullable=False),
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
    ]


def _stage_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("run_id", sa.String(length=36), nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("output", sa.Text(), nullable=True),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("provider", sa.Text(), nullable=True),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("prompt", sa.Text(), nullable=True),
        sa.Column("started_at", TIME, nullable=False),
        sa.Column("finished_at", TIME, nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
    ]
