"""Read what the Datasets page shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from app import auth, services
from core.usecases.datasets import export_lines as lines
from core.usecases.datasets import list_datasets as datasets
from core.usecases.datasets.compare_versions import (
    VersionDifference,
    compare_versions,
    count_splits,
)
from core.usecases.datasets.delete_dataset import delete_dataset
from core.usecases.datasets.import_lines import (
    Imported,
    ReadLines,
    Target,
    check_lines,
    import_lines,
)
from core.usecases.datasets.list_datasets import (
    DatasetRecord,
    ItemRow,
    Page,
    Split,
    VersionRecord,
)
from core.usecases.labels.get_label_report import LabelReport, get_label_report

ITEMS_SHOWN = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """A page of the items of a version, and what its labels say."""

    items: Page[ItemRow]
    report: LabelReport
    splits: Mapping[Split, int]


def list_datasets(*, sample: bool) -> tuple[DatasetRecord, ...]:
    """Return all datasets."""
    return datasets.list_datasets(services.rein(), viewer=auth.current_viewer(), sample=sample)


def load_version(version: VersionRecord, *, split: Split | None, cursor: str | None) -> VersionView:
    """Return a page of a version's items with their labels."""
    rein, viewer = services.rein(), auth.current_viewer()
    return VersionView(
        items=datasets.list_items(
            rein, viewer=viewer, version=version, split=split, limit=ITEMS_SHOWN, cursor=cursor
        ),
        report=get_label_report(rein, viewer=viewer, version=version),
        splits=count_splits(rein, viewer=viewer, version=version),
    )


def compare(version: VersionRecord, before: VersionRecord) -> VersionDifference:
    """Return what two versions do not share."""
    rein, viewer = services.rein(), auth.current_viewer()
    return compare_versions(rein, viewer=viewer, version=version, before=before)


def export(version: VersionRecord, split: Split | None) -> bytes:
    """Return a version as JSON lines."""
    rein, viewer = services.rein(), auth.current_viewer()
    found = lines.export_lines(rein, viewer=viewer, version=version, split=split)
    return "".join(found).encode()


def check(content: bytes) -> ReadLines:
    """Read a file and store nothing."""
    return check_lines(viewer=auth.current_viewer(), content=content)


def store(target: Target, content: bytes) -> Imported:
    """Store the good lines of a file; the person has seen the bad ones."""
    return import_lines(
        services.rein(),
        viewer=auth.current_viewer(),
        target=target,
        content=content,
        skip_bad=True,
    )


def delete(dataset: DatasetRecord) -> None:
    """Delete a dataset."""
    delete_dataset(services.rein(), viewer=auth.current_viewer(), dataset_id=dataset.id)
