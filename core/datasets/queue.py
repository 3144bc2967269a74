"""The order in which items are labelled: most informative first, with a fixed share by lot.

Labels of odd cases alone would say nothing about the others, and a mean over them would be wrong.
So a quarter of the items is drawn by lot before anything is labelled (a hash of the dataset and the
reply), and comes in the order of the lot whatever its scores are. The labelled part of the lot is
at any moment a simple random sample of the dataset, which corrected means need
(prediction-powered inference, Angelopoulos et al. 2023). Items of the lot are never taken early as
informative ones, because what is left would no longer be random.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from core.datasets.label import DECISION_LINE, CameBy
from core.datasets.split import fraction_of

LOT_SHARE = 0.25
"""A quarter: 60 labels of 240 give a share within 13 points, and the rest goes where it helps."""
EVERY = 4
"""Every fourth item that a person labels comes from the lot."""
LABELLERS_WANTED = 2
"""Labels an item needs: two show agreement."""
MIN_GAP = 2.0
"""Points of 10 between score and stars that count as disagreement: one star."""
NEAR = 1.0
"""Points around the decision line that count as near it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """What the order depends on."""

    item_id: str
    subject: str
    overall: float | None = None
    stars: float | None = None
    labels: int = 0
    """Labels by anybody."""
    mine: bool = False
    """The person has labelled it."""
    skipped: bool = False
    """The person has put it off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedItem:
    """The item to label next, and why it is this one."""

    item: QueueItem
    came_by: CameBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a person is, and how far all are."""

    total: int
    mine: int
    labelled: int
    by_two: int
    skipped: int


def next_item(items: Iterable[QueueItem], *, dataset_id: str) -> QueuedItem | None:
    """Return the item a person labels next, or None if they have labelled all."""
    known = tuple(items)
    open_ = [item for item in known if not item.mine]
    for waiting in ([item for item in open_ if not item.skipped], open_):
        drawn = sorted(
            (item for item in waiting if in_lot(item.subject, dataset_id=dataset_id)),
            key=lambda item: draw(item.subject, dataset_id=dataset_id),
        )
        others = [item for item in waiting if not in_lot(item.subject, dataset_id=dataset_id)]
        by_lot = sum(item.mine for item in known) % EVERY == 0
        if drawn and (by_lot or not others):
            return QueuedItem(item=drawn[0], came_by=CameBy.LOT)
        if others:
            first = min(others, key=_rank)
            return QueuedItem(item=first, came_by=reason_of(first))
    return None


def draw(subject: str, *, dataset_id: str) -> float:
    """Return the place of a reply in the lot of a dataset, 0 up to 1."""
    return fraction_of(f"lot:{dataset_id}:{subject}")


def in_lot(subject: str, *, dataset_id: str) -> bool:
    """Tell whether a reply was drawn by lot."""
    return draw(subject, dataset_id=dataset_id) < LOT_SHARE


def sampled_by_lot(labelled: Iterable[tuple[str, CameBy]], *, dataset_id: str) -> frozenset[str]:
    """Return the labelled replies that are a simple random sample of a dataset.

    `labelled` has each reply with how it came to its labeller. Those are in it that stand in the
    lot no later than the last one that came by lot: one that was opened by hand before its turn
    is in, and one beyond the others is out.
    """
    known = tuple(labelled)
    reached = max(
        (draw(subject, dataset_id=dataset_id) for subject, way in known if way is CameBy.LOT),
        default=-1.0,
    )
    return frozenset(
        subject for subject, _ in known if draw(subject, dataset_id=dataset_id) <= reached
    )


def score_and_stars_apart(item: QueueItem) -> float | None:
    """Return how far score and stars are apart on 0-10; None without both."""
    if item.overall is None or item.stars is None:
        return None
    return abs(item.overall - 2 * item.stars)


def way_of(item: QueueItem, *, dataset_id: str) -> CameBy:
    """Return why the queue of a dataset shows an item."""
    drawn = in_lot(item.subject, dataset_id=dataset_id)
    return CameBy.LOT if drawn else reason_of(item)


def reason_of(item: QueueItem) -> CameBy:
    """Return why an item outside the lot is informative."""
    gap = score_and_stars_apart(item)
    if gap is not None and gap >= MIN_GAP:
        return CameBy.DISAGREES
    if item.overall is not None and abs(item.overall - DECISION_LINE) <= NEAR:
        return CameBy.NEAR_LINE
    return CameBy.LEAST_LABELLED


def count_progress(items: Iterable[QueueItem]) -> Progress:
    """Return how many items are labelled, by the person and by all."""
    known = tuple(items)
    return Progress(
        total=len(known),
        mine=sum(item.mine for item in known),
        labelled=sum(item.labels > 0 for item in known),
        by_two=sum(item.labels >= LABELLERS_WANTED for item in known),
        skipped=sum(item.skipped and not item.mine for item in known),
    )


_ORDER = {CameBy.DISAGREES: 0, CameBy.NEAR_LINE: 1, CameBy.LEAST_LABELLED: 2}


def _rank(item: QueueItem) -> tuple[bool, int, float, int, str]:
    """Return the place of an item: what has enough labels comes last, the rest by its reason."""
    reason = reason_of(item)
    strength = 0.0
    if reason is CameBy.DISAGREES:
        strength = -(score_and_stars_apart(item) or 0.0)
    elif reason is CameBy.NEAR_LINE and item.overall is not None:
        strength = abs(item.overall - DECISION_LINE)
    return (
        item.labels >= LABELLERS_WANTED,
        _ORDER[reason],
        strength,
        item.labels,
        item.subject,
    )
