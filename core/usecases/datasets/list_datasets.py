"""Datasets with their versions, and the items of a version."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.datasets.split import Split
from core.errors import NotFound
from core.ids import is_id
from core.store.database.pagination import Page
from core.store.datasets import read
from core.store.datasets.values import DatasetRecord, ItemRow, StoredItem, VersionRecord
from core.usecases.access.allow import Access, allow

__all__ = [
    "DatasetRecord",
    "ItemRow",
    "Page",
    "Split",
    "StoredItem",
    "VersionRecord",
    "find_version",
    "get_dataset",
    "get_dataset_named",
    "get_item",
    "list_datasets",
    "list_items",
]


@allow(Access.REVIEWER)
def list_datasets(rein: Rein, *, viewer: Viewer, sample: bool = False) -> tuple[DatasetRecord, ...]:
    """Return all datasets by name. Raises NotAllowed below reviewer."""
    return read.list_datasets(rein.database, sample=sample)


@allow(Access.REVIEWER)
def get_dataset(rein: Rein, *, viewer: Viewer, dataset_id: str) -> DatasetRecord:
    """Return a dataset. Raises NotAllowed below reviewer, and NotFound."""
    found = read.find_dataset(rein.database, dataset_id) if is_id(dataset_id) else None
    if found is None:
        raise NotFound(
            "There is no such dataset.", advice="It may have been deleted, or its id is incomplete."
        )
    return found


@allow(Access.REVIEWER)
def get_dataset_named(
    rein: Rein, *, viewer: Viewer, name: str, sample: bool = False
) -> DatasetRecord:
    """Return the dataset with a name. Raises NotAllowed below reviewer, and NotFound."""
    found = read.find_dataset_by_name(rein.database, name, sample=sample)
    if found is None:
        raise NotFound(f"There is no dataset “{name}”.", advice="`rein dataset list` lists them.")
    return found


def find_version(dataset: DatasetRecord, number: int | None) -> VersionRecord:
    """Return a version by its number, the newest one for None. Raises NotFound."""
    for version in dataset.versions:
        if number in {None, version.number}:
            return version
    raise NotFound(f"“{dataset.name}” has no such version.")


@allow(Access.REVIEWER, reads_texts=True)
def list_items(
    rein: Rein,
    *,
    viewer: Viewer,
    version: VersionRecord,
    split: Split | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[ItemRow]:
    """Return the items of a version without their texts. Raises NotAllowed below reviewer."""
    return read.list_items(rein.database, version.id, split=split, limit=limit, cursor=cursor)


@allow(Access.REVIEWER, reads_texts=True)
def get_item(rein: Rein, *, viewer: Viewer, item_id: str) -> StoredItem:
    """Return one item with its texts. Raises NotAllowed below reviewer, and NotFound."""
    found = read.find_item(rein.database, item_id) if is_id(item_id) else None
    if found is None:
        raise NotFound(
            "There is no such item.", advice="Its person may have had it deleted meanwhile."
        )
    return found
