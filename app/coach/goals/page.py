"""Goals: a form for a new goal, and all goals of the person."""

from functools import partial

import streamlit as st

from app import services
from app.coach import GOAL
from app.coach.goals import actions, draw, load, new_goal
from app.coach.shared import draft, styles, unsent
from app.ui import model_consent, notice
from core.errors import InvalidInput, LimitReached
from core.usecases.goals.list_goals import GoalCard

_ERROR = "goals.error"


def render() -> None:
    styles.apply()
    st.title("Goals", anchor=False)
    notice.show()
    model_consent.show(key="goals.models")
    error = st.session_state.pop(_ERROR, None)
    if (submitted := new_goal.ask(today=services.today(), error=error)) is not None:
        submit(submitted)
    show_goals(st.query_params.get("after"))
    unsent.keep()


def submit(submitted: draft.Draft) -> None:
    """Submit a draft and open its page; one that is refused stays, with the error at its field."""
    try:
        goal_id = actions.submit(submitted)
    except InvalidInput as error:
        st.session_state[_ERROR] = error
        st.rerun()
    except LimitReached as error:
        st.session_state[_ERROR] = InvalidInput(error.message, field="text", advice=error.advice)
        st.rerun()
    draft.mark_sent(submitted)
    st.switch_page(GOAL.path, query_params={"id": goal_id})


def show_goals(after: str | None) -> None:
    page = load.list_cards(archived=False, cursor=after)
    if not page.rows and after is None:
        draw.show_welcome(load.find_example(), page=GOAL.path)
    else:
        st.header("Your goals", anchor=False)
        show_cards(page.rows, key="goals.card")
        show_paging(after, page.next_cursor)
    if not load.list_cards(archived=True, cursor=None).rows:
        return
    fold = st.expander("Archived goals", key="goals.archived", on_change="rerun")
    if fold.open:
        with fold:
            show_archived()


def show_cards(cards: tuple[GoalCard, ...], *, key: str) -> None:
    grid = st.grid(columns=2, min_column_width=340, gap="medium", key=f"{key}s")
    for card in cards:
        with grid:
            choice = draw.show_card(card, key=key, page=GOAL.path)
        if choice is draw.Choice.RESTORE:
            done = "The goal is back in your list."
            notice.attempt(partial(actions.restore, card.goal_id), done=done)
            st.rerun()


def show_archived() -> None:
    after = st.session_state.get("goals.archived.after")
    page = load.list_cards(archived=True, cursor=after)
    show_cards(page.rows, key="goals.archived.card")
    if page.next_cursor and st.button("Show older ones", key="goals.archived.more"):
        st.session_state["goals.archived.after"] = page.next_cursor
        st.rerun()


def show_paging(after: str | None, following: str | None) -> None:
    with st.container(horizontal=True, key="goals.paging"):
        if after is not None and st.button("Newest goals", key="goals.newest"):
            del st.query_params["after"]
            st.rerun()
        if following is not None and st.button("Older goals", key="goals.older"):
            st.query_params["after"] = following
            st.rerun()


render()
