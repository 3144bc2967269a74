"""Read datasets, their versions and their items."""

from collections.abc import Iterator

from sqlalchemy import Connection, Select, func, select

from core.datasets.canonical import read_item
from core.datasets.split import Split
from core.store.database.engine import Database
from core.store.database.pagination import Page, clamp_limit, cut_page, decode_cursor, encode_cursor
from core.store.database.rows import Row, fetch_all, fetch_one
from core.store.datasets.tables import (
    dataset_items,
    dataset_version_items,
    dataset_versions,
    datasets,
)
from core.store.datasets.values import (
    DatasetRecord,
    ItemRow,
    Source,
    StoredItem,
    VersionRecord,
)

BATCH = 200
"""Items read in one select while a version is exported."""
_NARROW = [column for column in dataset_items.columns if column.name != "body"]


def list_datasets(database: Database, *, sample: bool) -> tuple[DatasetRecord, ...]:
    """Return all datasets with their versions, by name."""
    query = select(datasets).where(datasets.c.sample.is_(sample)).order_by(datasets.c.name)
    with database.read() as connection:
        return _with_versions(connection, fetch_all(connection, query))


def find_dataset(database: Database, dataset_id: str) -> DatasetRecord | None:
    """Return a dataset with its versions, or None."""
    query = select(datasets).where(datasets.c.id == dataset_id)
    with database.read() as connection:
        found = _with_versions(connection, fetch_all(connection, query))
    return found[0] if found else None


def find_dataset_by_name(database: Database, name: str, *, sample: bool) -> DatasetRecord | None:
    """Return the dataset with a name, or None."""
    query = select(datasets).where(datasets.c.name == name, datasets.c.sample.is_(sample))
    with database.read() as connection:
        found = _with_versions(connection, fetch_all(connection, query))
    return found[0] if found else None


def count_splits(database: Database, version_id: str) -> dict[Split, int]:
    """Return the number of items of each split of a version."""
    query = select(dataset_items.c.split, func.count()).join(
        dataset_version_items, dataset_version_items.c.item_id == dataset_items.c.id
    )
    counted = query.where(dataset_version_items.c.version_id == version_id)
    with database.read() as connection:
        rows = connection.execute(counted.group_by(dataset_items.c.split)).all()
    return {Split(name): count for name, count in rows}


def list_only_in(
    database: Database, version_id: str, *, than: str, limit: int
) -> tuple[ItemRow, ...]:
    """Return the items of a version that another one, `than`, does not have; at most `limit`."""
    other = select(dataset_version_items.c.item_id).where(
        dataset_version_items.c.version_id == than
    )
    query = (
        select(*_NARROW)
        .join(dataset_version_items, dataset_version_items.c.item_id == dataset_items.c.id)
        .where(dataset_version_items.c.version_id == version_id, dataset_items.c.id.not_in(other))
        .order_by(dataset_items.c.id)
        .limit(limit)
    )
    with database.read() as connection:
        return tuple(map(to_item_row, fetch_all(connection, query)))


def list_items(
    database: Database,
    version_id: str,
    *,
    split: Split | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[ItemRow]:
    """Return the items of a version without their texts, by hash."""
    query = _of_version(version_id, split).order_by(dataset_items.c.item_hash)
    if cursor is not None:
        query = query.where(dataset_items.c.item_hash > decode_cursor(cursor, str)[0])
    with database.read() as connection:
        rows = fetch_all(connection, query.limit(clamp_limit(limit) + 1))
    return cut_page(
        [to_item_row(row) for row in rows], limit, lambda row: encode_cursor(row.item_hash)
    )


def find_item(database: Database, item_id: str) -> StoredItem | None:
    """Return an item with its texts, or None."""
    query = _whole_items().where(dataset_items.c.id == item_id)
    with database.read() as connection:
        row = fetch_one(connection, query)
    return None if row is None else _to_stored(row)


def iterate_items(
    database: Database, version_id: str, *, split: Split | None = None
) -> Iterator[StoredItem]:
    """Yield the items of a version with their texts, by hash: equal versions give equal files.

    No transaction is open between them.
    """
    last = ""
    while True:
        place = dataset_items.c.item_hash
        query = _of_version(version_id, split, whole=True).where(place > last)
        with database.read() as connection:
            rows = fetch_all(connection, query.order_by(place).limit(BATCH))
        yield from map(_to_stored, rows)
        if len(rows) < BATCH:
            return
        last = rows[-1]["item_hash"]


def _of_version(
    version_id: str, split: Split | None, *, whole: bool = False
) -> Select[tuple[object, ...]]:
    held = dataset_items.join(
        dataset_version_items, dataset_version_items.c.item_id == dataset_items.c.id
    )
    query = select(*_NARROW).select_from(held)
    if whole:
        query = _whole_items().join(
            dataset_version_items, dataset_version_items.c.item_id == dataset_items.c.id
        )
    query = query.where(dataset_version_items.c.version_id == version_id)
    return query if split is None else query.where(dataset_items.c.split == split)


def _whole_items() -> Select[tuple[object, ...]]:
    of = select(dataset_items, datasets.c.sample)
    return of.join(datasets, datasets.c.id == dataset_items.c.dataset_id)


def _with_versions(connection: Connection, rows: list[Row]) -> tuple[DatasetRecord, ...]:
    version = dataset_versions.c
    query = select(dataset_versions).where(version.dataset_id.in_([row["id"] for row in rows]))
    versions: dict[str, list[VersionRecord]] = {}
    for row in fetch_all(connection, query.order_by(version.number.desc())):
        versions.setdefault(row["dataset_id"], []).append(_to_version(row))
    return tuple(
        DatasetRecord(
            id=row["id"],
            name=row["name"],
            sample=row["sample"],
            created_at=row["created_at"],
            versions=tuple(versions.get(row["id"], ())),
        )
        for row in rows
    )


def _to_version(row: Row) -> VersionRecord:
    same = VersionRecord.__dataclass_fields__.keys() - {"source"}
    return VersionRecord(source=Source(row["source"]), **{name: row[name] for name in same})


def to_item_row(row: Row) -> ItemRow:
    """Return a row of `dataset_items` as a value."""
    same = ItemRow.__dataclass_fields__.keys() - {"split"}
    return ItemRow(split=Split(row["split"]), **{name: row[name] for name in same})


def _to_stored(row: Row) -> StoredItem:
    return StoredItem(
        row=to_item_row(row),
        item=read_item(row["body"]),
        goal_id=row["goal_id"],
        dataset_id=row["dataset_id"],
        sample=row["sample"],
    )
