"""What two versions of a dataset do not share, and how a version is split."""

from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.datasets.split import Split
from core.store.datasets import read
from core.store.datasets.values import ItemRow, VersionRecord
from core.usecases.access.allow import Access, allow

__all__ = ["LISTED", "VersionDifference", "compare_versions", "count_splits"]

LISTED = 200
"""Items that are listed on each side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionDifference:
    """The items that only one of two versions has. A rated or scored item is a new one."""

    added: tuple[ItemRow, ...]
    removed: tuple[ItemRow, ...]

    @property
    def is_cut(self) -> bool:
        """Return whether there may be more than are listed."""
        return LISTED in {len(self.added), len(self.removed)}


@allow(Access.REVIEWER, reads_texts=True)
def compare_versions(
    rein: Rein, *, viewer: Viewer, version: VersionRecord, before: VersionRecord
) -> VersionDifference:
    """Return what `version` has and `before` has not, and the other way round.

    Raises NotAllowed below reviewer.
    """
    pair = version.id, before.id
    added, removed = (
        read.list_only_in(rein.database, one, than=other, limit=LISTED)
        for one, other in (pair, pair[::-1])
    )
    return VersionDifference(added=added, removed=removed)


@allow(Access.REVIEWER)
def count_splits(rein: Rein, *, viewer: Viewer, version: VersionRecord) -> dict[Split, int]:
    """Return the number of items of each split. Raises NotAllowed below reviewer."""
    return read.count_splits(rein.database, version.id)
