"""The view that says which questions of the rubric fail."""

import streamlit as st

from app.review.evaluations.questions import draw, load
from app.review.evaluations.records import Records
from app.ui import empty, navigate, page_text
from core.usecases.scores.get_item_report import COUNTED_AMONG, ItemGroup

_GROUPS: dict[str, ItemGroup] = {"By prompt version": "prompt_version", "By model": "model"}


def show(records: Records) -> None:
    """Draw the view."""
    totals = load.load_questions(records)
    if not totals:
        empty.show("No answers in this window", hint="Choose a longer window or fewer filters.")
        return
    chosen = draw.show_questions(totals, address=records.address)
    if chosen is not None:
        st.session_state[draw.ITEM] = chosen.rpartition("item=")[2]
    if records.within.of_goals:
        page_text.note(f"Counted from the newest {COUNTED_AMONG} evaluations of these filters.")
    draw.offer_file(totals, name=f"questions-{records.days.since}-{records.days.until}")
    item = draw.ask_item(totals)
    if item is None:
        return
    opened = draw.show_examples(load.load_examples(item, records))
    for (title, by), place in zip(_GROUPS.items(), st.columns(2, gap="large"), strict=True):
        groups = load.load_questions(records, by=by)
        with place:
            asked = tuple(one for one in groups if one.item == item)
            draw.show_groups(asked, by=by, title=title)
    if opened is not None:
        navigate.open_address(opened)
