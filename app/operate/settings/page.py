"""Settings: what is configured, where it comes from, and where data goes."""

import streamlit as st

from app import auth, services
from app.operate.settings import groups, keys, present, servers
from app.operate.shared import rows
from app.ui import empty, page_text, sample_mode
from core.usecases.settings.get_settings import get_settings, list_destinations


def render() -> None:
    st.title("Settings", anchor=False)
    rein, viewer = services.rein(), auth.current_viewer()
    get_settings(rein, viewer=viewer)  # refuses whoever may not see this page
    page_text.lead(
        "Settings come from the environment and the .env file, and are read once at start. Model "
        "keys and a model server on this machine can be set here too, and apply at once."
    )
    keys.show()
    servers.show()
    current = get_settings(rein, viewer=viewer)
    page_text.section("Where data goes")
    destinations = list_destinations(rein, viewer=viewer)
    if destinations:
        rows.show(tuple(present.destination_row(one) for one in destinations))
    else:
        hint = "No key and no export is set; the offline coach writes everything."
        empty.show("Nothing leaves this machine", hint=hint)
    groups.show(present.settings_groups(current), is_set=current.variables)
    sample_mode.show_section(subject="review/overview/page.py")


render()
