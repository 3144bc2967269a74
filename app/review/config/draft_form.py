"""The form that writes a new version of a prompt, from the version that is shown."""

import streamlit as st

from app import auth, services
from app.review.config import rewrite_form
from app.ui import notice, page_text
from core.usecases.prompts.draft_prompt import (
    EDITABLE,
    MAX_REASON_CHARACTERS,
    MAX_TEXT_CHARACTERS,
    Draft,
    draft_prompt,
)
from core.usecases.prompts.list_prompts import PromptVersion

KEY = "config.draft"
SETTINGS = "Settings, in TOML"
SYSTEM = "Instructions"
USER = "What is sent with each call; values stand as $name in the data block"


def draw(version: PromptVersion, *, shown_key: str, may_ask: bool) -> None:
    """Draw the ways to a new version; a saved draft is shown next, with its checks."""
    notice.show(KEY)
    if version.text.name not in EDITABLE:
        return
    with st.expander(f"Write a new version from {version.label}", key=f"{KEY}.{version.label}"):
        page_text.note(
            "It is saved as a draft, and checked. Nobody gets it before an admin releases it, or "
            "tries it on people after a replay."
        )
        with st.form(f"{KEY}.form.{version.label}", border=False):
            draft = _ask(version)
            if st.form_submit_button("Save the draft", key=f"{KEY}.save", type="primary"):
                _save(draft, shown_key=shown_key)
    if may_ask:
        rewrite_form.draw(version, shown_key=shown_key)


def _ask(version: PromptVersion) -> Draft:
    text = version.text
    parts = (
        {"settings": _area(SETTINGS, text.settings, version, height=160)}
        if text.settings
        else {
            "system": _area(SYSTEM, text.system, version, height=400),
            "user": _area(USER, text.user, version, height=200),
        }
    )
    reason = st.text_input(
        "Why it is written", max_chars=MAX_REASON_CHARACTERS, key=f"{KEY}.reason.{version.label}"
    )
    return Draft(name=text.name, based_on=text.version, reason=reason, **parts)


def _area(label: str, value: str, version: PromptVersion, *, height: int) -> str:
    return str(
        st.text_area(
            label,
            value,
            height=height,
            max_chars=MAX_TEXT_CHARACTERS,
            key=f"{KEY}.{label[:12]}.{version.label}",
        )
    )


def _save(draft: Draft, *, shown_key: str) -> None:
    saved: list[int] = []
    rein, viewer = services.rein(), auth.current_viewer()
    if notice.attempt(
        lambda: saved.append(draft_prompt(rein, viewer=viewer, draft=draft)), place=KEY
    ):
        label = f"{draft.name}@v{saved[0]}"
        notice.post(f"{label} is saved as a draft. Its checks stand below its text.", place=KEY)
        st.session_state[f"{shown_key}.next"] = label
    st.rerun()
