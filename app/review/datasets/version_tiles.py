"""What a version holds, how far it is labelled and how far people agree, as tiles."""

from datetime import datetime

from app.review.datasets.load import VersionView
from app.ui.tiles import Tile
from core import formats
from core.usecases.datasets.list_datasets import DatasetRecord, Split, VersionRecord


def tiles(
    dataset: DatasetRecord, version: VersionRecord, view: VersionView, *, now: datetime
) -> tuple[Tile, ...]:
    """Return what a version holds, how far it is labelled, and how far people agree."""
    given = view.report.labels
    shared, alpha = sum(count > 1 for count in given.values()), view.report.alpha
    last = view.report.last_at
    agreement: tuple[str, ...] = (alpha.reason or "needs two people",)
    if alpha.value is not None:
        agreement = (
            "0 is chance, 1 is full agreement",
            f"95 % interval {formats.interval(alpha.interval, 2)}" if alpha.interval else "",
            f"n = {formats.pluralize(alpha.n, 'reply', 'replies')}",
        )
    newest = formats.short_moment(version.created_at, now=now)
    return (
        Tile(
            label="Items",
            value=formats.count(version.left),
            lines=(", ".join(f"{view.splits.get(split, 0)} {split}" for split in Split),),
        ),
        Tile(
            label="Version",
            value=f"{version.number} of {len(dataset.versions)}",
            lines=(f"saved {newest}",),
        ),
        Tile(
            label="Labelled",
            value=formats.share(len(given) / version.left if version.left else None),
            lines=(
                f"{len(given)} of {formats.pluralize(version.left, 'item')}, {shared} by two",
                f"last {formats.short_moment(last, now=now)}" if last else "not begun",
            ),
        ),
        Tile(
            label="Agreement beyond chance", value=formats.figure(alpha.value, 2), lines=agreement
        ),
    )
