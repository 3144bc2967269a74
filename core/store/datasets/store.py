"""Write datasets: versions are added, never changed, unless a person has their goal deleted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from core.datasets.canonical import WrittenItem, content_hash, write_item
from core.datasets.split import split_of
from core.errors import NotFound
from core.ids import new_id
from core.store.database.rows import Row, fetch_all, fetch_one
from core.store.database.upsert import insert_rows
from core.store.datasets.tables import (
    dataset_items,
    dataset_version_items,
    dataset_versions,
    datasets,
)
from core.store.datasets.values import NewItem, NewVersion
from core.store.exports.deletions import Receivers
from core.store.exports.experiments import delete_exported_items
from core.store.goals.tables import goals

_Written = tuple[NewItem, WrittenItem]

BATCH = 500
"""Values in one IN list; SQLite allows 32,766, and plans are shorter for few."""


class DatasetStore:
    """Writes datasets; the caller checks rights."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find_id(self, name: str, *, sample: bool) -> str | None:
        """Return the id of the dataset with this name, or None."""
        named = select(datasets.c.id).where(datasets.c.name == name, datasets.c.sample.is_(sample))
        return self._connection.execute(named).scalar()

    def add(
        self,
        name: str,
        *,
        sample: bool,
        created_by: str,
        now: datetime,
        dataset_id: str | None = None,
    ) -> str:
        """Add an empty dataset and return its id. Its creator's account must exist."""
        dataset_id = dataset_id or new_id()
        self._connection.execute(
            insert(datasets).values(
                id=dataset_id, name=name, sample=sample, created_by=created_by, created_at=now
            )
        )
        return dataset_id

    def delete(self, dataset_id: str, receivers: Receivers) -> None:
        """Delete a dataset with its versions and items, there too; labels stay. Raises NotFound."""
        delete_exported_items(
            self._connection,
            dataset_items.c.dataset_id == dataset_id,
            sinks=receivers.sinks,
            now=receivers.now,
        )
        gone = delete(datasets).where(datasets.c.id == dataset_id)
        if self._connection.execute(gone).rowcount == 0:
            raise NotFound("There is no such dataset.")

    def drop_deleted(self, items: Iterable[NewItem]) -> tuple[NewItem, ...]:
        """Return the items whose goal still exists, and hold those goals until the commit."""
        found = tuple(items)
        wanted = sorted({one.goal_id for one in found if one.goal_id is not None})
        there: set[str] = set()
        for chunk in _chunks(wanted):
            # A deletion waits for this transaction on PostgreSQL, and then finds the items.
            query = select(goals.c.id).where(goals.c.id.in_(chunk)).order_by(goals.c.id)
            held = query.with_for_update(read=True, key_share=True)
            there.update(self._connection.execute(held).scalars())
        return tuple(one for one in found if one.goal_id is None or one.goal_id in there)

    def add_version(
        self, new: NewVersion, items: Iterable[NewItem], *, keep: bool = False
    ) -> str | None:
        """Add a version of these items and return its id; None if the newest one has the same.

        `keep` adds to the items of the newest version; one of the same trace is replaced.
        """
        self._lock(new.dataset_id)
        newest = self._newest(new.dataset_id)
        written = ((one, write_item(one.item)) for one in items)
        added = {text.item_hash: (one, text) for one, text in written}
        stays = self._stored(newest["id"]) if keep and newest is not None else {}
        again = {one.item.trace_id for one, _ in added.values()} - {None}
        stays = {key: row for key, row in stays.items() if row["trace_id"] not in again}
        content = content_hash([*added, *stays])
        if newest is not None and newest["left_hash"] == content:
            return None
        ids = {key: row["id"] for key, row in stays.items()} | self._insert(new.dataset_id, added)
        return self._insert_version(new, newest, content, list(ids.values()))

    def _lock(self, dataset_id: str) -> None:
        held = select(datasets.c.id).where(datasets.c.id == dataset_id).with_for_update()
        if self._connection.execute(held).scalar() is None:
            raise NotFound("There is no such dataset.")

    def _newest(self, dataset_id: str) -> Row | None:
        query = select(dataset_versions).where(dataset_versions.c.dataset_id == dataset_id)
        return fetch_one(
            self._connection, query.order_by(dataset_versions.c.number.desc()).limit(1)
        )

    def _stored(self, version_id: str) -> dict[str, Row]:
        item = dataset_items.c
        held = dataset_items.join(dataset_version_items, dataset_version_items.c.item_id == item.id)
        query = select(item.id, item.item_hash, item.trace_id).select_from(held)
        of_version = query.where(dataset_version_items.c.version_id == version_id)
        return {row["item_hash"]: row for row in fetch_all(self._connection, of_version)}

    def _insert(self, dataset_id: str, added: Mapping[str, _Written]) -> dict[str, str]:
        """Store the items that the dataset does not have yet; return the ids of all by hash."""
        ids: dict[str, str] = {}
        for chunk in _chunks(sorted(added)):
            known = select(dataset_items.c.item_hash, dataset_items.c.id).where(
                dataset_items.c.dataset_id == dataset_id, dataset_items.c.item_hash.in_(chunk)
            )
            ids |= {row.item_hash: row.id for row in self._connection.execute(known)}
        rows = [_item_row(dataset_id, *one) for key, one in added.items() if key not in ids]
        insert_rows(self._connection, dataset_items, rows)
        return ids | {row["item_hash"]: row["id"] for row in rows}

    def _insert_version(
        self, new: NewVersion, newest: Row | None, content: str, item_ids: list[str]
    ) -> str:
        version_id = new_id()
        row: Row = {
            "id": version_id,
            "dataset_id": new.dataset_id,
            "number": 1 if newest is None else newest["number"] + 1,
            "source": new.source,
            "note": new.note,
            "content_hash": content,
            "items": len(item_ids),
            "left_hash": content,
            "removed": 0,
            "created_by": new.created_by,
            "created_at": new.created_at,
        }
        insert_rows(self._connection, dataset_versions, [row])
        held = [{"version_id": version_id, "item_id": item_id} for item_id in item_ids]
        insert_rows(self._connection, dataset_version_items, held)
        return version_id

    def count_of(self, version_id: str) -> int:
        """Return the number of items that a version has."""
        held = dataset_version_items.c
        query = select(func.count()).where(held.version_id == version_id)
        return self._connection.execute(query).scalar_one()


def _chunks(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[start : start + BATCH] for start in range(0, len(values), BATCH))


def _item_row(dataset_id: str, one: NewItem, text: WrittenItem) -> Row:
    item = one.item
    return {
        "id": new_id(),
        "dataset_id": dataset_id,
        "goal_id": one.goal_id,
        "trace_id": item.trace_id,
        "item_hash": text.item_hash,
        "subject": text.subject,
        "split": split_of(item.input.text),
        "title": item.input.text,
        "overall": item.overall,
        "stars": item.stars,
        "body": text.body,
    }
