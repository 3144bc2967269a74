"""Records of datasets, their versions and their items."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.datasets.item import DatasetItem
from core.datasets.split import Split


class Source(StrEnum):
    """Where the items of a version came from."""

    TRACES = "traces"
    IMPORT = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """An item to store; `goal_id` is the goal it was saved from, whose deletion removes it."""

    item: DatasetItem
    goal_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVersion:
    """A version to add."""

    dataset_id: str
    source: Source
    note: str
    created_at: datetime
    created_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRecord:
    """One version of a dataset. Nothing changes it but a deletion that a person asked for."""

    id: str
    dataset_id: str
    number: int
    source: Source
    note: str
    content_hash: str
    """Of the items it was made with."""
    items: int
    """The number of items it was made with."""
    left_hash: str
    """Of the items that are left."""
    removed: int
    """Items removed at the request of the people they came from."""
    created_at: datetime

    @property
    def left(self) -> int:
        """Return the number of items that are left."""
        return self.items - self.removed


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetRecord:
    """A named dataset with its versions, newest first."""

    id: str
    name: str
    sample: bool
    created_at: datetime
    versions: tuple[VersionRecord, ...] = ()

    @property
    def newest(self) -> VersionRecord | None:
        """Return the newest version, or None."""
        return self.versions[0] if self.versions else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One stored item of a version, without its texts."""

    id: str
    item_hash: str
    subject: str
    split: Split
    title: str
    """The person's own words."""
    overall: float | None
    stars: float | None
    trace_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredItem:
    """One stored item with its texts."""

    row: ItemRow
    item: DatasetItem
    goal_id: str | None
    dataset_id: str
    sample: bool
