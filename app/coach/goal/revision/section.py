"""The section: ways to go on after a bad week, pause, edits, and the versions of the plan."""

import streamlit as st

from app import services
from app.coach.goal.revision import (
    actions,
    draw,
    edit_actions,
    edit_form,
    load,
    pause_form,
    present,
    wish_form,
)
from app.coach.goal.revision.occasion import Occasion
from app.ui import empty, notice
from core.errors import ReinError
from core.usecases.goals.get_goal import GoalView

KEY = "goal.revision"


def comes_first(view: GoalView) -> bool:
    """Return True if the goal is paused, or something of the weeks before is open."""
    return load.find_occasion(view.goal_id) is not None


def show(view: GoalView) -> None:
    """Draw the section as a fragment; it is open if there is an occasion to go on otherwise."""
    st.fragment(_section)(view.goal_id, occasion=load.find_occasion(view.goal_id))


def _section(goal_id: str, *, occasion: Occasion | None) -> None:
    notice.show(actions.PLACE)
    fold = st.expander(
        present.CHANGE if occasion is None else present.heading(occasion),
        expanded=occasion is not None,
        key=f"{KEY}.{'fold' if occasion is None else occasion.name}",
        on_change="rerun",
        icon=":material/alt_route:",
    )
    if fold.open:
        with fold:
            _body(goal_id)


def _body(goal_id: str) -> None:
    try:
        change = load.find_change(goal_id)
    except ReinError as error:
        empty.show_error(error)
        return
    if change is None:
        st.rerun()
    plan_id = change.proposed.plan_id
    if change.pause is None:
        _ways_on(change)
    elif pause_form.show_pause(change.pause, key=KEY):
        actions.resume(goal_id)
    if draw.last_change(change.versions, key=KEY):
        actions.undo(goal_id, plan_id)
    draw.history(change, now=services.now(), key=KEY)


def _ways_on(change: load.Change) -> None:
    """Draw the ways to go on, the edits and the pause of a goal that is not paused."""
    goal_id, plan_id = change.view.goal_id, change.proposed.plan_id
    option = draw.ways_on(change.proposed.proposal, key=KEY)
    if option is not None:
        actions.accept(goal_id, plan_id, option)
    wished = wish_form.show(goal_id, change.plan, today=services.today(), key=KEY)
    if wished is not None:
        actions.accept_wished(goal_id, plan_id, wished)
    edit = edit_form.show(
        change.plan,
        title=change.view.resolution.title if change.view.resolution else "",
        done=change.view.done_tasks,
        today=services.today(),
        key=KEY,
    )
    if edit is not None:
        edit_actions.edit(goal_id, plan_id, edit)
    days = pause_form.ask(today=services.today(), key=KEY)
    if days is not None:
        actions.pause(goal_id, days)
