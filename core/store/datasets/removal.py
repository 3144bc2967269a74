"""Remove the items of a deleted goal from every version, and state what is left."""

from sqlalchemy import ColumnElement, Connection, delete, select, update

from core.datasets.canonical import content_hash
from core.store.datasets.tables import (
    dataset_items,
    dataset_version_items,
    dataset_versions,
    datasets,
)


def remove_items(connection: Connection, where: ColumnElement[bool]) -> None:
    """Delete items at the request of a person.

    Each version that had one stores how many are gone and the hash of what is left, beside the
    hash it was made with. The caller holds the goals, so that no version is added meanwhile.
    """
    item, held = dataset_items.c, dataset_version_items.c
    found = connection.execute(select(item.id, item.dataset_id).where(where)).all()
    if not found:
        return
    sets = sorted({row.dataset_id for row in found})
    locked = select(datasets.c.id).where(datasets.c.id.in_(sets)).order_by(datasets.c.id)
    connection.execute(locked.with_for_update())
    chosen = select(item.id).where(where).scalar_subquery()
    touched = select(held.version_id).where(held.item_id.in_(chosen)).distinct()
    versions = sorted(connection.execute(touched).scalars())
    # The foreign key would remove these too; saying it here works whatever the pragma is.
    connection.execute(delete(dataset_version_items).where(held.item_id.in_(chosen)))
    connection.execute(delete(dataset_items).where(where))
    for version_id in versions:
        _state_what_is_left(connection, version_id)


def _state_what_is_left(connection: Connection, version_id: str) -> None:
    left = (
        select(dataset_items.c.item_hash)
        .join(dataset_version_items, dataset_version_items.c.item_id == dataset_items.c.id)
        .where(dataset_version_items.c.version_id == version_id)
    )
    hashes = connection.execute(left).scalars().all()
    version = dataset_versions.c
    connection.execute(
        update(dataset_versions)
        .where(version.id == version_id)
        .values(left_hash=content_hash(hashes), removed=version["items"] - len(hashes))
    )
