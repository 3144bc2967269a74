"""The table of outcomes: one row for each plan that a run made."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table

from core.progress.task_state import SkipReason
from core.store.database.column_types import ID, Json, SafeText, Utc
from core.store.database.metadata import metadata, owned_by
from core.store.goals.traits import trait_columns

SKIPS = {reason: f"skip_{reason}" for reason in SkipReason}
"""Columns of skipped tasks by reason."""
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
"""Columns that are sums of acts in the first two weeks, beside the skips."""


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


plan_outcomes = Table(
    "plan_outcomes",
    metadata,
    owned_by("plan_id", "plans.id", primary_key=True),
    owned_by("goal_id", "goals.id"),
    owned_by("user_id", "users.id"),
    Column("run_id", ID, nullable=False),
    Column("trace_id", ID, nullable=False),
    _flag("sample"),
    # What the plan was made with; NULL until its run has ended.
    Column("fingerprint", String(16)),
    # Of the resolution, as in traces and ratings.
    Column("model", SafeText, nullable=False),
    Column("prompt_version", SafeText, nullable=False),
    # Of the plan itself.
    Column("plan_model", SafeText, nullable=False),
    Column("plan_prompt", SafeText, nullable=False),
    *trait_columns(),
    # Set once, by the time zone its owner had when the plan was made.
    Column("first_day", Date, nullable=False),
    *(
        Column(name, Utc, nullable=False)
        for name in ("made_at", "edit_until", "week_1_until", "return_from", "return_until")
    ),
    *(
        Column(name, Date, nullable=False)
        for name in ("edit_final_on", "week_1_final_on", "return_final_on")
    ),
    Column("week_1_tasks", Json, nullable=False),
    _flag("reaches_week_2"),
    Column("replaced_at", Utc),
    # Counted again with everything the person does.
    _flag("week_1_counts"),
    _count("week_1_planned"),
    _count("week_1_done"),
    _flag("return_counts"),
    _flag("returned"),
    _flag("edited"),
    *(_count(name) for name in AMOUNTS),
    *(_count(name) for name in SKIPS.values()),
    Index(None, "goal_id"),
    Index(None, "user_id"),
    Index(None, "edit_final_on"),
    Index(None, "week_1_final_on"),
    Index(None, "return_final_on"),
)
