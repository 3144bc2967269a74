"""Import a file of JSON lines: what it holds is shown before anything is stored."""

import streamlit as st

from app.review.datasets import load
from app.review.shared.save_to_dataset import saved_text
from app.ui import empty, notice, page_text
from core import formats
from core.errors import ReinError
from core.usecases.datasets.import_lines import MAX_BYTES, Imported, ReadLines, Target

PLACE = "datasets.import"
NAMED = 20
"""Bad lines that are listed."""


def draw(*, sample: bool) -> None:
    """Draw the form."""
    page_text.note(
        "One JSON object a line, as the download writes them. The least that a line needs is "
        'the goal: {"input": {"text": "Run 5 km"}}'
    )
    file = st.file_uploader(
        "A file of JSON lines",
        type=["jsonl", "ndjson"],
        max_upload_size=MAX_BYTES >> 20,
        key=f"{PLACE}.file",
    )
    if file is None:
        return
    content = file.getvalue()
    try:
        read = load.check(content)
    except ReinError as error:
        empty.show_error(error)
        return
    _show_bad(read)
    if not read.items:
        return
    name = st.text_input("Name of the dataset", max_chars=80, key=f"{PLACE}.name")
    keep = st.checkbox("Add to what its newest version holds", key=f"{PLACE}.keep")
    note = st.text_input("Note", max_chars=200, key=f"{PLACE}.note")
    st.button(
        f"Import {formats.pluralize(len(read.items), 'item')}",
        key=f"{PLACE}.store",
        type="primary",
        disabled=not name.strip(),
        on_click=_store,
        args=(Target(name=name, note=note or file.name, keep=keep, sample=sample), content),
    )


def _show_bad(read: ReadLines) -> None:
    text = f"{formats.pluralize(len(read.items), 'item')} can be imported."
    if read.repeated:
        text += f" {formats.pluralize(read.repeated, 'line')} repeat an earlier one."
    page_text.note(text)
    if not read.bad:
        return
    named = "\n".join(f"Line {one.number}: {one.reason}" for one in read.bad[:NAMED])
    if len(read.bad) > NAMED:
        named += f"\nand {len(read.bad) - NAMED} more"
    empty.show(f"{formats.pluralize(len(read.bad), 'line')} cannot be read", hint=named)


def _store(target: Target, content: bytes) -> None:
    found: list[Imported] = []
    if notice.attempt(lambda: found.append(load.store(target, content)), place=PLACE):
        notice.post(saved_text(found[0].saved), place=PLACE)
