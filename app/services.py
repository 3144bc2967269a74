"""The Rein instance of this process, cached for all pages and routes."""

from datetime import date, datetime

import streamlit as st

from app import auth
from core.bootstrap import Rein, build
from core.settings import load_settings


@st.cache_resource(show_spinner=False)
def rein() -> Rein:
    """Return this process's Rein, built and migrated on the first call."""
    return build(load_settings())


def now() -> datetime:
    """Return the current time in the person's time zone."""
    return rein().clock.now().astimezone(auth.current_viewer().time_zone)


def today() -> date:
    """Return the current day in the person's time zone."""
    return now().date()
