"""The question whether a person's words may go to language models, and the switch for it."""

import streamlit as st

from app import auth, services
from app.ui import notice, page_text
from app.ui.text import plain
from core.usecases.consents.consents import ConsentState, ModelChoice, decide, get_consent

PLACE = "models"


REDACTED = (
    "Taken out first: your name, as your account has it, e-mail addresses, phone, card and bank "
    "numbers, keys, and streets with a number. Not taken out: other people's names, towns and "
    "employers, and your name in small letters."
)
"""What leaves without it, and what does not; docs/privacy.md has the figures."""
CHOICES = {ModelChoice.MODELS: "I agree", ModelChoice.OFFLINE: "Offline coach only"}


def question(hosts: tuple[str, ...]) -> str:
    """Return the question before the first call to a model."""
    return f"May your words go to {listed(hosts)}?"


def question_note(state: ConsentState, *, redacts: bool) -> str:
    """Return what follows from each answer."""
    again = "You agreed before; a host was added since. " if state.consent is not None else ""
    without = f"{REDACTED} " if redacts else ""
    return (
        f"{again}A language model there reads your goals, check-ins and questions, and writes your "
        "plans. Comments that you leave on results may be read there, too, to find out what goes "
        f"wrong. {without}The offline coach writes without it, on this server. Until you choose, "
        "nothing is sent. You can change it under Your account."
    )


def models_label(hosts: tuple[str, ...]) -> str:
    """Return the label of the switch."""
    return f"Language models may write for me; my words go to {listed(hosts)}"


def listed(hosts: tuple[str, ...]) -> str:
    """Return hosts as one phrase."""
    *first, last = hosts
    return f"{', '.join(first)} and {last}" if first else last


def show(*, key: str, titled: bool = False) -> None:
    """Draw the question if the person has to decide, else a switch; nothing without a model."""
    state = get_consent(services.rein(), viewer=auth.current_viewer())
    if not (state.hosts and state.is_asked):
        return
    if titled:
        st.header("Who writes for you", anchor=False)
    notice.show(PLACE)
    if state.needs_answer:
        _ask(state, key=key)
        return
    st.toggle(
        plain(models_label(state.hosts)),
        value=state.uses_models,
        key=f"{key}.switch",
        help="Off: only the offline coach writes for you, and nothing is sent to a model.",
        on_change=_switch,
        args=(f"{key}.switch", state.hosts),
    )
    if titled and services.rein().settings.redact:
        page_text.note(REDACTED)


def _ask(state: ConsentState, *, key: str) -> None:
    with st.container(border=True, key=f"{key}.question"):
        st.markdown(f"**{plain(question(state.hosts))}**")
        page_text.note(question_note(state, redacts=services.rein().settings.redact))
        with st.container(horizontal=True):
            for choice, label in CHOICES.items():
                st.button(
                    label,
                    key=f"{key}.{choice}",
                    on_click=_decide,
                    args=(choice, state.hosts),
                )


def _decide(choice: ModelChoice, shown: tuple[str, ...]) -> None:
    rein, viewer = services.rein(), auth.current_viewer()
    notice.attempt(lambda: decide(rein, viewer=viewer, choice=choice, shown=shown), place=PLACE)


def _switch(key: str, shown: tuple[str, ...]) -> None:
    _decide(ModelChoice.MODELS if st.session_state[key] else ModelChoice.OFFLINE, shown)
