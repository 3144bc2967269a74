"""Labels and the next item as JSON."""

from hashlib import sha256
from typing import Any

from core.datasets.canonical import to_json
from core.store.labels.values import LabelRow
from core.usecases.labels.get_queue import Queue


def labeller_key(user_id: str) -> str:
    """Return what names a labeller without saying who it is."""
    return sha256(f"labeller:{user_id}".encode()).hexdigest()[:12]


def label_json(label: LabelRow) -> dict[str, Any]:
    """Return a label without the name of who gave it."""
    return {
        "subject": label.subject,
        "labeller": labeller_key(label.user_id),
        "overall": label.verdict.overall,
        "answers": dict(label.verdict.answers),
        "note": label.verdict.note,
        "came_by": label.came_by.value,
        "blind": label.blind,
        "trace_id": label.trace_id,
        "dataset_id": label.dataset_id,
        "created_at": label.created_at.isoformat(),
        "changed_at": label.changed_at.isoformat(),
    }


def queue_json(queue: Queue) -> dict[str, Any]:
    """Return the next item and the progress.

    Neither its scores and its rating are in it, nor why it is next, which would give them away.
    """
    progress = queue.progress
    whole = {} if queue.next is None else to_json(queue.next.item)
    return {
        "progress": {
            "total": progress.total,
            "mine": progress.mine,
            "labelled": progress.labelled,
            "by_two": progress.by_two,
            "skipped": progress.skipped,
        },
        "item_id": None if queue.next is None else queue.next.row.id,
        "input": whole.get("input"),
        "reply": whole.get("reply"),
    }
