"""Today: the home of a person with a plan. Without one, the Goals page is the first."""

import streamlit as st

from app import services
from app.coach import GOAL, GOALS
from app.coach.shared import styles
from app.coach.today import actions, draw, goal_cards, load, present
from app.coach.today.mail import section as mail
from app.ui import notice
from core import formats
from core.usecases.plans.get_today import Today

KEY = "today"


def render() -> None:
    styles.apply()
    if not load.lives_a_plan():
        st.switch_page(GOALS.path)
    st.title(f"Today, {formats.day(services.today())}", anchor=False)
    notice.show()
    st.fragment(show_day)()
    st.page_link(GOALS.path, label="New goal", icon=":material/add:")
    mail.show()


def show_day() -> None:
    """Draw the day as a fragment, so that a tick redraws nothing else."""
    today = load.get_today()
    draw.show_summary(present.summary(today))
    actions.answer_tick(today)
    notice.show(actions.PLACE)
    if lead := present.lead(today):
        st.info(lead, icon=":material/spa:")
    if behind := load.find_behind(today):
        query = {"id": behind.goal_id}
        st.page_link(
            GOAL.path, label="See how to go on", icon=":material/alt_route:", query_params=query
        )
    show_tasks(today)
    draw.show_if_thens(present.if_thens(today))
    show_later(today)
    st.header("Your goals", anchor=False)
    goal_cards.show(today, goal_page=GOAL.path, key=KEY)


def show_tasks(today: Today) -> None:
    top, more = today.tasks[: present.TOP], today.tasks[present.TOP :]
    if not top:
        st.write(present.nothing_due(today))
    draw.show_tasks(top, today=today.day, goal_page=GOAL.path, key=KEY)
    if more:
        fold = st.expander(present.more(more), key=f"{KEY}.more", on_change="rerun")
        if fold.open:
            with fold:
                draw.show_tasks(more, today=today.day, goal_page=GOAL.path, key=f"{KEY}.more")


def show_later(today: Today) -> None:
    if not today.later:
        return
    label = f"Later this week: {formats.pluralize(len(today.later), 'task')}"
    fold = st.expander(label, key=f"{KEY}.later", expanded=not today.tasks, on_change="rerun")
    if fold.open:
        with fold:
            draw.show_tasks(today.later, today=today.day, goal_page=GOAL.path, key=f"{KEY}.later")


render()
