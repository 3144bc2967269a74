"""Audit log: who signed in, who changed what others may do, and who read what others wrote."""

import streamlit as st

from app import auth, services
from app.operate.audit import present
from app.ui import empty, page_text, table
from core.usecases.audit.list_audit import MAX_ENTRIES, AuditAction, list_audit

READINGS, CHANGES = "Readings", "Changes and sign-ins"


def render() -> None:
    st.title("Audit log", anchor=False)
    shown = st.segmented_control(
        "Lines",
        [CHANGES, READINGS],
        default=CHANGES,
        key="lines",
        bind="query-params",
        on_change=go_to,
        args=(None,),
        label_visibility="collapsed",
    )
    readings = shown == READINGS
    rein, viewer = services.rein(), auth.current_viewer()
    has_lines = readings or bool(list_audit(rein, viewer=viewer, readings=False))
    action = choose_action() if has_lines and not readings else None
    before = st.session_state.get("audit.before")
    rows = list_audit(rein, viewer=viewer, before=before, action=action, readings=readings)
    if not rows:
        empty.show("Nothing is recorded here yet", hint=present.HINTS[readings])
    else:
        page_text.lead(present.lead(rein.settings, readings=readings))
        lines = present.to_rows(rows, now=services.now())
        table.show(present.COLUMNS, lines, caption="Audit log", key="audit")
    with st.container(horizontal=True):
        if before is not None:
            st.button("Newest", on_click=go_to, args=(None,))
        if len(rows) == MAX_ENTRIES:
            st.button("Older", on_click=go_to, args=(rows[-1].id,))


def choose_action() -> AuditAction | None:
    """Return the only action whose lines are listed, or None for all."""
    chosen: AuditAction | None = st.selectbox(
        "Action",
        [action for action in AuditAction if action is not AuditAction.TEXTS_READ],
        index=None,
        placeholder="All actions",
        format_func=present.action_label,
        key="audit.action",
        on_change=go_to,
        args=(None,),
    )
    return chosen


def go_to(before: int | None) -> None:
    """Show the lines before one line."""
    st.session_state["audit.before"] = before


render()
