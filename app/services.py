"""The one cached composition root: every page and route of this process works on the same Rein."""

import streamlit as st

from core.bootstrap import Rein, build
from core.settings import load_settings


@st.cache_resource(show_spinner=False)
def rein() -> Rein:
    """Return this process's Rein, built and migrated on the first call."""
    return build(load_settings())
