"""Queue: label replies one by one, the most informative first, without seeing their scores."""

import streamlit as st

from app.review.queue import actions, ask, draw_item, load, present
from app.review.queue.actions import ITEM, Shown
from app.review.queue.draft import Draft
from app.ui import choice, empty, notice, page_text, sample_mode
from core.usecases.datasets.list_datasets import DatasetRecord
from core.usecases.labels.get_queue import Queue


def render() -> None:
    sample = sample_mode.page_header("Queue")
    found = load.list_datasets(sample=sample)
    if not found:
        if sample_mode.has_records(sample=sample):
            empty.show("There is nothing to label yet", hint=present.NOTHING_YET)
            with st.container(horizontal=True):
                st.page_link(
                    "review/traces/page.py",
                    label="Traces, lowest score first",
                    query_params={"order": "Lowest score first"},
                )
                st.page_link("review/datasets/page.py", label="Import a file on Datasets")
        else:
            hint = "Replies can be labelled as soon as a dataset holds some."
            sample_mode.offer_sample("No traces yet", hint, sample=sample)
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        dataset = ask_dataset(found)
        with st.popover("Options", key="queue.options"):
            hide = st.toggle("Hide scores until I have answered", value=True, key="queue.hide")
            each = st.toggle("Answer each question", key="queue.each", persist_state="session")
    queue = load.get_queue(dataset.versions[0], item_id=st.query_params.get(ITEM))
    show_progress(queue)
    notice.show(undo_key="K")
    if queue.next is None:
        hint = "Another person can label them too: two labels show how far people agree."
        empty.show("You have labelled all items of this dataset", hint=hint)
        return
    seen = queue.mine is not None or not hide or st.query_params.get(ITEM) is not None
    show_item(Shown(queue=queue, stored=queue.next, blind=not seen), hide=hide, each=each)


def ask_dataset(found: tuple[DatasetRecord, ...]) -> DatasetRecord:
    """Ask for a dataset; the choice is part of the URL."""
    chosen = choice.by_id(
        "Dataset",
        {one.id: one.name for one in found},
        key="dataset",
        on_change=actions.go_on,
        width=320,
    )
    return next(one for one in found if one.id == chosen)


def show_progress(queue: Queue) -> None:
    """Draw how far the person is."""
    progress = queue.progress
    st.progress(
        progress.mine / progress.total if progress.total else 0.0,
        text=present.progress_text(progress),
    )


def show_item(shown: Shown, *, hide: bool, each: bool) -> None:
    """Draw an item beside the questions about it."""
    stored, mine = shown.stored, shown.queue.mine
    draft = Draft(stored.row.id, None if mine is None else mine.verdict)
    left, right = st.columns([5, 3], gap="large")
    with left:
        draw_item.show_item(stored.item)
    with right, st.container(key="queue_verdict"):
        if not hide or mine is not None:
            draw_item.show_scores(stored.item)
        ask.ask_verdict(draft, each_question=each)
        with st.container(horizontal=True):
            st.button(
                "Save and next",
                key="queue.save",
                type="primary",
                shortcut="N",
                on_click=actions.save,
                args=(shown, draft),
            )
            st.button("Skip", key="queue.skip", shortcut="J", on_click=actions.skip, args=(stored,))
        with st.container(key="queue_keys"):
            page_text.note(present.KEYS)
        if not each:
            ask.show_questions()
        with st.expander("In which order items come"):
            page_text.note(present.ORDER)


render()
