"""Count what people do with their plans: one row for each plan of a run, and daily sums."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

ID = sa.String(length=36)
MOMENT = sa.DateTime(timezone=True)
WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AMOUNTS = (
    "done",
    "edits",
    "questions",
    "check_ins",
    "efforts",
    "effort_total",
    "energies",
    "energy_total",
    "answers",
    "answers_yes",
)
SKIPS = tuple(
    f"skip_{reason}"
    for reason in ("no_time", "tired", "ill", "away", "too_hard", "not_useful", "other")
)
PAIRED = ("total", "planned", "total_squares", "planned_squares", "products")


def upgrade() -> None:
    op.create_table(
        "plan_outcomes",
        sa.Column("plan_id", ID, nullable=False),
        *(sa.Column(name, ID, nullable=False) for name in ("goal_id", "user_id", "run_id")),
        sa.Column("trace_id", ID, nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("fingerprint", sa.String(length=16), nullable=True),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("model", "prompt_version", "plan_model", "plan_prompt")
        ),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        *(
            sa.Column(name, MOMENT, nullable=False)
            for name in ("made_at", "edit_until", "week_1_until", "return_from", "return_until")
        ),
        *(
            sa.Column(name, sa.Date(), nullable=False)
            for name in ("edit_final_on", "week_1_final_on", "return_final_on")
        ),
        sa.Column("week_1_tasks", sa.Text(), nullable=False),
        sa.Column("reaches_week_2", sa.Boolean(), nullable=False),
        sa.Column("replaced_at", MOMENT, nullable=True),
        sa.Column("week_1_counts", sa.Boolean(), nullable=False),
        sa.Column("week_1_planned", sa.Integer(), nullable=False),
        sa.Column("week_1_done", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Boolean(), nullable=False)
            for name in ("return_counts", "returned", "edited")
        ),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in (*AMOUNTS, *SKIPS)),
        *(
            sa.ForeignKeyConstraint(
                [name],
                [f"{owner}.id"],
                name=op.f(f"fk_plan_outcomes_{name}_{owner}"),
                ondelete="CASCADE",
            )
            for name, owner in (("plan_id", "plans"), ("goal_id", "goals"), ("user_id", "users"))
        ),
        sa.PrimaryKeyConstraint("plan_id", name=op.f("pk_plan_outcomes")),
    )
    for name in ("goal_id", "user_id", "edit_final_on", "week_1_final_on", "return_final_on"):
        op.create_index(op.f(f"ix_plan_outcomes_{name}"), "plan_outcomes", [name])
    _create_rollup()


def _create_rollup() -> None:
    keys = (
        ("day", sa.Date()),
        ("sample", sa.Boolean()),
        ("figure", sa.String(length=16)),
        ("fingerprint", sa.String(length=16)),
        ("prompt_version", sa.Text()),
        ("plan_prompt", sa.Text()),
        ("model", sa.Text()),
        ("kind", sa.String(length=16)),
        ("language", sa.String(length=8)),
    )
    op.create_table(
        "rollup_outcomes",
        *(sa.Column(name, type_, nullable=False) for name, type_ in keys),
        *(
            sa.Column(name, WIDE, server_default=sa.text("0"), nullable=False)
            for name in ("n", *PAIRED, *AMOUNTS, *SKIPS)
        ),
        sa.PrimaryKeyConstraint(*(name for name, _ in keys), name=op.f("pk_rollup_outcomes")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("rollup_outcomes", "plan_outcomes"):
        op.drop_table(table)
