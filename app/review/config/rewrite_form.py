"""The form that lets a model propose the next version of a prompt."""

import streamlit as st

from app import auth, services
from app.ui import notice, page_text
from core import formats
from core.errors import ReinError
from core.usecases.evaluation_runs.plan_evaluation_run import OFFLINE_COACH, list_choices
from core.usecases.prompts.list_prompts import PromptVersion
from core.usecases.prompts.propose_rewrite import (
    DAYS,
    REWRITABLE,
    UnderWay,
    find_rewrite,
    list_rewrites,
    start_rewrite,
)

KEY = "config.rewrite"
POLL_S = 2.0


def draw(version: PromptVersion, *, shown_key: str) -> None:
    """Draw the form for the live version; a saved proposal is shown next, with its checks."""
    notice.show(KEY)
    name = version.text.name
    if name not in REWRITABLE or not version.live:
        return
    if (running := _find(version.label)) is not None:
        st.fragment(_watch, run_every=POLL_S)(running, shown_key)
        return
    choices = list_choices(services.rein(), viewer=auth.current_viewer()).models
    models = [key for key in choices if key != OFFLINE_COACH]
    with st.expander(f"Let a model propose the version after {version.label}", key=f"{KEY}.{name}"):
        page_text.note(
            "It reads this text beside the strongest complaint and the failed questions of the "
            f"last {DAYS} days, masked, of people who let it read their words. Its text has to "
            "pass the checks, and is a draft: an admin decides about it."
        )
        if not models:
            page_text.note("This needs a key of a model. Settings are proposed by rule, on Trials.")
            return
        model = str(st.selectbox("Who writes", models, key=f"{KEY}.model"))
        st.button(
            "Propose a version",
            key=f"{KEY}.go",
            on_click=_start,
            args=(name, model),
        )


def _start(name: str, model: str) -> None:
    rein, viewer = services.rein(), auth.current_viewer()
    notice.attempt(
        lambda: start_rewrite(rein, viewer=viewer, name=name, model=model),
        place=KEY,
    )


def _find(label: str) -> UnderWay | None:
    """Return the rewrite of a version that is being written, whichever admin asked for it."""
    running = list_rewrites(services.rein(), viewer=auth.current_viewer())
    return next((one for one in running if one.label == label), None)


def _watch(one: UnderWay, shown_key: str) -> None:
    """Draw that a text is being written; the page is drawn again with the draft when it is."""
    try:
        found = find_rewrite(services.rein(), viewer=auth.current_viewer(), run_id=one.run_id)
    except ReinError as error:
        notice.post_failure(str(error), place=KEY)
        st.rerun()
    if found is None:
        since = formats.time_of_day(one.since, now=services.now())
        page_text.note(
            f"The version after {one.label} is being written, since {since}. You may leave this "
            "page; the draft is saved as soon as it has passed the checks."
        )
        return
    notice.post(
        f"{found.label} is saved as a draft. What {found.model} found: {found.diagnosis}",
        place=KEY,
    )
    st.session_state[f"{shown_key}.next"] = found.label
    st.rerun()
