"""Which world a review page shows: your own records, or the sample; never both."""

from urllib.parse import parse_qsl

import streamlit as st

from app import auth, services
from app.actions import review as actions
from app.queries import review as queries
from app.widgets import empty, frame
from core.accounts.user import Role
from core.errors import ReinError

SAMPLE = "sample"
# No widget may have this key: Streamlit forgets a widget's value as soon as a page does not draw it.
_CHOSEN = "world.chosen"
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
    elif queries.has_records(services.rein(), sample=False) and _is_loaded():
        st.button("Look at the sample", key="world.look", on_click=_show_sample, type="tertiary")
    return sample


def offer_sample(title: str, hint: str, *, sample: bool) -> None:
    """Draw the empty state of a review page, with the way to try it on made-up records."""
    loaded = _is_loaded()
    if sample and not loaded:
        empty.show("The sample is not loaded", hint="Load it, or go back to your figures.")
    else:
        empty.show(title, hint=hint)
    if loaded and not sample:
        st.button(
            "Look at the sample", key="world.see_sample", on_click=_show_sample, type="primary"
        )
    elif not loaded:
        if st.button("Load the sample", key="world.load_sample", type="primary") and _load():
            _show_sample()
            st.rerun()
        _explain()


def offer_choices(*, look_at: str) -> None:
    """Draw what can be done with the sample from a page outside it; `look_at` is the page that opens it."""
    frame.section("Sample")
    _explain()
    with st.container(horizontal=True):
        if not _is_loaded():
            going = st.button("Load the sample", key="world.load_here") and _load()
        else:
            going = st.button("Look at the sample", key="world.look_from_here")
            st.button(
                "Remove the sample",
                key="world.remove_here",
                on_click=_remove_sample,
                type="tertiary",
            )
    if going:
        st.switch_page(look_at, query_params={SAMPLE: "1"})


def go(address: str) -> None:
    """Open a page chosen in a table: its path and query, such as "trace?id=..."."""
    path, _, query = address.partition("?")
    st.switch_page(_PAGES[path], query_params=dict(parse_qsl(query)))


def _explain() -> None:
    frame.note(
        "The sample is some hundred made-up goals over 90 days, run through the offline coach; nobody real rated "
        "them. The sample stays apart from your figures and goes away in one click."
    )


def _load() -> bool:
    with st.status("Running made-up goals through the offline coach", expanded=True):
        bar = st.progress(0.0)

        def advance(done: int, total: int) -> None:
            bar.progress(done / total, text=f"{done} of {total}")

        try:
            actions.load_sample(on_progress=advance)
        except ReinError as error:
            empty.show_error(error)
            return False
    return True


def _is_loaded() -> bool:
    return queries.has_records(services.rein(), sample=True)


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
        if _is_loaded():
            st.button(
                "Remove the sample", key="world.remove", on_click=_remove_sample, type="tertiary"
            )
