"""The part of the Config page that exports whole tables of records."""

import streamlit as st

from app import auth, services
from app.ui import filters, page_text
from core.usecases.records.export_records import (
    MAX_IN_MEMORY,
    RecordFormat,
    RecordsAsked,
    RecordTable,
    write_records,
)
from core.usecases.utc_days import last_days


def show_export() -> None:
    """Ask which records are wanted, and offer them as a file."""
    page_text.note(
        f"Everyone's records, without names. A file from here holds at most {MAX_IN_MEMORY:,}, the "
        "oldest of the window; the command “rein export” writes any number. Every record names its "
        "trace; ratings hold the score, and evaluations the stars."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        table = st.selectbox("Records", [str(name) for name in RecordTable], key="records")
        format_ = st.selectbox("Format", [str(name) for name in RecordFormat], key="format")
        window = last_days(services.rein(), filters.days())
    excel = format_ == RecordFormat.CSV and st.checkbox(
        "For Excel (with a byte order mark)", key="records.excel"
    )
    asked = RecordsAsked(
        table=RecordTable(table),
        format=RecordFormat(format_),
        since=window.since,
        until=window.until,
        excel=bool(excel),
    )
    rein, viewer = services.rein(), auth.current_viewer()
    st.download_button(
        f"Export {table}",
        lambda: write_records(rein, viewer=viewer, asked=asked),
        file_name=f"{table}-{window.since}-{window.until}.{format_}",
        mime=asked.format.media_type,
        key="records.export",
        on_click="ignore",
    )
