"""What a reviewer labels next in a version, and how far they are."""

from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.datasets.item import DatasetItem, ItemScores
from core.datasets.label import (
    DECISION_LINE,
    MAX_NOTE_CHARACTERS,
    MAX_OVERALL,
    QUESTIONS,
    CameBy,
    Verdict,
    passes,
)
from core.datasets.queue import LOT_SHARE, Progress, count_progress, next_item
from core.store.datasets.read import find_item
from core.store.datasets.values import StoredItem, VersionRecord
from core.store.labels.read import find_label, list_queue
from core.store.labels.values import LabelRow
from core.usecases.access.allow import Access, allow

__all__ = [
    "DECISION_LINE",
    "LOT_SHARE",
    "MAX_NOTE_CHARACTERS",
    "MAX_OVERALL",
    "QUESTIONS",
    "CameBy",
    "DatasetItem",
    "ItemScores",
    "LabelRow",
    "Progress",
    "Queue",
    "StoredItem",
    "Verdict",
    "get_queue",
    "passes",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The next item with its texts, and the progress."""

    progress: Progress
    next: StoredItem | None
    """None when the person has labelled all items."""
    came_by: CameBy
    mine: LabelRow | None = None
    """The person's own label, if they opened an item that they have labelled."""


@allow(Access.REVIEWER, reads_texts=True)
def get_queue(
    rein: Rein, *, viewer: Viewer, version: VersionRecord, item_id: str | None = None
) -> Queue:
    """Return the next item of a version for the viewer, or the one they chose.

    Raises NotAllowed below reviewer.
    """
    items = list_queue(rein.database, version.id, user_id=viewer.id)
    chosen = next((one for one in items if one.item_id == item_id), None)
    queued = next_item(items, dataset_id=version.dataset_id) if chosen is None else None
    progress = count_progress(items)
    if chosen is not None:
        stored = find_item(rein.database, chosen.item_id)
        mine = find_label(rein.database, chosen.subject, user_id=viewer.id)
        return Queue(progress=progress, next=stored, came_by=CameBy.CHOSEN, mine=mine)
    if queued is None:
        return Queue(progress=progress, next=None, came_by=CameBy.CHOSEN)
    stored = find_item(rein.database, queued.item.item_id)
    return Queue(progress=progress, next=stored, came_by=queued.came_by)
