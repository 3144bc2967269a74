"""Providers: which models are set up, how each is doing, and a test call for each."""

import operator
from functools import partial

import streamlit as st

from app import auth, services
from app.operate.providers import draw, present
from app.operate.providers.actions import TestCall, begin_test
from app.operate.shared import styles
from app.operate.shared.load_providers import load_providers
from app.operate.shared.provider_views import ModelView
from app.ui import empty, notice, page_text
from core.accounts.user import Role

POLL_S = 0.5
RETRYING = "One call tries it right now and decides for all; another one would not get through."
CLOSE_CIRCUIT = (
    "Tries it with one small paid call. If it answers, goals may ask it again; if not, it stays "
    "paused."
)


def render() -> None:
    st.title("Providers", anchor=False)
    auth.current_user().require(Role.ADMIN)
    styles.apply()
    notice.show()
    pending = running()  # first: a call that ends while the page is drawn is then read again
    view = load_providers()
    page_text.lead(present.sentence(view))
    if view.spent:
        title, hint = present.budgets(view.spent)
        empty.show(title, hint=hint)
        st.page_link("operate/costs/page.py", label="See what it went to")
    if not view.providers:
        hint = (
            "Or set one of these variables and restart. The offline coach then writes only if no "
            "model answers."
        )
        empty.show("To have a model write, paste a key on Settings", hint=hint)
        st.page_link("operate/settings/page.py", label="Paste a key")
    else:
        page_text.note("A test call is one small paid call, recorded in a trace of its own.")
    for provider in view.providers:
        st.space("small")
        draw.show_provider(provider)
        for model in provider.models:
            show_model(model, running=model.key in pending)
    if view.missing:
        page_text.section("Not set up")
        draw.show_missing(view.missing)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Check again", key="providers.again")
        st.page_link("operate/routing/page.py", label="Who is asked first, and why")


def running() -> frozenset[str]:
    """Return the models with a running test call of this person."""
    calls = (value for value in st.session_state.values() if isinstance(value, TestCall))
    return frozenset(call.key for call in calls if not call.over.is_set())


def show_model(model: ModelView, *, running: bool) -> None:
    """Draw a model, the test call, and its result."""
    key = f"providers.{model.key}"
    closes = present.can_close_circuit(model)
    with st.container(horizontal=True, key=f"model_row_{model.key}"):
        draw.show_model(model, now=services.now())
        st.button(
            "Try it now" if closes else "Test call",
            key=f"{key}.try",
            on_click=begin,
            args=(key, model.key),
            kwargs={"as_probe": closes},
            disabled=running or model.retrying,
            help=RETRYING if model.retrying else CLOSE_CIRCUIT if closes else None,
        )
    if isinstance(st.session_state.get(key), TestCall):
        st.fragment(show_test, run_every=POLL_S if running else None)(
            key, model.name, model.state.why, was_running=running
        )


def begin(key: str, model: str, *, as_probe: bool) -> None:
    """Start a test call, unless one is running."""
    call = st.session_state.get(key)
    if isinstance(call, TestCall) and not call.over.is_set():
        return
    keep = partial(operator.setitem, st.session_state, key)
    notice.attempt(lambda: begin_test(model, keep, as_probe=as_probe))


def show_test(key: str, name: str, why: str, *, was_running: bool) -> None:
    """Draw a test call; once it has ended, draw the whole page again."""
    call = st.session_state[key]
    if not call.over.is_set():
        seconds = services.rein().clock.monotonic() - call.began
        draw.show_running(name, call.text, seconds=seconds)
    elif was_running:
        st.rerun()
    elif call.result is not None:
        draw.show_result(call.result, key=key, shown=why)
    elif call.refused is not None:
        draw.show_refused(call.refused)


render()
