"""Datasets in words and table rows."""

from datetime import datetime

from app.ui.table import Cell, Column
from app.ui.text import shorten
from core import formats
from core.usecases.datasets.list_datasets import ItemRow, VersionRecord

VERSION_COLUMNS = (
    Column(title="Version", right=True),
    Column(title="Items", right=True),
    Column(title="Made from"),
    Column(title="When"),
    Column(title="Hash", mono=True),
    Column(title="Note", wide=True),
)
ITEM_COLUMNS = (
    Column(title="Goal", wide=True),
    Column(title="Split"),
    Column(title="Score", right=True),
    Column(title="Stars", right=True),
    Column(title="Labels", right=True),
    Column(title="Trace", mono=True, plain=True),
)
_SOURCES = {"traces": "Traces", "import": "Import"}
_MAX_CHARACTERS = 160


NOTHING_YET = (
    "A dataset is a set of saved cases that stays the same, so that judges and prompts can be "
    "compared on it. Save a filtered list on Traces, Ratings or Feedback, label it in the queue, "
    "and try the next prompt on it. Each save is a version, and an item stays in train, validation "
    "or test for good."
)


def version_label(version: VersionRecord) -> str:
    """Return a version as a choice."""
    return f"{version.number} ({formats.pluralize(version.left, 'item')})"


def removed_text(version: VersionRecord) -> str:
    """Return what people had removed from a version, or ""."""
    if not version.removed:
        return ""
    removed = formats.pluralize(version.removed, "item")
    return (
        f"{removed} removed at the person's request. It was made with {version.items} "
        f"({version.content_hash[:12]}); what is left has the hash {version.left_hash[:12]}."
    )


def version_cells(version: VersionRecord, *, now: datetime) -> tuple[Cell, ...]:
    """Return a version as a table row."""
    removed = f" ({version.removed} removed)" if version.removed else ""
    return (
        Cell(text=str(version.number)),
        Cell(text=f"{formats.count(version.left)}{removed}"),
        Cell(text=_SOURCES[version.source]),
        Cell(text=formats.short_moment(version.created_at, now=now)),
        Cell(text=version.left_hash[:12]),
        Cell(text=version.note or "–"),
    )


def item_cells(row: ItemRow, *, labels: int | None, dataset: str) -> tuple[Cell, ...]:
    """Return an item as a table row, without labels if None; its goal opens it for labelling."""
    text = shorten(row.title, _MAX_CHARACTERS)
    trace = row.trace_id
    return (
        Cell(text=text, to=f"queue?item={row.id}&dataset={dataset}"),
        Cell(text=row.split),
        Cell(text=formats.figure(row.overall)),
        Cell(text=formats.figure(row.stars)),
        *(() if labels is None else (Cell(text=str(labels)),)),
        Cell(
            text=formats.short_id(trace) if trace else "–", to=f"trace?id={trace}" if trace else ""
        ),
    )
