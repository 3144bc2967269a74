"""The check-in section: folded until a check-in is open or the person opens it."""

from functools import partial

import streamlit as st
from markupsafe import Markup

from app import services
from app.coach.goal import goal_actions
from app.coach.goal import load as goal_load
from app.coach.goal.check_in import actions, answer_view, ending, form, history, load, present
from app.ui import empty, html, notice
from app.ui.text import plain
from core.errors import ReinError
from core.progress.check_in import CheckIn
from core.usecases.check_ins.get_check_ins import CheckInsView
from core.usecases.goals.get_goal import GoalView

KEY = "goal.check_in"
FOLD = f"{KEY}.fold"


def comes_first(view: GoalView) -> bool:
    """Return True if the goal is finished, so that its result is what the page begins with."""
    return view.goal_finished_at is not None


def show(view: GoalView) -> None:
    """Draw the section of a goal as a fragment, so that a check-in redraws nothing else."""
    st.fragment(show_fold)(view.goal_id, finished=view.goal_finished_at is not None)


def show_result(view: GoalView) -> None:
    """Draw the result of a finished goal that is archived, to read."""
    final = load.find_final(view)
    if final is not None:
        st.header("Your result", anchor=False)
        answer_view.show(final)


def show_fold(goal_id: str, *, finished: bool) -> None:
    """Draw the fold, and its body once it is open."""
    waiting = load.find_open(goal_id)
    status = present.status_sentence(waiting, finished=finished)
    html.draw(Markup('<p id="check-in" class="coach coach-meta">{}</p>').format(status))
    # In the state and not as a default: the answer stays open when its week is closed by it.
    st.session_state.setdefault(FOLD, waiting is not None or finished)
    fold = st.expander(present.FOLD_LABEL, key=FOLD, on_change="rerun")
    if not fold.open:
        return
    with fold:
        try:
            view = load.get_check_ins(goal_id)
        except ReinError as error:
            empty.show_error(error)
            return
        notice.show(actions.PLACE)
        history.offer_undo(goal_id, key=KEY)
        if view.final is not None:
            _finished(view, view.final)
        else:
            _going_on(view)
        history.show(view, key=KEY)


def _going_on(view: CheckInsView) -> None:
    """Draw the newest answer if it is of today, then what can be reported."""
    form_id = actions.form_id(view.goal_id)
    key = f"{KEY}.{form_id}"
    newest = view.check_ins[0] if view.changeable else None
    if newest is not None:
        answer_view.show(newest)
        with st.container(horizontal=True, gap="small", key=f"{KEY}.newest"):
            with st.popover("Change this check-in", type="tertiary", key=f"{KEY}.change"):
                change = partial(actions.change, newest, f"{key}.change")
                form.show(
                    view, key=f"{key}.change", send="Change it", on_send=change, before=newest
                )
            st.button(
                "Delete this check-in",
                key=f"{KEY}.delete",
                type="tertiary",
                on_click=actions.delete,
                args=(newest,),
            )
    elif not view.last_week:
        st.caption(plain(present.work_sentence(view, services.today())))
        metrics = tuple(one.metric for one in present.other_metrics(view))
        send = partial(actions.send, view.goal_id, form_id, key, metrics)
        form.show(view, key=key, send="Check in", on_send=send)
    _end(view, key=f"{key}.end")


def _end(view: CheckInsView, *, key: str) -> None:
    """Offer the retrospective: at once in the last week, behind a click before it."""
    if view.last_week:
        st.caption("Your plan ends. Look back for two minutes; then choose what comes next.")
        actions.finish(view.goal_id, ending.ask(view, key=key))
        return
    with st.popover("Finish this goal", type="tertiary", key=f"{KEY}.finish"):
        st.caption("Done already, or done with it? Look back for two minutes and close it.")
        sent = ending.ask(view, key=key)
    actions.finish(view.goal_id, sent)


def _finished(view: CheckInsView, final: CheckIn) -> None:
    goal = goal_load.find_goal(view.goal_id)
    if goal is not None:
        goal_actions.start(ending.show_result(view, final, goal.circumstances, key=f"{KEY}.result"))
    if st.button(
        "Take the end back",
        key=f"{KEY}.reopen",
        type="tertiary",
        help="The goal goes on, and its result is deleted. You can undo that.",
    ):
        actions.delete(final)
        st.rerun()
