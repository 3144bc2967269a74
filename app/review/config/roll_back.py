"""The rollback of a released version, with its confirmation and its undo."""

import streamlit as st

from app import auth, services
from app.review.config import present
from app.ui import notice, page_text
from core.usecases.prompts.draft_prompt import MAX_REASON_CHARACTERS
from core.usecases.prompts.list_prompts import PromptVersion
from core.usecases.prompts.release_prompt import release_prompt, roll_back_prompt

KEY = "config.release"


def ask(live: PromptVersion, before: PromptVersion) -> None:
    """Draw the form of the rollback, with what everybody gets then."""
    key = f"{KEY}.back"
    with (
        st.popover(f"Roll back to {before.label}", key=f"{key}.open"),
        st.form(f"{key}.form", border=False),
    ):
        page_text.note(
            f"Everybody gets {before.label} again, within seconds. {live.label} is marked as "
            "rolled back; you can take this back. What changes:"
        )
        st.code(
            present.write_diff(live, before),
            language="diff",
            wrap_lines=True,
            height=present.DIFF_HEIGHT,
        )
        reason = st.text_input("Why", max_chars=MAX_REASON_CHARACTERS, key=f"{key}.reason")
        if st.form_submit_button("Roll back now", key=f"{key}.go", type="primary"):
            roll_back(live, reason)
            st.rerun()


def make_live(version: PromptVersion, reason: str) -> bool:
    """Release a version; the notice says so, or why not."""
    rein, viewer, text = services.rein(), auth.current_viewer(), version.text
    return notice.attempt(
        lambda: release_prompt(
            rein, viewer=viewer, name=text.name, version=text.version, reason=reason
        ),
        done=f"{version.label} is live.",
        place=KEY,
    )


def roll_back(live: PromptVersion, reason: str) -> None:
    """Roll the live version back; the undo releases it again."""
    rein, viewer, name = services.rein(), auth.current_viewer(), live.text.name
    found: list[int] = []
    if notice.attempt(
        lambda: found.append(roll_back_prompt(rein, viewer=viewer, name=name, reason=reason)),
        place=KEY,
    ):
        notice.post(
            f"{live.label} is rolled back; {name}@v{found[0]} is live.",
            place=KEY,
            undo=lambda: _take_back(live),
        )


def _take_back(version: PromptVersion) -> None:
    make_live(version, "The rollback was taken back.")
