"""Read what the Queue page shows, and write what a labeller does there."""

from app import auth, services
from core.usecases.datasets import list_datasets as datasets
from core.usecases.datasets.list_datasets import DatasetRecord, VersionRecord
from core.usecases.labels import get_queue as queues
from core.usecases.labels import save_label as labels
from core.usecases.labels.get_queue import Queue, Verdict


def list_datasets(*, sample: bool) -> tuple[DatasetRecord, ...]:
    """Return the datasets that have a version."""
    found = datasets.list_datasets(services.rein(), viewer=auth.current_viewer(), sample=sample)
    return tuple(one for one in found if one.versions)


def get_queue(version: VersionRecord, *, item_id: str | None) -> Queue:
    """Return the next item, or the chosen one."""
    return queues.get_queue(
        services.rein(), viewer=auth.current_viewer(), version=version, item_id=item_id
    )


def label(item_id: str, verdict: Verdict, *, from_queue: bool, blind: bool) -> str:
    """Store a label; return the reply it is about."""
    return labels.label_item(
        services.rein(),
        viewer=auth.current_viewer(),
        item_id=item_id,
        verdict=verdict,
        from_queue=from_queue,
        blind=blind,
    )


def withdraw(subject: str) -> None:
    """Take a label back."""
    labels.withdraw(services.rein(), viewer=auth.current_viewer(), subject=subject)


def skip(item_id: str) -> None:
    """Put an item at the end of the queue."""
    labels.skip_item(services.rein(), viewer=auth.current_viewer(), item_id=item_id)


def undo_skip(item_id: str) -> None:
    """Put an item back to its place."""
    labels.undo_skip(services.rein(), viewer=auth.current_viewer(), item_id=item_id)
