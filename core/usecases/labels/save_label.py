"""Label a reply, take the label back, or put an item off; the history has every change."""

from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.datasets.canonical import subject_hash
from core.datasets.label import CameBy, Verdict, accept_verdict
from core.datasets.queue import QueueItem, way_of
from core.errors import NotFound
from core.ids import is_id
from core.store.accounts.values import account_of
from core.store.datasets.read import find_item
from core.store.datasets.trace_items import collect_items
from core.store.labels.values import LabelRecord
from core.store.traces.read import find_trace_owner
from core.usecases.access.allow import Access, allow

__all__ = ["Verdict", "label_item", "label_trace", "skip_item", "undo_skip", "withdraw"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    subject: str
    goal_id: str | None
    trace_id: str | None
    dataset_id: str | None
    sample: bool


@allow(Access.REVIEWER)
def label_item(
    rein: Rein,
    *,
    viewer: Viewer,
    item_id: str,
    verdict: Verdict,
    from_queue: bool = False,
    blind: bool = False,
) -> str:
    """Store the viewer's verdict on an item, in place of an earlier one; return the subject.

    `from_queue` is True if the queue showed the item: only then can it have come by lot.
    Raises NotAllowed below reviewer, InvalidInput and NotFound.
    """
    about, came_by = _item(rein, item_id)
    way = came_by if from_queue else CameBy.CHOSEN
    return _save(rein, viewer, about, verdict, came_by=way, blind=blind)


@allow(Access.REVIEWER)
def label_trace(
    rein: Rein, *, viewer: Viewer, trace_id: str, verdict: Verdict, blind: bool = False
) -> str:
    """Store the viewer's verdict on what a trace wrote, whether a dataset has it or not.

    Raises NotAllowed below reviewer, InvalidInput and NotFound.
    """
    subject = _trace(rein, trace_id)
    return _save(rein, viewer, subject, verdict, came_by=CameBy.CHOSEN, blind=blind)


@allow(Access.REVIEWER)
def withdraw(rein: Rein, *, viewer: Viewer, subject: str) -> None:
    """Take the viewer's label back. Raises NotAllowed below reviewer, and NotFound."""
    with rein.database.begin() as work:
        work.labels.withdraw(subject, user_id=viewer.id, now=rein.clock.now())


@allow(Access.REVIEWER)
def skip_item(rein: Rein, *, viewer: Viewer, item_id: str) -> None:
    """Put an item at the end of the viewer's queue. Raises NotAllowed, NotFound."""
    _item(rein, item_id)
    now = rein.clock.now()
    with rein.database.begin() as work:
        work.accounts.ensure(account_of(viewer, tier=rein.settings.tier, created_at=now))
        work.labels.skip(item_id, user_id=viewer.id, now=now)


@allow(Access.REVIEWER)
def undo_skip(rein: Rein, *, viewer: Viewer, item_id: str) -> None:
    """Put an item back to its place in the viewer's queue. Raises NotAllowed below reviewer."""
    with rein.database.begin() as work:
        work.labels.unskip(item_id, user_id=viewer.id)


def _save(
    rein: Rein,
    viewer: Viewer,
    about: _Subject,
    verdict: Verdict,
    *,
    came_by: CameBy,
    blind: bool,
) -> str:
    accepted, now = accept_verdict(verdict), rein.clock.now()
    record = LabelRecord(
        subject=about.subject,
        user_id=viewer.id,
        verdict=accepted,
        came_by=came_by,
        blind=blind,
        sample=about.sample,
        goal_id=about.goal_id,
        trace_id=about.trace_id,
        dataset_id=about.dataset_id,
    )
    with rein.database.begin() as work:
        work.accounts.ensure(account_of(viewer, tier=rein.settings.tier, created_at=now))
        work.labels.save(record, now=now)
    return about.subject


def _item(rein: Rein, item_id: str) -> tuple[_Subject, CameBy]:
    """Return what a label of an item is about, and why the queue shows the item."""
    stored = find_item(rein.database, item_id) if is_id(item_id) else None
    if stored is None:
        raise NotFound(
            "There is no such item.", advice="Its person may have had it deleted meanwhile."
        )
    row = stored.row
    about = _Subject(
        subject=row.subject,
        goal_id=stored.goal_id,
        trace_id=row.trace_id,
        dataset_id=stored.dataset_id,
        sample=stored.sample,
    )
    queued = QueueItem(item_id=row.id, subject=row.subject, overall=row.overall, stars=row.stars)
    return about, way_of(queued, dataset_id=stored.dataset_id)


def _trace(rein: Rein, trace_id: str) -> _Subject:
    owner = find_trace_owner(rein.database, trace_id) if is_id(trace_id) else None
    if owner is not None:
        with rein.database.read() as connection:
            found = collect_items(connection, [trace_id], sample=owner.sample)
        if found:
            return _Subject(
                subject=subject_hash(found[0].item),
                goal_id=found[0].goal_id,
                trace_id=trace_id,
                dataset_id=None,
                sample=owner.sample,
            )
    raise NotFound("There is no such trace to label.", advice="Only goals can be labelled.")
