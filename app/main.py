"""The entry script: it lists the pages a person may open and runs the chosen one."""

from itertools import chain

import streamlit as st

from app import account, auth, coach, navigation, operate, page_turns, review, run_reads, time_zone
from app.ui import error_boundary, navigate, styles, unknown_address
from core.accounts.user import Role
from core.settings import load_settings

SECTIONS = (
    navigation.Section(name="Coach", role=Role.USER, pages=coach.PAGES),
    navigation.Section(name="Review", role=Role.REVIEWER, pages=review.PAGES),
    navigation.Section(name="Operate", role=Role.ADMIN, pages=operate.PAGES),
)
OWN = navigation.Section(name="You", role=Role.USER, pages=account.PAGES)
STATIC = navigation.APP / "static"

st.set_page_config(page_title="Rein", page_icon=STATIC / "mark.svg", layout="wide")
styles.apply()
st.logo(STATIC / "logo.svg", icon_image=STATIC / "mark.svg", size="large")
with error_boundary.error_boundary(), page_turns.PAGES.take(), run_reads.whole_run():
    settings = load_settings()
    auth.require_safe_binding(settings, st.get_option("server.address"))
    user = auth.current_user()
    time_zone.save()
    signs_in = auth.needs_account(settings)
    pages = navigation.build((*SECTIONS, OWN), user=user, signs_in=signs_in)
    unknown = unknown_address.page_of(chain.from_iterable(pages.values()))
    page = st.navigation({**pages, "": unknown} if unknown else pages)
    st.set_page_config(page_title=f"{page.title} - Rein")
    navigate.go_on()
    page.run()
