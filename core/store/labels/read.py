"""Read labels, their history, and what is left to label in a version."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select, tuple_

from core.datasets.label import CameBy, Verdict
from core.datasets.queue import QueueItem
from core.store.accounts.tables import users
from core.store.database.engine import Database
from core.store.database.pagination import Page, clamp_limit, cut_page, decode_cursor, encode_cursor
from core.store.database.rows import Row, fetch_all
from core.store.datasets.tables import dataset_items, dataset_version_items
from core.store.labels.tables import label_history, label_skips, labels
from core.store.labels.values import LabelChange, LabelRow


def list_queue(database: Database, version_id: str, *, user_id: str) -> tuple[QueueItem, ...]:
    """Return all items of a version with how often each is labelled, and whether by this person."""
    item, held = dataset_items.c, dataset_version_items.c
    source = dataset_items.join(dataset_version_items, held.item_id == item.id)
    of_version = held.version_id == version_id
    items = select(item.id, item.subject, item.overall, item.stars).select_from(source)
    given = (
        select(labels.c.subject, labels.c.user_id)
        .where(labels.c.withdrawn_at.is_(None))
        .where(labels.c.subject.in_(select(item.subject).select_from(source).where(of_version)))
    )
    skips = select(label_skips.c.item_id).where(label_skips.c.user_id == user_id)
    with database.read() as connection:
        rows = fetch_all(connection, items.where(of_version))
        by: dict[str, set[str]] = {}
        for row in connection.execute(given):
            by.setdefault(row.subject, set()).add(row.user_id)
        skipped = set(connection.execute(skips).scalars())
    return tuple(
        QueueItem(
            item_id=row["id"],
            subject=row["subject"],
            overall=row["overall"],
            stars=row["stars"],
            labels=len(by.get(row["subject"], ())),
            mine=user_id in by.get(row["subject"], ()),
            skipped=row["id"] in skipped,
        )
        for row in rows
    )


def find_label(database: Database, subject: str, *, user_id: str) -> LabelRow | None:
    """Return a person's label of a reply, or None if there is none or it was withdrawn."""
    query = _select().where(labels.c.subject == subject, labels.c.user_id == user_id)
    with database.read() as connection:
        rows = fetch_all(connection, query)
    return _to_row(rows[0]) if rows else None


def list_labels_of_version(database: Database, version_id: str) -> tuple[LabelRow, ...]:
    """Return the labels of every reply in a version, oldest first."""
    subjects = (
        select(dataset_items.c.subject)
        .join(dataset_version_items, dataset_version_items.c.item_id == dataset_items.c.id)
        .where(dataset_version_items.c.version_id == version_id)
    )
    query = _select().where(labels.c.subject.in_(subjects))
    return _list(database, query)


def list_labels_of_trace(database: Database, trace_id: str) -> tuple[LabelRow, ...]:
    """Return the labels of a trace's reply, oldest first."""
    return _list(database, _select().where(labels.c.trace_id == trace_id))


def list_labels(
    database: Database, *, sample: bool, limit: int = 50, cursor: str | None = None
) -> Page[LabelRow]:
    """Return all labels that were not withdrawn, newest first."""
    place = (labels.c.created_at, labels.c.id)
    query = _select().where(labels.c.sample.is_(sample))
    query = query.order_by(*(column.desc() for column in place)).limit(clamp_limit(limit) + 1)
    if cursor is not None:
        query = query.where(tuple_(*place) < decode_cursor(cursor, datetime, str))
    with database.read() as connection:
        rows = [_to_row(row) for row in fetch_all(connection, query)]
    return cut_page(rows, limit, lambda row: encode_cursor(row.created_at, row.id))


def list_labels_by(database: Database, user_id: str) -> tuple[LabelRow, ...]:
    """Return the labels that a person gave, oldest first."""
    return _list(database, _select().where(labels.c.user_id == user_id))


def list_label_changes(
    database: Database, subject: str, *, user_id: str
) -> tuple[LabelChange, ...]:
    """Return every state of one person's label of a reply, oldest first."""
    mine: tuple[ColumnElement[bool], ...] = (
        labels.c.subject == subject,
        labels.c.user_id == user_id,
    )
    query = select(label_history).join(labels, labels.c.id == label_history.c.label_id).where(*mine)
    with database.read() as connection:
        rows = fetch_all(connection, query.order_by(label_history.c.id))
    return tuple(
        LabelChange(
            verdict=_to_verdict(row), withdrawn=row["withdrawn"], changed_at=row["changed_at"]
        )
        for row in rows
    )


def _select() -> Select[Any]:
    named = select(labels, users.c.name.label("labeller"))
    joined = named.join(users, users.c.id == labels.c.user_id)
    return joined.where(labels.c.withdrawn_at.is_(None))


def _list(database: Database, query: Select[Any]) -> tuple[LabelRow, ...]:
    with database.read() as connection:
        rows = fetch_all(connection, query.order_by(labels.c.created_at, labels.c.id))
    return tuple(map(_to_row, rows))


def _to_row(row: Row) -> LabelRow:
    same = LabelRow.__dataclass_fields__.keys() & row.keys()
    return LabelRow(
        verdict=_to_verdict(row),
        came_by=CameBy(row["came_by"]),
        **{name: row[name] for name in same - {"came_by"}},
    )


def _to_verdict(row: Row) -> Verdict:
    return Verdict(overall=row["overall"], answers=row["answers"], note=row["note"])
