"""Settings: what is configured, where it comes from, and where data goes. Keys are never shown."""

import streamlit as st

from app import auth, services
from app.queries import settings_rows as queries
from app.review import world
from app.widgets import empty, frame, rows
from app.widgets.words import Tone
from core.accounts.user import Role

LEAVES = ("Leaves this machine", Tone.WARN)
HERE = ("On this machine", Tone.NONE)
PASSED_ON = "Goes to a program on this machine (a proxy may pass it on)."


def render() -> None:
    st.title("Settings", anchor=False)
    auth.current_user().require(Role.ADMIN)
    rein = services.rein()
    frame.lede("Settings come from the environment and the .env file, and are read once at start.")
    frame.section("Where data goes")
    destinations = queries.load_destinations(rein)
    if destinations:
        rows.show(tuple(_row(to) for to in destinations))
    else:
        empty.show(
            "Nothing leaves this machine",
            hint="No key and no export is set; the offline coach writes everything.",
        )
    for group in queries.load_settings(rein):
        frame.section(group.title)
        rows.show(tuple((one.name, one.variable, one.value) for one in group.settings))
    world.offer_choices(look_at="review/overview.py")


def _row(to: queries.Destination) -> rows.Row:
    return (to.host, HERE, f"{to.what} {PASSED_ON}") if to.local else (to.host, LEAVES, to.what)


render()
