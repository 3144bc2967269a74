"""Save traces as a dataset: one, or those of a filtered list of traces or ratings."""

from collections.abc import Sequence

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.datasets.item import MAX_ITEMS
from core.errors import InvalidInput
from core.ids import is_id
from core.store.datasets.trace_items import collect_items
from core.store.datasets.values import NewItem, Source
from core.usecases.access.allow import Access, AuditAction, allow
from core.usecases.datasets.save_version import Saved, Target, save_version

__all__ = ["MAX_ITEMS", "Saved", "Target", "save_traces"]

BATCH = 100
"""Traces read in one transaction, so that a writer waits for milliseconds."""


@allow(Access.REVIEWER, changes=AuditAction.DATASET_SAVED)
def save_traces(rein: Rein, *, viewer: Viewer, target: Target, trace_ids: Sequence[str]) -> Saved:
    """Save traces as a new version.

    Traces that worked on no goal are counted and left out. Raises NotAllowed below reviewer, and
    InvalidInput for too many or none.
    """
    wanted = list(dict.fromkeys(trace_id for trace_id in trace_ids if is_id(trace_id)))
    if len(wanted) > MAX_ITEMS:
        raise InvalidInput(
            f"{len(wanted):,} traces are more than a version holds.",
            field="trace_ids",
            advice=f"Choose filters that leave at most {MAX_ITEMS:,}.",
        )
    items: list[NewItem] = []
    for start in range(0, len(wanted), BATCH):
        with rein.database.read() as connection:
            chunk = wanted[start : start + BATCH]
            items += collect_items(connection, chunk, sample=target.sample)
    return save_version(
        rein,
        viewer=viewer,
        target=target,
        source=Source.TRACES,
        items=items,
        left_out=len(wanted) - len(items),
    )
