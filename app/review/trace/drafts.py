"""Do a step again with another model or prompt, beside what the person has; nothing is stored."""

import streamlit as st

from app import auth, services
from app.ui import empty, html, page_text
from app.ui.trace import word_diff
from core import formats
from core.accounts.user import Role
from core.errors import ReinError
from core.usecases.drafts.draft_step import (
    Draft,
    DraftChoices,
    StageName,
    draft_step,
    list_draft_choices,
)

_KEY = "trace.draft"


def show(trace_id: str) -> None:
    """Draw the fold for an admin; a draft stays on the page until another trace is opened."""
    if not auth.current_user().may(Role.ADMIN):
        return
    fold = st.expander("Try a step again, as a draft", key=f"{_KEY}.fold", on_change="rerun")
    if not fold.open:
        return
    with fold:
        choices = list_draft_choices(
            services.rein(), viewer=auth.current_viewer(), trace_id=trace_id
        )
        if choices is None:
            page_text.note("Only finished steps of a goal's run can be tried again.")
            return
        page_text.note(
            "The person never sees a draft, and no score or export counts it. A model's call is "
            "paid and is part of the costs."
        )
        _ask(choices, trace_id)
        known = st.session_state.get(_KEY)
        if known is not None and known[0] == trace_id:
            _draw(known[1])


def _ask(choices: DraftChoices, trace_id: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        stage = st.selectbox("Step", choices.stages, key=f"{_KEY}.stage", width=160)
        model = st.selectbox("Model", choices.models, key=f"{_KEY}.model", width=240)
        version = st.selectbox(
            "Prompt version",
            choices.versions[stage],
            format_func=lambda number: f"{stage}@v{number}",
            key=f"{_KEY}.version",
            width=160,
        )
        if st.button("Write the draft", key=f"{_KEY}.write") and version is not None:
            _write(trace_id, stage=stage, model=model, version=version)


def _write(trace_id: str, *, stage: StageName, model: str, version: int) -> None:
    rein, viewer = services.rein(), auth.current_viewer()
    try:
        with st.spinner("Writing the draft"):
            draft = draft_step(
                rein, viewer=viewer, trace_id=trace_id, stage=stage, model=model, version=version
            )
    except ReinError as error:
        st.session_state.pop(_KEY, None)
        empty.show_error(error)
        return
    st.session_state[_KEY] = (trace_id, draft)


def _draw(draft: Draft) -> None:
    step = draft.stage.value.capitalize()
    by = ", ".join(part for part in (draft.model, draft.prompt) if part)
    took = formats.milliseconds(1_000 * draft.seconds)
    cost = formats.money(draft.cost_usd, known=draft.cost_known)
    page_text.note(
        f"{step} by {by}, in {took} for {cost}. "
        "Struck through: only what the person has. Underlined: only the draft."
    )
    parts = word_diff.compare(draft.before, draft.after)
    html.draw(word_diff.draw(parts, label="What the draft changes"))
    st.download_button(
        "Export the draft as JSON",
        draft.after,
        file_name=f"draft-{draft.stage}.json",
        mime="application/json",
        key=f"{_KEY}.export",
        on_click="ignore",
    )
