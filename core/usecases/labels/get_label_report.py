"""What the labels of a version say: agreement of the labellers, and the mean they allow."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean, variance

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.datasets.agreement import OVERALL, Agreement, GivenVerdict, agreement_of
from core.datasets.queue import sampled_by_lot
from core.quality.agreement.corrected_mean import (
    MIN_LABELS,
    CorrectedMean,
    Moments,
    corrected_mean,
)
from core.quality.agreement.estimate import Estimate
from core.quality.agreement.krippendorff import krippendorff_alpha
from core.quality.intervals import SCORES
from core.store.datasets.values import VersionRecord
from core.store.labels.read import list_labels_of_version, list_queue
from core.store.labels.values import LabelRow
from core.usecases.access.allow import Access, allow

__all__ = [
    "MIN_LABELS",
    "OVERALL",
    "Agreement",
    "CorrectedMean",
    "Estimate",
    "LabelReport",
    "get_label_report",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelReport:
    """The labels of a version."""

    labels: dict[str, int]
    """Labels by the reply they are about."""
    agreement: tuple[Agreement, ...]
    """How often two people give the same answer, by question."""
    alpha: Estimate
    """Krippendorff's alpha of the scores 0-10: agreement beyond chance, at most 1."""
    last_at: datetime | None
    """When the newest label was given or changed; None without one."""
    by_lot: int
    """Replies with a score that are a random sample of the version."""
    mean: CorrectedMean | None
    """The mean over all replies of the version; None with fewer than MIN_LABELS by lot."""


@allow(Access.REVIEWER)
def get_label_report(rein: Rein, *, viewer: Viewer, version: VersionRecord) -> LabelReport:
    """Return what the labels of a version say. Raises NotAllowed below reviewer."""
    given = list_labels_of_version(rein.database, version.id)
    items = list_queue(rein.database, version.id, user_id=viewer.id)
    judged = {item.subject: item.overall for item in items}
    scores = _scores_of(given)
    ways = [(label.subject, label.came_by) for label in given if label.subject in scores]
    sample = sampled_by_lot(ways, dataset_id=version.dataset_id)
    counts: defaultdict[str, int] = defaultdict(int)
    for label in given:
        counts[label.subject] += 1
    return LabelReport(
        labels=dict(counts),
        agreement=agreement_of(
            GivenVerdict(subject=one.subject, labeller=one.user_id, verdict=one.verdict)
            for one in given
        ),
        alpha=krippendorff_alpha(list(scores.values()), metric="interval"),
        last_at=max((one.changed_at for one in given), default=None),
        by_lot=len(sample),
        mean=_mean({subject: fmean(scores[subject]) for subject in sample}, judged),
    )


def _scores_of(given: Iterable[LabelRow]) -> dict[str, list[float]]:
    """Return the scores 0-10 of each reply."""
    scores: defaultdict[str, list[float]] = defaultdict(list)
    for label in given:
        if label.verdict.overall is not None:
            scores[label.subject].append(float(label.verdict.overall))
    return dict(scores)


def _mean(by_lot: dict[str, float], judged: dict[str, float | None]) -> CorrectedMean | None:
    """Return the mean of labels by lot, corrected by the scores of the other replies."""
    pairs = [
        (label, score)
        for subject, label in by_lot.items()
        if (score := judged.get(subject)) is not None
    ]
    others = [
        score for subject, score in judged.items() if subject not in by_lot and score is not None
    ]
    if not others:
        return None
    spread = variance(others) if len(others) > 1 else 0.0
    return corrected_mean(
        [label for label, _ in pairs],
        [score for _, score in pairs],
        others=Moments(n=len(others), mean=fmean(others), variance=spread),
        scale=SCORES,
    )
