"""Shared with you: the goals that you coach, and one of them."""

import streamlit as st

from app import services
from app.coach.coached import draw, load, present
from app.ui import empty, notice, page_text, table
from core.errors import NotFound


def render() -> None:
    goal_id = st.query_params.get("goal", "")
    secret = st.query_params.get("invitation", "")
    if secret:
        show_invitation(secret)
    elif goal_id:
        show_goal(goal_id)
    else:
        show_list()


def show_list() -> None:
    """Draw the goals that others share."""
    st.title("Shared with you", anchor=False)
    notice.show()
    found = load.list_goals()
    if not found:
        empty.show(
            "No goal is shared with you",
            hint="A person can invite you to one goal from its page, under “Share this plan”.",
        )
        return
    page_text.lead(present.LEAD)
    rows = present.to_rows(found, now=services.now())
    table.show(present.COLUMNS, rows, caption="Goals shared with you", key="coached")


def show_invitation(secret: str) -> None:
    """Draw what an invitation is to, and the button that accepts it."""
    st.title("Shared with you", anchor=False)
    notice.show()
    found = load.find_invitation(secret)
    if found is None:
        empty.show(
            "This invitation cannot be used",
            hint="Each works once, for a week, and not for one's own goal. Ask for a new one.",
        )
        return
    page_text.lead(present.invitation(found, now=services.now()))
    st.button("See the goal", type="primary", on_click=load.accept, args=(secret,))


def show_goal(goal_id: str) -> None:
    """Draw one goal."""
    try:
        goal = load.get_goal(goal_id)
    except NotFound as error:
        st.title("Shared with you", anchor=False)
        empty.show_error(error)
        return
    st.title(present.title(goal.coaching), anchor=False)
    notice.show()
    page_text.lead(present.sentence(goal, now=services.now()))
    draw.show_plan(goal)
    draw.show_check_ins(goal)
    st.button("Stop coaching this goal", type="tertiary", on_click=load.leave, args=(goal_id,))


render()
