"""Give each task a unique id and store completions apart from plans."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "task_completions",
        sa.Column("goal_id", sa.String(length=36), nullable=False),
        sa.Column("task_id", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["goal_id"],
            ["goals.id"],
            name=op.f("fk_task_completions_goal_id_goals"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("goal_id", "task_id", name=op.f("pk_task_completions")),
        sqlite_with_rowid=False,
    )
    # "w3t2" of one plan becomes "<last 12 digits of the plan's id>-w3t2".
    op.execute("UPDATE plan_tasks SET task_id = substr(plan_id, 25) || '-' || task_id")
    op.execute(
        "INSERT INTO task_completions (goal_id, task_id, done_at, user_id) "
        "SELECT plans.goal_id, plan_tasks.task_id, plan_tasks.done_at, goals.user_id "
        "FROM plan_tasks JOIN plans ON plans.id = plan_tasks.plan_id "
        "JOIN goals ON goals.id = plans.goal_id WHERE plan_tasks.done_at IS NOT NULL"
    )
    op.drop_column("plan_tasks", "done_at")


def downgrade() -> None:
    op.add_column("plan_tasks", sa.Column("done_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE plan_tasks SET done_at = (SELECT task_completions.done_at FROM task_completions "
        "JOIN plans ON plans.goal_id = task_completions.goal_id "
        "WHERE plans.id = plan_tasks.plan_id AND task_completions.task_id = plan_tasks.task_id)"
    )
    op.execute("UPDATE plan_tasks SET task_id = 'w' || week || 't' || (position + 1)")
    op.drop_table("task_completions")
