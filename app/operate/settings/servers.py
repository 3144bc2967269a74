"""Model servers on this machine, on Settings: what answers, and one click to use it."""

import streamlit as st

from app import auth, services
from app.operate.shared import rows
from app.ui import notice, page_text
from app.ui.status_labels import Tone
from core import formats
from core.usecases.keys.local_servers import (
    LocalServers,
    RunningServer,
    find_servers,
    stop_using_server,
    use_server,
)

PLACE = "settings.servers"
HOW = (
    "Ollama, llama.cpp and LM Studio are noticed at their usual ports of this machine when you "
    "open this page. With one of them nothing you write leaves this machine, and nothing is paid. "
    "Models with a key are asked first."
)
OVERRIDDEN = "REIN_SERVED_MODEL_URL is set in the environment or in .env, and wins."


def show() -> None:
    """Draw the section. Only this asks the ports."""
    page_text.section("Models on this machine")
    notice.show(PLACE)
    found = find_servers(services.rein(), viewer=auth.current_viewer())
    page_text.note(HOW)
    if found.overridden:
        page_text.note(OVERRIDDEN)
    lines = (*_used(found), *(_running(one) for one in found.running))
    rows.show(lines or (("None found", ("Not running", Tone.NONE), "Start one, then look again."),))
    if not found.overridden:
        for one in found.running:
            _show_offer(one, found)
    with st.container(horizontal=True):
        st.button("Look again", key="settings.servers.again", type="tertiary")
        if found.used is not None:
            _show_removal(found)


def _used(found: LocalServers) -> tuple[rows.Row, ...]:
    if found.used is None or found.model is None or found.since is None:
        return ()
    since = formats.moment(found.since, now=services.now())
    if found.overridden:
        return ((found.model, ("Not used", Tone.NONE), f"Chosen here on {found.used}: {since}."),)
    if found.answering:
        return ((found.model, ("In use", Tone.GOOD), f"On {found.used}, chosen: {since}."),)
    why = f"{found.used} does not offer it now. Start it; until then the offline coach writes."
    return ((found.model, ("Not answering", Tone.WARN), why),)


def _running(one: RunningServer) -> rows.Row:
    models = formats.pluralize(len(one.models), "model")
    return one.server.name, ("Running", Tone.GOOD), f"{models}, at port {one.server.port}."


def _show_offer(one: RunningServer, found: LocalServers) -> None:
    key = f"settings.use_{one.server.key}"
    others = [
        model
        for model in one.models
        if not (found.used == one.server.name and found.model == model)
    ]
    if not others:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        model = st.selectbox(f"Model of {one.server.name}", others, key=f"{key}.model")
        st.button("Use this model", key=key, on_click=_use, args=(one.server.key, model))


def _use(server: str, model: str) -> None:
    viewer = auth.current_viewer()
    notice.attempt(
        lambda: use_server(services.rein(), viewer=viewer, server=server, model=model),
        done=f"{model} is in use from now on. Providers makes a test call.",
        place=PLACE,
    )


def _show_removal(found: LocalServers) -> None:
    with st.popover("Stop using it", key="settings.stop_server", type="tertiary"):
        st.markdown(
            f"Goals no longer go to {found.used}. The server and its models stay as they are; one "
            "click uses them again."
        )
        st.button("Stop using it", key="settings.stop_server.sure", on_click=_stop)


def _stop() -> None:
    viewer = auth.current_viewer()
    notice.attempt(
        lambda: stop_using_server(services.rein(), viewer=viewer),
        done="The model on this machine is no longer asked.",
        place=PLACE,
    )
