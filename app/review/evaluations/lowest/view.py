"""The view of the lowest-scored results, with why."""

import streamlit as st

from app import auth, services
from app.review.evaluations.lowest import present
from app.review.evaluations.records import Records
from app.ui import empty, navigate, page_text, table
from core import formats
from core.usecases.scores.list_lowest import LOWEST_AMONG, list_lowest

SHOWN = 20


def show(records: Records) -> None:
    """Draw the view."""
    rows = list_lowest(
        services.rein(),
        viewer=auth.current_viewer(),
        days=records.days,
        sample=records.sample,
        scorer=records.scorer,
        within=records.within,
        limit=SHOWN,
    )
    if not rows:
        empty.show("No scores in this window", hint="Choose a longer window or fewer filters.")
        return
    page_text.section("Lowest scores first")
    page_text.note(
        f"The lowest of the newest {formats.count(LOWEST_AMONG)} scores of the window, "
        "each with the failed question that fails most rarely, and how many failed."
    )
    often = present.failures(rows)
    address = table.show(
        present.COLUMNS,
        tuple(present.cells(row, often) for row in rows),
        caption="Evaluations, the lowest score first",
        key="lowest.table",
    )
    st.download_button(
        f"Export {formats.pluralize(len(rows), 'evaluation')} as CSV",
        lambda: present.as_csv(rows),
        file_name=f"lowest-{records.days.since}-{records.days.until}.csv",
        mime="text/csv",
        key="lowest.export",
        on_click="ignore",
    )
    if address is not None:
        navigate.open_address(address)
