"""Links from a figure to the records behind it, with the filters of the page."""

from urllib.parse import urlencode

import streamlit as st


def to_ratings(**chosen: str) -> str:
    """Return the address of the ratings of this window and these filters, with more filters."""
    return f"ratings?{urlencode({**st.query_params.to_dict(), **chosen})}"
