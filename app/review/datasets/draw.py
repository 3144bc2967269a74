"""Draw the parts of the Datasets page."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from app.review.datasets import label_text, present
from app.review.datasets.load import VersionView
from app.ui import choice, page_text, table
from core.usecases.datasets.list_datasets import DatasetRecord, Split, VersionRecord


def ask_dataset(found: tuple[DatasetRecord, ...]) -> DatasetRecord:
    """Ask for a dataset; the choice is part of the URL."""
    chosen = choice.by_id("Dataset", {one.id: one.name for one in found}, key="dataset")
    return next(one for one in found if one.id == chosen)


def ask_version(dataset: DatasetRecord) -> VersionRecord:
    """Ask for a version; the newest one is chosen first. The choice is part of the URL."""
    found = {str(one.number): one for one in dataset.versions}
    labels = {number: present.version_label(one) for number, one in found.items()}
    return found[choice.by_id("Version", labels, key="version")]


def ask_split() -> Split | None:
    """Ask for one split; None means all items."""
    chosen = st.selectbox(
        "Split",
        [split.value for split in Split],
        index=None,
        placeholder="All",
        key="split",
        bind="query-params",
    )
    return Split(chosen) if chosen else None


def show_versions(dataset: DatasetRecord, *, now: datetime) -> None:
    """Draw all versions of a dataset."""
    page_text.section("Versions")
    table.show(
        present.VERSION_COLUMNS,
        tuple(present.version_cells(version, now=now) for version in dataset.versions),
        caption="Versions, newest first",
        key="datasets.versions",
    )


def show_items(view: VersionView, dataset: DatasetRecord) -> str | None:
    """Draw the items of a version. Return the chosen address."""
    page_text.section("Items")
    return table.show(
        present.ITEM_COLUMNS,
        tuple(
            present.item_cells(
                row, labels=view.report.labels.get(row.subject, 0), dataset=dataset.id
            )
            for row in view.items.rows
        ),
        caption="Items",
        key="datasets.items",
    )


def show_agreement(view: VersionView) -> None:
    """Draw how far labellers agree."""
    page_text.section("Agreement of the people who label")
    if not view.report.agreement:
        page_text.note("Not known yet: it takes two people who label the same reply.")
        return
    table.show(
        label_text.AGREEMENT_COLUMNS,
        tuple(map(label_text.agreement_cells, view.report.agreement)),
        caption="Agreement by question",
        key="datasets.agreement",
    )
    page_text.note(label_text.alpha_text(view.report.alpha))


def show_mean(view: VersionView) -> None:
    """Draw the mean that the labels of randomly drawn replies allow."""
    page_text.section("Mean score of these replies")
    page_text.note(label_text.mean_text(view.report))


def ask_delete(dataset: DatasetRecord, on_delete: Callable[[DatasetRecord], None]) -> None:
    """Draw a button that deletes a dataset, with what that means."""
    with st.popover("Delete", icon=":material/delete:", type="tertiary", key="datasets.delete"):
        page_text.note(
            "This deletes the dataset with all its versions. Traces, ratings and labels stay."
        )
        st.button(
            "Delete for good",
            key="datasets.delete.sure",
            type="primary",
            on_click=on_delete,
            args=(dataset,),
        )
