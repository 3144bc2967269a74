"""What a person sees before their first goal: what Rein does, and one result to look at."""

import streamlit as st

from app.widgets.goal_card import title_of
from app.widgets.text import markup
from core.quality.verdict import status_of
from core.store.goals.read import GoalCard


def show(example: GoalCard | None, *, page: str) -> None:
    """Draw three sentences, and an example where the sample is loaded."""
    st.html(
        '<div class="coach coach-welcome"><h2>What happens with a goal</h2><ol>'
        "<li><b>You write it in your own words.</b> Rein says back what it understood and what it had to assume.</li>"
        "<li><b>You get a resolution and a dated plan</b> that fits your hours, with an if-then for the hard days.</li>"
        "<li><b>You see how it was made:</b> who wrote each part, how it scores and why, and you rate it.</li>"
        "</ol></div>"
    )
    if example is None:
        st.caption(
            "Tap an example above if you only want to see what comes out; a goal can be deleted again."
        )
        return
    overall = example.overall or 0.0
    with st.container(border=True, key="goals.welcome.example"):
        st.html(
            '<div class="coach coach-card"><p class="coach-meta"><span class="coach-tag">sample</span> '
            f"made up for you to look at · score {overall:.1f} of 10, {status_of(overall).lower()}</p>"
            f"<p><b>{markup(title_of(example))}</b></p></div>"
        )
        st.page_link(
            page,
            label="Open this example",
            icon=":material/arrow_forward:",
            query_params={"id": example.goal_id},
        )
