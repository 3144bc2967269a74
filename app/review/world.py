"""Which world a review page shows: your own records, or the sample; never both."""

from urllib.parse import parse_qsl

import streamlit as st

from app import auth, services
from app.actions import review as actions
from app.queries import review as queries
from app.widgets import empty, frame
from core.coaching.user import Role
from core.errors import ReinError

SAMPLE = "sample"
_CHOSEN = "world.sample"
_PAGES = {
    "trace": "review/trace.py",
    "goal": "coach/goal.py",
    "feedback": "review/feedback.py",
    "evaluations": "review/evaluations.py",
    "traces": "review/traces.py",
}
"""Pages that records link to."""


def begin(title: str, *, role: Role = Role.REVIEWER) -> bool:
    """Draw the head of a page and return whether it shows the sample. Raises NotAllowed below `role`."""
    st.title(title, anchor=False)
    auth.current_user().require(role)
    sample = _wants_sample()
    if sample:
        _draw_banner()
    elif queries.has_records(services.rein(), sample=False) and queries.has_records(services.rein(), sample=True):
        st.button("Look at the sample", key="world.sample", on_click=_show_sample, type="tertiary")
    return sample


def offer_sample(title: str, hint: str, *, sample: bool) -> None:
    """Draw the empty state of a review page, with the way to try it on made-up records."""
    empty.show(title, hint=hint)
    if sample:
        return
    if queries.has_records(services.rein(), sample=True):
        st.button("Look at the sample", key="world.see_sample", on_click=_show_sample, type="primary")
        return
    if st.button("Load the sample", key="world.load_sample", type="primary"):
        _load()
    frame.note(
        "The sample is some hundred made-up goals over 90 days, run through the offline coach; nobody real rated "
        "them. The sample stays apart from your figures and goes away in one click."
    )


def go(address: str) -> None:
    """Open a page chosen in a table: its path and query, such as "trace?id=..."."""
    path, _, query = address.partition("?")
    st.switch_page(_PAGES[path], query_params=dict(parse_qsl(query)))


def _load() -> None:
    with st.status("Running made-up goals through the offline coach", expanded=True):
        bar = st.progress(0.0)

        def advance(done: int, total: int) -> None:
            bar.progress(done / total, text=f"{done} of {total}")

        try:
            actions.load_sample(on_progress=advance)
        except ReinError as error:
            empty.show_error(error)
            return
    _show_sample()
    st.rerun()


def _wants_sample() -> bool:
    asked = st.query_params.get(SAMPLE)
    if asked is not None:
        st.session_state[_CHOSEN] = asked == "1"
    wanted: bool = st.session_state.get(_CHOSEN, False)
    if wanted:
        st.query_params[SAMPLE] = "1"
    return wanted


def _show_sample() -> None:
    st.session_state[_CHOSEN] = True
    st.query_params[SAMPLE] = "1"


def _leave_sample() -> None:
    st.session_state[_CHOSEN] = False
    st.query_params.pop(SAMPLE, None)


def _remove_sample() -> None:
    actions.remove_sample()
    _leave_sample()


def _draw_banner() -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="world_banner"):
        st.html(
            '<span class="rein-sample" role="status"><b>Sample.</b> Made up, and kept apart from your figures.</span>'
        )
        st.button("Back to your figures", key="world.leave", on_click=_leave_sample)
        st.button("Remove the sample", key="world.remove", on_click=_remove_sample, type="tertiary")
