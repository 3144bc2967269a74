"""Erase goals, traces and samples. Rollups are reduced first, then rows are deleted by cascade."""

from sqlalchemy import ColumnElement, Connection, delete, or_, select, update

from core.store.accounts.tables import users
from core.store.alerts.tables import alert_events, alerts
from core.store.calls.store import CallStore
from core.store.calls.tables import llm_calls
from core.store.database.rows import fetch_all
from core.store.datasets.removal import remove_items
from core.store.datasets.tables import dataset_items, datasets
from core.store.exports.deletions import Receivers, delete_exports
from core.store.exports.experiments import delete_exported_items
from core.store.exports.tables import outbox
from core.store.goals.tables import goals
from core.store.outcomes.tables import plan_outcomes
from core.store.ratings.tables import ratings
from core.store.rollups.incremental import update_rollups
from core.store.rollups.tables import TABLES as ROLLUP_TABLES
from core.store.runs.tables import runs
from core.store.scores.tables import evaluations
from core.store.scores.withdrawal import subtract_evaluations
from core.store.traces.tables import traces
from core.store.trials.tables import trials


def erase_goal(connection: Connection, goal_id: str, receivers: Receivers | None = None) -> None:
    """Erase a goal, everything written for it, and its share of the rollups.

    Its traces are deleted at `receivers` too, if there are some.
    """
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
    # Held until the commit, so that no dataset saves an item of it meanwhile.
    connection.execute(select(goals.c.id).where(goals.c.id == goal_id).with_for_update())
    of_items = dataset_items.c.goal_id == goal_id
    if receivers is not None:
        delete_exported_items(connection, of_items, sinks=receivers.sinks, now=receivers.now)
    remove_items(connection, of_items)
    _delete_deliveries(connection, traces.c.goal_id == goal_id, receivers)
    connection.execute(delete(evaluations).where(evaluations.c.goal_id == goal_id))
    connection.execute(delete(traces).where(traces.c.goal_id == goal_id))
    connection.execute(delete(goals).where(goals.c.id == goal_id))


def erase_traces_of(
    connection: Connection, user_id: str, receivers: Receivers | None = None
) -> None:
    """Erase what a person did outside of goals, with its share of the rollups."""
    of_traces = traces.c.user_id == user_id
    theirs = select(traces.c.id).where(of_traces).scalar_subquery()
    _take_back(
        connection,
        of_traces=of_traces,
        of_ratings=ratings.c.trace_id.in_(theirs),
        of_evaluations=evaluations.c.trace_id.in_(theirs),
        of_outcomes=plan_outcomes.c.user_id == user_id,
    )
    paid = or_(llm_calls.c.user_id == user_id, llm_calls.c.trace_id.in_(theirs))
    connection.execute(update(llm_calls).where(paid).values(reply=None, message=None))
    _delete_deliveries(connection, of_traces, receivers)
    connection.execute(delete(traces).where(of_traces))


def _delete_deliveries(
    connection: Connection, of_traces: ColumnElement[bool], receivers: Receivers | None
) -> None:
    if receivers is not None:
        delete_exports(connection, of_traces, receivers)
        return
    theirs = select(traces.c.id).where(of_traces).scalar_subquery()
    connection.execute(delete(outbox).where(outbox.c.trace_id.in_(theirs)))


def erase_sample(connection: Connection) -> None:
    """Erase all sample data."""
    theirs = select(traces.c.id).where(traces.c.sample).scalar_subquery()
    CallStore(connection).erase(llm_calls.c.trace_id.in_(theirs))
    connection.execute(delete(outbox).where(outbox.c.trace_id.in_(theirs)))
    rollups = [table for table in ROLLUP_TABLES.values() if "sample" in table.c]
    for table in (datasets, trials, traces, runs, goals, users, alerts, alert_events, *rollups):
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
    subtract_evaluations(connection, of_evaluations)
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
