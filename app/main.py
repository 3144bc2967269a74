"""The entry script: it lists the pages a person may open and runs the chosen one."""

import streamlit as st

from app import auth, coach, navigation, operate, review, time_zone
from app.ui import error_boundary, styles
from core.accounts.user import Role
from core.settings import load_settings

SECTIONS = (
    navigation.Section(name="Coach", role=Role.USER, pages=coach.PAGES),
    navigation.Section(name="Review", role=Role.REVIEWER, pages=review.PAGES),
    navigation.Section(name="Operate", role=Role.ADMIN, pages=operate.PAGES),
)
STATIC = navigation.APP / "static"

st.set_page_config(page_title="Rein", page_icon=STATIC / "mark.svg", layout="wide")
styles.apply()
st.logo(STATIC / "logo.svg", icon_image=STATIC / "mark.svg", size="large")
with error_boundary.error_boundary():
    auth.require_safe_binding(load_settings(), st.get_option("server.address"))
    time_zone.save()
    page = st.navigation(navigation.build(SECTIONS, user=auth.current_user()))
    st.set_page_config(page_title=f"{page.title} - Rein")
    page.run()
