"""Draw what changed between two versions of a dataset."""

import streamlit as st

from app.review.datasets import load, present
from app.ui import choice, page_text, table
from app.ui.table import Cell, Column
from core import formats
from core.usecases.datasets.list_datasets import DatasetRecord, VersionRecord

COLUMNS = (Column(title="Change"), *(one for one in present.ITEM_COLUMNS if one.title != "Labels"))


def show(dataset: DatasetRecord, version: VersionRecord) -> str | None:
    """Ask which version to compare with, and draw the items that differ.

    Returns the chosen address.
    """
    others = [one for one in dataset.versions if one.number != version.number]
    if not others:
        return None
    page_text.section("What changed")
    earlier = sorted(others, key=lambda one: (one.number > version.number, -one.number))
    labels = {str(one.number): present.version_label(one) for one in earlier}
    number = choice.by_id("Compare with version", labels, key="before", width=240)
    before = next(one for one in others if str(one.number) == number)
    found = load.compare(version, before)
    same = version.left - len(found.added)
    page_text.note(
        f"Version {version.number} has {formats.pluralize(len(found.added), 'item')} that version "
        f"{before.number} has not, lacks {len(found.removed)}, and shares "
        f"{'at most ' if found.is_cut else ''}{same}."
    )
    rows = [("Added", row) for row in found.added] + [("Removed", row) for row in found.removed]
    if not rows:
        return None
    with st.expander(f"The {formats.pluralize(len(rows), 'item')} that differ"):
        return table.show(
            COLUMNS,
            tuple(
                (Cell(text=change), *present.item_cells(row, labels=None, dataset=dataset.id))
                for change, row in rows
            ),
            caption=f"Versions {before.number} and {version.number}",
            key="datasets.difference",
        )
