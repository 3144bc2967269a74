"""Labels one by one, their history, and how far labellers agree."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.datasets.agreement import OVERALL, Agreement, GivenVerdict, agreement_of
from core.store.database.pagination import Page
from core.store.datasets.values import VersionRecord
from core.store.labels import read
from core.store.labels.values import LabelChange, LabelRow
from core.usecases.access.allow import Access, allow

__all__ = [
    "OVERALL",
    "Agreement",
    "LabelChange",
    "LabelRow",
    "Page",
    "get_agreement",
    "list_label_changes",
    "list_labels",
    "list_labels_of_trace",
    "list_labels_of_version",
]


@allow(Access.REVIEWER, reads_texts=True)
def list_labels(
    rein: Rein, *, viewer: Viewer, sample: bool = False, limit: int = 50, cursor: str | None = None
) -> Page[LabelRow]:
    """Return all labels, newest first. Raises NotAllowed below reviewer."""
    return read.list_labels(rein.database, sample=sample, limit=limit, cursor=cursor)


@allow(Access.REVIEWER, reads_texts=True)
def list_labels_of_version(
    rein: Rein, *, viewer: Viewer, version: VersionRecord
) -> tuple[LabelRow, ...]:
    """Return the labels of a version, oldest first. Raises NotAllowed below reviewer."""
    return read.list_labels_of_version(rein.database, version.id)


@allow(Access.REVIEWER, reads_texts=True)
def list_labels_of_trace(rein: Rein, *, viewer: Viewer, trace_id: str) -> tuple[LabelRow, ...]:
    """Return the labels of a trace, oldest first. Raises NotAllowed below reviewer."""
    return read.list_labels_of_trace(rein.database, trace_id)


@allow(Access.REVIEWER, reads_texts=True)
def list_label_changes(rein: Rein, *, viewer: Viewer, subject: str) -> tuple[LabelChange, ...]:
    """Return every state of the viewer's own label, oldest first. Raises NotAllowed."""
    return read.list_label_changes(rein.database, subject, user_id=viewer.id)


@allow(Access.REVIEWER)
def get_agreement(rein: Rein, *, viewer: Viewer, version: VersionRecord) -> tuple[Agreement, ...]:
    """Return how far labellers of a version agree. Raises NotAllowed below reviewer."""
    return agreement_of(
        GivenVerdict(subject=label.subject, labeller=label.user_id, verdict=label.verdict)
        for label in read.list_labels_of_version(rein.database, version.id)
    )
