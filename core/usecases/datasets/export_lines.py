"""Export a version of a dataset as JSON lines, with its labels."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.datasets.lines import write_line
from core.datasets.split import Split
from core.quota import Use
from core.store.datasets.read import iterate_items
from core.store.datasets.values import VersionRecord
from core.store.labels.read import list_labels_of_version
from core.usecases.access.allow import Access, allow
from core.usecases.access.masking import mask_for
from core.usecases.access.reading import note_reading, sees_masked
from core.usecases.labels.label_json import label_json
from core.usecases.quotas.spend_quota import spend_quota_alone

ITEMS_PER_LINE = 100
"""Items whose readings are logged at once."""


@allow(Access.REVIEWER, reads_texts=True)
def export_lines(
    rein: Rein, *, viewer: Viewer, version: VersionRecord, split: Split | None = None
) -> Iterator[str]:
    """Return the lines of a version. Raises NotAllowed below reviewer, and LimitReached."""
    spend_quota_alone(rein, Use.EXPORTS, viewer=viewer)
    return _lines(rein, viewer, version, split)


def _lines(
    rein: Rein, viewer: Viewer, version: VersionRecord, split: Split | None
) -> Iterator[str]:
    labels: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for label in list_labels_of_version(rein.database, version.id):
        labels[label.subject].append(label_json(label))
    items = iterate_items(rein.database, version.id, split=split)
    while batch := list(islice(items, ITEMS_PER_LINE)):
        rows = [stored.row for stored in batch]
        note_reading(rein, viewer, rows, what="datasets", masked=sees_masked(rein, viewer))
        for stored in batch:
            item = mask_for(rein, viewer, stored.item)  # before escapes hide where a word begins
            yield write_line(item, labels=labels[stored.row.subject])
