"""Erase goals and samples. Rollups are reduced first, then rows are deleted by cascade."""

from sqlalchemy import ColumnElement, Connection, delete, or_, select, update

from core.store.accounts.tables import users
from core.store.calls.store import CallStore
from core.store.calls.tables import llm_calls
from core.store.database.rows import fetch_all
from core.store.exports.tables import outbox
from core.store.goals.tables import goals
from core.store.outcomes.tables import plan_outcomes
from core.store.ratings.tables import ratings
from core.store.rollups.incremental import update_rollups
from core.store.rollups.tables import TABLES as ROLLUP_TABLES
from core.store.runs.tables import runs
from core.store.scores.tables import evaluations
from core.store.traces.tables import traces


def erase_goal(connection: Connection, goal_id: str) -> None:
    """Erase a goal, everything written for it, and its share of the rollups."""
    theirs = select(traces.c.id).where(traces.c.goal_id == goal_id).scalar_subquery()
    _take_back(
        connection,
        of_traces=traces.c.goal_id == goal_id,
        of_ratings=ratings.c.trace_id.in_(theirs),
        of_evaluations=or_(evaluations.c.trace_id.in_(theirs), evaluations.c.goal_id == goal_id),
        of_outcomes=plan_outcomes.c.goal_id == goal_id,
    )
    asked = select(runs.c.id).where(runs.c.goal_id == goal_id).scalar_subquery()
    paid = or_(
        llm_calls.c.run_id.in_(asked),
        llm_calls.c.trace_id.in_(theirs),
        llm_calls.c.goal_id == goal_id,
    )
    connection.execute(update(llm_calls).where(paid).values(reply=None, message=None))
    connection.execute(delete(outbox).where(outbox.c.trace_id.in_(theirs)))
    connection.execute(delete(evaluations).where(evaluations.c.goal_id == goal_id))
    connection.execute(delete(traces).where(traces.c.goal_id == goal_id))
    connection.execute(delete(goals).where(goals.c.id == goal_id))


def erase_sample(connection: Connection) -> None:
    """Erase all sample data."""
    theirs = select(traces.c.id).where(traces.c.sample).scalar_subquery()
    CallStore(connection).erase(llm_calls.c.trace_id.in_(theirs))
    connection.execute(delete(outbox).where(outbox.c.trace_id.in_(theirs)))
    rollups = [table for table in ROLLUP_TABLES.values() if "sample" in table.c]
    for table in (traces, runs, goals, users, *rollups):
        connection.execute(delete(table).where(table.c.sample))


def _take_back(
    connection: Connection,
    *,
    of_traces: ColumnElement[bool],
    of_ratings: ColumnElement[bool],
    of_evaluations: ColumnElement[bool],
    of_outcomes: ColumnElement[bool],
) -> None:
    # In the order in which a run writes the rollups, so that the two never deadlock.
    update_rollups(
        connection,
        evaluations,
        old=fetch_all(connection, select(evaluations).where(of_evaluations)),
    )
    update_rollups(
        connection,
        traces,
        old=fetch_all(connection, select(traces).where(of_traces).with_for_update()),
    )
    update_rollups(
        connection,
        ratings,
        old=fetch_all(connection, select(ratings).where(of_ratings).with_for_update()),
    )
    update_rollups(
        connection,
        plan_outcomes,
        old=fetch_all(connection, select(plan_outcomes).where(of_outcomes).with_for_update()),
    )
