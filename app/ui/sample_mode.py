"""The head of a review page, and whether it shows the person's records or the sample.

The two are never mixed. The choice lasts for the session and is part of the URL.
"""

import streamlit as st
from markupsafe import Markup

from app import auth, services
from app.ui import empty, html, page_text
from core import formats
from core.accounts.user import Role
from core.errors import ReinError
from core.usecases.samples import sample as sample_use_case
from core.usecases.traces.list_traces import has_traces

SAMPLE = "sample"
# Not a widget's key: Streamlit forgets a widget's value as soon as a page does not draw it.
_CHOSEN = "sample.chosen"


def has_records(*, sample: bool) -> bool:
    """Return True if there is anything to review."""
    return has_traces(services.rein(), viewer=auth.current_viewer(), sample=sample)


def page_header(title: str, *, role: Role = Role.REVIEWER) -> bool:
    """Draw the head of a page and return True if it shows the sample.

    Raises NotAllowed below `role`.
    """
    st.title(title, anchor=False)
    auth.current_user().require(role)
    sample = _wants_sample()
    if sample:
        _draw_banner()
    elif has_records(sample=False) and _is_loaded():
        st.button("Look at the sample", key="sample.look", on_click=_enter, type="tertiary")
    return sample


def offer_sample(title: str, hint: str, *, sample: bool) -> None:
    """Draw the empty state of a review page, with a way to try it on the sample."""
    loaded = _is_loaded()
    if sample and not loaded:
        empty.show("The sample is not loaded", hint="Load it, or go back to your figures.")
    else:
        empty.show(title, hint=hint)
    if loaded and not sample:
        st.button("Look at the sample", key="sample.see", on_click=_enter, type="primary")
    elif not loaded:
        if st.button("Load the sample", key="sample.load", type="primary") and _load():
            _enter()
            st.rerun()
        _explain()


def offer_figures(text: str, *, sample: bool) -> None:
    """Say why a page has no figures, and lead to those of the sample; nothing if it has some."""
    if sample or has_records(sample=False):
        return
    page_text.note(text)
    if _is_loaded():
        st.button("Look at the sample", key="sample.see", on_click=_enter)
    elif st.button("Load the sample", key="sample.load") and _load():
        _enter()
        st.rerun()


def show_section(*, subject: str) -> None:
    """Draw a section to load, open or remove the sample. `look_at` is the page that opens it."""
    page_text.section("Sample")
    _explain()
    with st.container(horizontal=True):
        if not _is_loaded():
            going = st.button("Load the sample", key="sample.load_here") and _load()
        else:
            going = st.button("Look at the sample", key="sample.look_from_here")
            st.button(
                "Remove the sample", key="sample.remove_here", on_click=_remove, type="tertiary"
            )
    if going:
        st.switch_page(subject, query_params={SAMPLE: "1"})


def _explain() -> None:
    page_text.note(
        "The sample is about 200 made-up goals over 90 days. The offline coach writes them, most "
        "under the names of two models with made-up costs, times and failures, and with made-up "
        "ratings. No model is called. It never counts in your figures, and one click removes it."
    )


def _load() -> bool:
    with st.status(
        "Running made-up goals through the offline coach, then rating and reviewing them",
        expanded=True,
    ):
        bar = st.progress(0.0)

        def advance(done: int, total: int) -> None:
            bar.progress(done / total, text=formats.share(done / total))

        try:
            sample_use_case.load_sample(
                services.rein(), viewer=auth.current_viewer(), on_progress=advance
            )
        except ReinError as error:
            empty.show_error(error)
            return False
    return True


def _is_loaded() -> bool:
    return has_records(sample=True)


def _wants_sample() -> bool:
    asked = st.query_params.get(SAMPLE)
    if asked is not None:
        st.session_state[_CHOSEN] = asked == "1"
    wanted: bool = st.session_state.get(_CHOSEN, False)
    if wanted:
        st.query_params[SAMPLE] = "1"
    return wanted


def _enter() -> None:
    st.session_state[_CHOSEN] = True
    st.query_params[SAMPLE] = "1"


def _leave() -> None:
    st.session_state[_CHOSEN] = False
    st.query_params.pop(SAMPLE, None)


def _remove() -> None:
    sample_use_case.remove_sample(services.rein(), viewer=auth.current_viewer())
    _leave()


def _draw_banner() -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="sample_banner"):
        html.draw(
            Markup(
                '<span class="rein-sample" role="status"><b>Sample.</b> Made-up data, separate '
                "from your figures.</span>"
            )
        )
        st.button("Back to your figures", key="sample.leave", on_click=_leave)
        if _is_loaded():
            st.button("Remove the sample", key="sample.remove", on_click=_remove, type="tertiary")
