"""The form that lets a model propose the next version of a prompt."""

import streamlit as st

from app import auth, services
from app.ui import notice, page_text
from core.usecases.evaluation_runs.plan_evaluation_run import OFFLINE_COACH, list_choices
from core.usecases.prompts.list_prompts import PromptVersion
from core.usecases.prompts.propose_rewrite import DAYS, REWRITABLE, Proposed, propose_rewrite

KEY = "config.rewrite"


def draw(version: PromptVersion, *, shown_key: str) -> None:
    """Draw the form for the live version; a saved proposal is shown next, with its checks."""
    notice.show(KEY)
    name = version.text.name
    if name not in REWRITABLE or not version.live:
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
            on_click=_propose,
            args=(name, model, shown_key),
        )


def _propose(name: str, model: str, shown_key: str) -> None:
    found: list[Proposed] = []
    rein, viewer = services.rein(), auth.current_viewer()
    if notice.attempt(
        lambda: found.append(propose_rewrite(rein, viewer=viewer, name=name, model=model)),
        place=KEY,
    ):
        one = found[0]
        notice.post(
            f"{one.label} is saved as a draft, from {one.sources}. What {one.model} found: "
            f"{one.diagnosis}",
            place=KEY,
        )
        st.session_state[f"{shown_key}.next"] = one.label
