"""Datasets and versions as JSON."""

from typing import Any

from core.store.datasets.values import DatasetRecord, VersionRecord


def dataset_json(dataset: DatasetRecord) -> dict[str, Any]:
    """Return a dataset with its versions, newest first."""
    return {
        "id": dataset.id,
        "name": dataset.name,
        "sample": dataset.sample,
        "created_at": dataset.created_at.isoformat(),
        "versions": [version_json(version) for version in dataset.versions],
    }


def version_json(version: VersionRecord) -> dict[str, Any]:
    """Return a version: what it was made with, and what is left of it."""
    return {
        "number": version.number,
        "source": version.source.value,
        "note": version.note,
        "items": version.items,
        "content_hash": version.content_hash,
        "left": version.left,
        "left_hash": version.left_hash,
        "removed": version.removed,
        "created_at": version.created_at.isoformat(),
    }
