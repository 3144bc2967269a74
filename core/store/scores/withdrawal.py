"""Take evaluations out of the rollups, before they are deleted."""

from sqlalchemy import ColumnElement, Connection, select

from core.store.database.rows import fetch_all
from core.store.rollups.incremental import update_rollups
from core.store.scores.item_rollup import item_facts
from core.store.scores.tables import evaluation_items, evaluations


def subtract_evaluations(connection: Connection, condition: ColumnElement[bool]) -> None:
    """Subtract the evaluations of a condition, and their items, from the rollups."""
    chosen = select(evaluations.c.id).where(condition)
    items = select(item_facts).where(item_facts.c.evaluation.in_(chosen))
    answered = fetch_all(connection, items)
    rows = fetch_all(connection, select(evaluations).where(condition))
    update_rollups(connection, evaluations, old=rows)
    update_rollups(connection, evaluation_items, old=answered)
