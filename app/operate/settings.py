"""Settings: what is configured, where it comes from, and where data goes. Keys are never shown."""

import streamlit as st

from app import auth, services
from app.queries import operate as queries
from app.review import world
from app.widgets import empty, frame, rows
from app.widgets.words import Tone
from core.coaching.user import Role


def render() -> None:
    st.title("Settings", anchor=False)
    auth.current_user().require(Role.ADMIN)
    rein = services.rein()
    frame.lede("Settings come from the environment and the .env file, and are read once at start.")
    frame.section("Where data goes")
    destinations = queries.load_destinations(rein)
    if destinations:
        rows.show(tuple((to.host, ("Leaves this machine", Tone.WARN), to.what) for to in destinations))
    else:
        empty.show(
            "Nothing leaves this machine", hint="No key and no export is set; the offline coach writes everything."
        )
    frame.section("What is set")
    rows.show(tuple((one.name, one.variable, one.value) for one in queries.load_settings(rein)))
    world.offer_choices(look_at="review/overview.py")


render()
