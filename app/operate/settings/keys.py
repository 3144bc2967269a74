"""Model keys on Settings: paste one, see where each comes from, remove one. No key is shown."""

import streamlit as st
from pydantic import SecretStr

from app import auth, services
from app.operate.shared import rows
from app.ui import notice, page_text
from app.ui.status_labels import Tone
from core import formats
from core.usecases.keys.list_keys import KeyOverview, KeySource, KeyState, list_keys
from core.usecases.keys.save_key import remove_key, save_key
from core.usecases.providers.check_model import ModelCheck

PLACE = "settings.keys"
FIELD, PROVIDER = "settings.key", "settings.key_provider"
HOW = (
    "Paste a key, and a model writes instead of the offline coach. It is tested at once with one "
    "small paid call, kept in a file of the data folder that only Rein's user may read, and never "
    "shown again, logged or put into a backup. A key in the environment or in .env wins."
)


def show() -> None:
    """Draw the section."""
    page_text.section("Model keys")
    notice.show(PLACE)
    found = list_keys(services.rein(), viewer=auth.current_viewer())
    page_text.note(HOW)
    rows.show(tuple(_row(state) for state in found.keys))
    _show_trouble(found)
    _show_form(found)
    for state in found.keys:
        if state.saved_at is not None:
            _show_removal(state)


def _row(state: KeyState) -> rows.Row:
    name, variable = state.provider.name, state.provider.key_variable
    if state.source is KeySource.ENVIRONMENT:
        unused = " A key saved here is not used." if state.saved_at is not None else ""
        return name, ("In use", Tone.GOOD), f"From {variable}, which wins.{unused}"
    if state.saved_at is None:
        return name, ("Not set", Tone.NONE), f"Keys are made at {state.provider.key_page}."
    when = formats.moment(state.saved_at, now=services.now())
    return name, ("In use", Tone.GOOD), f"Saved here: {when}."


def _show_trouble(found: KeyOverview) -> None:
    if found.unreadable:
        st.warning(f"{', '.join(found.unreadable)} cannot be read: save the key again.")
    if found.exposed:
        st.warning(
            f"Others on this machine may read {', '.join(found.exposed)}: save the key again."
        )


def _show_form(found: KeyOverview) -> None:
    names = {
        state.provider.provider: state.provider.name
        for state in found.keys
        if state.source is not KeySource.ENVIRONMENT
    }
    if not names:
        return
    with st.form("settings.key_form", clear_on_submit=True, border=False):
        st.selectbox("Provider", list(names), format_func=lambda name: names[name], key=PROVIDER)
        st.text_input("Key", type="password", key=FIELD, autocomplete="off")
        st.form_submit_button("Test and save", type="primary", on_click=_save, args=(names,))


def _save(names: dict[str, str]) -> None:
    """Test and save the pasted key, which leaves the session before anything else happens."""
    provider, key = st.session_state[PROVIDER], SecretStr(st.session_state[FIELD])
    st.session_state[FIELD] = ""
    viewer, tried = auth.current_viewer(), list[ModelCheck]()

    def act() -> None:
        tried.append(save_key(services.rein(), viewer=viewer, provider=provider, key=key))

    with st.spinner(f"Asking {names[provider]} for one sentence"):
        saved = notice.attempt(act, place=PLACE)
    if saved:
        model = tried[0].model.name
        notice.post(f"{model} answered. The key is saved and in use from now on.", place=PLACE)


def _show_removal(state: KeyState) -> None:
    provider = state.provider
    with st.popover(
        f"Remove the key for {provider.name}",
        key=f"settings.remove_{provider.provider}",
        type="tertiary",
        icon=":material/delete:",
    ):
        st.markdown(
            f"Rein forgets this key and stops asking {provider.name}. It cannot be shown or "
            "brought back; you would paste it again."
        )
        st.button(
            "Remove it",
            key=f"settings.remove_{provider.provider}.sure",
            on_click=_remove,
            args=(provider.provider, provider.name),
        )


def _remove(provider: str, name: str) -> None:
    viewer = auth.current_viewer()
    notice.attempt(
        lambda: remove_key(services.rein(), viewer=viewer, provider=provider),
        done=f"The key for {name} is removed.",
        place=PLACE,
    )
