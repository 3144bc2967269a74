"""What a version has to pass before its release, what it changes, and the release itself."""

import streamlit as st

from app import auth, services
from app.review.config import present, roll_back
from app.ui import notice, page_text, table
from app.ui.status_labels import Tone
from app.ui.table import Cell, Column
from core.usecases.prompts.check_version import Check, check_version
from core.usecases.prompts.draft_prompt import MAX_REASON_CHARACTERS
from core.usecases.prompts.list_prompts import PromptVersion, find_before

KEY = roll_back.KEY
COLUMNS = (
    Column(title="Check"),
    Column(title="Result"),
    Column(title="Found", wide=True),
    Column(title="What to do", wide=True),
)


def draw(version: PromptVersion, versions: tuple[PromptVersion, ...], *, may_release: bool) -> None:
    """Let an admin roll the live version back, or release another one that passes its checks."""
    notice.show(KEY)
    if version.live:
        before = find_before(versions)
        if may_release and before is not None:
            roll_back.ask(version, before)
        return
    live = next((one for one in versions if one.live), version)
    passed = not version.written_here or _show_checks(version)
    if may_release:
        _ask(version, live, passed=passed)


def _show_checks(version: PromptVersion) -> bool:
    """Draw each check. Return whether all are passed."""
    text = version.text
    found = check_version(
        services.rein(), viewer=auth.current_viewer(), name=text.name, version=text.version
    )
    table.show(
        COLUMNS,
        tuple(map(_cells, found)),
        caption=f"Checks of {version.label}",
        key="config.checks",
    )
    return all(one.passed for one in found)


def _cells(one: Check) -> tuple[Cell, ...]:
    result = Cell(text="Pass", tone=Tone.GOOD) if one.passed else Cell(text="Fail", tone=Tone.BAD)
    return (Cell(text=one.name), result, Cell(text=one.found), Cell(text=one.advice))


def _ask(version: PromptVersion, live: PromptVersion, *, passed: bool) -> None:
    """Draw the form of the release, with what changes against the live version."""
    if not passed:
        page_text.note("It can be released, replayed and tried as soon as it passes every check.")
    with (
        st.popover(f"Release {version.label}", key=f"{KEY}.open", disabled=not passed),
        st.form(f"{KEY}.form", border=False),
    ):
        page_text.note(f"Everybody gets it from now on, instead of {live.label}. What changes:")
        st.code(
            present.write_diff(live, version),
            language="diff",
            wrap_lines=True,
            height=present.DIFF_HEIGHT,
        )
        reason = st.text_input("Why", max_chars=MAX_REASON_CHARACTERS, key=f"{KEY}.reason")
        if st.form_submit_button("Release now", key=f"{KEY}.go", type="primary"):
            _release(version, reason)


def _release(version: PromptVersion, reason: str) -> None:
    if roll_back.make_live(version, reason):
        notice.post(
            f"{version.label} is live.",
            place=KEY,
            undo=lambda: roll_back.roll_back(version, "The release was taken back."),
        )
    st.rerun()
