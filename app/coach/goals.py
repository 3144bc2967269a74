"""Goals: where a goal is written down, and every goal of this person at a glance."""

from functools import partial

import streamlit as st

from app.actions import coaching as actions
from app.coach import GOAL
from app.queries import coaching as queries
from app.widgets import coach_styles, goal_card, new_goal, notice, welcome
from core.errors import InvalidInput
from core.store.goals.read import GoalCard

_ERROR = "goals.error"


def render() -> None:
    coach_styles.apply()
    st.title("Goals", anchor=False)
    notice.show()
    draft = new_goal.ask(today=queries.today(), error=st.session_state.pop(_ERROR, None))
    if draft is not None:
        submit(draft)
    show_goals(st.query_params.get("after"))


def submit(draft: new_goal.Draft) -> None:
    """Start the work and go to its page; a goal that cannot be used stays here, with the error at its field."""
    try:
        goal_id = actions.submit(
            draft=draft.id,
            text=draft.text,
            circumstances=draft.circumstances,
            insist=draft.insist,
            asks=draft.asks,
            rewrite=draft.rewrite,
        )
    except InvalidInput as error:
        st.session_state[_ERROR] = error
        st.rerun()
    new_goal.mark_sent(draft)
    st.switch_page(GOAL.path, query_params={"id": goal_id})


def show_goals(after: str | None) -> None:
    page = queries.list_cards(archived=False, cursor=after)
    if not page.rows and after is None:
        welcome.show(queries.find_example(), page=GOAL.path)
    else:
        st.header("Your goals", anchor=False)
        show_cards(page.rows, key="goals.card")
        show_paging(after, page.next_cursor)
    if not queries.list_cards(archived=True, cursor=None).rows:
        return
    fold = st.expander("Archived goals", key="goals.archived", on_change="rerun")
    if fold.open:
        with fold:
            show_archived()


def show_cards(cards: tuple[GoalCard, ...], *, key: str) -> None:
    grid = st.grid(columns=2, min_column_width=340, gap="medium", key=f"{key}s")
    for card in cards:
        with grid:
            choice = goal_card.show(card, key=key, page=GOAL.path)
        if choice is goal_card.Choice.RESTORE:
            notice.attempt(
                partial(actions.restore, card.goal_id), done="The goal is back in your list."
            )
            st.rerun()


def show_archived() -> None:
    after = st.session_state.get("goals.archived.after")
    page = queries.list_cards(archived=True, cursor=after)
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
