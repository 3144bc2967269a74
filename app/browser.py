"""What the browser says of the person in front of it."""

from zoneinfo import ZoneInfo

import streamlit as st

from core.accounts.time_zones import find_time_zone


def time_zone() -> ZoneInfo | None:
    """Return the time zone of the browser; None if it did not send one."""
    return find_time_zone(st.context.timezone)
