"""The view that says whether the judge agrees with people."""

import streamlit as st

from app.review.evaluations.agreement import choices, draw, load
from app.review.evaluations.records import Records
from app.ui import empty, navigate

_NOTHING = "They need a score and {} for the same result."


def show(records: Records) -> None:
    """Draw the view."""
    days = records.days
    with st.container(horizontal=True, vertical_alignment="bottom"):
        source = choices.ask_source()
        place = st.container()
    cell = choices.chosen_cell()
    agreement = load.load_agreement(
        records, source=source, judge=choices.chosen_judge(), levels=cell
    )
    if not agreement.pairs:
        hint = _NOTHING.format(agreement.scale.source)
        empty.show(
            "No pairs in this window", hint=f"{hint} Choose a longer window or fewer filters."
        )
        return
    if len(agreement.judges) > 1:
        with place:
            choices.ask_judge(agreement.judges, judge=agreement.judge)
    draw.show_verdict(agreement)
    draw.show_tiles(agreement)
    chosen = draw.show_levels(agreement, address=records.address)
    if chosen is not None:
        choices.choose_cell(chosen.rpartition("cell=")[2])
        st.rerun()
    opened = draw.show_gaps(agreement, cell)
    draw.offer_file(agreement, name=f"judge-and-{source}-{days.since}-{days.until}")
    draw.show_length(agreement)
    draw.show_measures(agreement)
    if opened is not None:
        navigate.open_address(opened)
