"""Scores of an earlier version of the resolution, and the offer to score it again."""

import streamlit as st
from markupsafe import Markup

from app.coach.goal import present
from app.ui import html


def offer() -> bool:
    """Draw that the scores are of an earlier version. Return whether new ones are wanted."""
    with st.container(
        horizontal=True, vertical_alignment="center", gap="medium", key="goal.stalescores"
    ):
        html.draw(
            Markup(
                '<div class="coach"><p>{} Fixed rules score it again, at no cost.</p></div>'
            ).format(present.EARLIER_SCORES),
            width="content",
        )
        return st.button("Score again", key="goal.scoreagain", icon=":material/refresh:")
