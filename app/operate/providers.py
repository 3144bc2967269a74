"""Providers: who can be asked, how each model stands, and a test call to see for yourself."""

import operator
from functools import partial

import streamlit as st

from app import auth, services
from app.actions import models as actions
from app.queries import providers as queries
from app.widgets import empty, frame, model_rows, model_styles, notice, trials
from app.widgets.model_rows import ModelView
from core.accounts.user import Role
from core.bootstrap import Rein

POLL_S = 0.5
BEING_TRIED = (
    "A call tries it right now, and decides for all; another one would not get through to it."
)
TRY = "Makes one small paid call now. If the model answers, its circuit closes and goals use it again; if not, it stays paused."


def render() -> None:
    st.title("Providers", anchor=False)
    auth.current_user().require(Role.ADMIN)
    model_styles.apply()
    notice.show()
    rein = services.rein()
    pending = (
        under_way()
    )  # before reading: a call that ends while the page is drawn is then read anew
    view = queries.load_providers(rein)
    frame.lede(queries.sentence(view))
    if view.spent:
        title, hint = queries.about_budgets(view.spent)
        empty.show(title, hint=hint)
        st.page_link("operate/costs.py", label="See what it went to")
    if not view.providers:
        hint = (
            "Restart after setting it. The offline coach then writes only where no model answers."
        )
        empty.show("To have a model write, set one of these variables", hint=hint)
    else:
        frame.note("A test call is one small paid call, recorded in a trace of its own.")
    for provider in view.providers:
        st.space("small")
        model_rows.show_provider(provider)
        for model in provider.models:
            show_model(rein, model, running=model.key in pending)
    if view.missing:
        frame.section("Not set up")
        model_rows.show_missing(view.missing)
    with st.container(horizontal=True):
        st.button("Look again", key="providers.again")
        st.page_link("operate/routing.py", label="Who is asked first, and why")


def under_way() -> frozenset[str]:
    """Return the models of which this person waits for a test call."""
    trials_begun = (
        value for value in st.session_state.values() if isinstance(value, actions.Trial)
    )
    return frozenset(trial.key for trial in trials_begun if not trial.over.is_set())


def show_model(rein: Rein, model: ModelView, *, running: bool) -> None:
    """Draw how a model stands, the test call, and what came of it."""
    key = f"providers.{model.key}"
    with st.container(horizontal=True, key=f"model_row_{model.key}"):
        model_rows.show_model(model, now=rein.clock.now())
        rests = model.circuit_open and not model.probing
        st.button(
            "Try it now" if rests else "Test call",
            key=f"{key}.try",
            on_click=begin,
            args=(key, model.key),
            kwargs={"as_probe": rests},
            disabled=running or model.probing,
            help=BEING_TRIED if model.probing else TRY if rests else None,
        )
    if isinstance(st.session_state.get(key), actions.Trial):
        st.fragment(show_trial, run_every=POLL_S if running else None)(
            key, model.name, model.state.why, was_running=running
        )


def begin(key: str, model: str, *, as_probe: bool) -> None:
    """Start a test call, unless one is under way."""
    trial = st.session_state.get(key)
    if isinstance(trial, actions.Trial) and not trial.over.is_set():
        return
    keep = partial(operator.setitem, st.session_state, key)
    notice.attempt(lambda: actions.begin_trial(model, keep, as_probe=as_probe))


def show_trial(key: str, name: str, why: str, *, was_running: bool) -> None:
    """Draw a test call as it stands; the drawing that finds it over starts the whole page again."""
    trial = st.session_state[key]
    if not trial.over.is_set():
        trials.show_running(
            name, trial.text, seconds=services.rein().clock.monotonic() - trial.began
        )
    elif was_running:
        st.rerun()
    elif trial.tried is not None:
        trials.show_result(trial.tried, key=key, told=why)
    elif trial.refused is not None:
        trials.show_refused(trial.refused)


render()
