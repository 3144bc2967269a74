"""Datasets: saved cases with their versions, splits and labels, out and in as JSON lines."""

import streamlit as st

from app import services
from app.review.datasets import (
    draw,
    draw_difference,
    import_form,
    label_text,
    load,
    present,
    version_tiles,
)
from app.ui import empty, navigate, notice, page_text, sample_mode, tiles
from core.usecases.datasets.list_datasets import DatasetRecord, Split, VersionRecord

AFTER = "after"  # query parameter: the cursor of the page of items


def render() -> None:
    sample = sample_mode.page_header("Datasets")
    notice.show()
    found = load.list_datasets(sample=sample)
    address = None
    if found:
        address = show_dataset(found)
    elif sample_mode.has_records(sample=sample):
        empty.show("No datasets yet", hint=present.NOTHING_YET)
        with st.container(horizontal=True):
            st.page_link(
                "review/traces/page.py",
                label="Traces, lowest score first",
                query_params={"order": "Lowest score first"},
            )
            st.page_link("review/ratings/page.py", label="Ratings")
    else:
        hint = "Save traces as a dataset as soon as there are some, or import a file."
        sample_mode.offer_sample("No traces yet", hint, sample=sample)
    notice.show(import_form.PLACE)
    with st.expander("Import a file of JSON lines", key="datasets.import.fold"):
        import_form.draw(sample=sample)
    if address is not None:
        navigate.open_address(address)


def show_dataset(found: tuple[DatasetRecord, ...]) -> str | None:
    """Draw the chosen dataset. Return the chosen address."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        dataset = draw.ask_dataset(found)
        version = draw.ask_version(dataset)
        split = draw.ask_split()
    view = load.load_version(version, split=split, cursor=cursor_for(version, split))
    page_text.lead(label_text.sentence(version, view.report))
    if removed := present.removed_text(version):
        page_text.note(removed)
    tiles.show(version_tiles.tiles(dataset, version, view, now=services.now()))
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Label the next item", key="datasets.label", type="primary"):
            st.switch_page("review/queue/page.py", query_params={"dataset": dataset.id})
        st.download_button(
            "Download as JSON lines",
            lambda: load.export(version, split),
            file_name=f"{dataset.name}-v{version.number}.jsonl",
            mime="application/x-ndjson",
            key="datasets.export",
            on_click="ignore",
        )
        draw.ask_delete(dataset, delete)
    draw.show_mean(view)
    draw.show_agreement(view)
    address = draw.show_items(view, dataset)
    if view.items.next_cursor is not None:
        st.button("Next items", key="datasets.more", on_click=more, args=(view.items.next_cursor,))
    draw.show_versions(dataset, now=services.now())
    return draw_difference.show(dataset, version) or address


def cursor_for(version: VersionRecord, split: Split | None) -> str | None:
    """Return the cursor of the items; another version or split starts at its first ones."""
    before = st.session_state.get("datasets.wanted", (version.id, split))
    st.session_state["datasets.wanted"] = (version.id, split)
    if before != (version.id, split):
        st.query_params.pop(AFTER, None)
    return st.query_params.get(AFTER)


def more(cursor: str) -> None:
    """Put the cursor of the next items into the URL."""
    st.query_params[AFTER] = cursor


def delete(dataset: DatasetRecord) -> None:
    """Delete a dataset."""
    notice.attempt(lambda: load.delete(dataset), done="The dataset is deleted.")
    st.query_params.pop(AFTER, None)


render()
