"""Carry out a change of the plan, then draw the page again."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from app import auth, services
from app.coach.goal.revision import load, pause_form, wish_form
from app.ui import notice
from core.usecases.revisions.accept_revision import accept_revision
from core.usecases.revisions.grant_wish import accept_wish
from core.usecases.revisions.pause_goal import pause_goal, resume_goal
from core.usecases.revisions.propose_revisions import RevisionKind
from core.usecases.revisions.undo_revision import undo_revision
from core.usecases.revisions.write_revision import Revised

PLACE = "revision"
"""The section, where it stands below the plan."""
FIRST = "revision.first"
"""Above the plan, where the section stands while something of the weeks before is open."""
_CHANGED = "Your plan is changed."
_BELOW = " You can undo it in “Change the plan”."


def carry_out(action: Callable[..., Revised], *, done: str, **arguments: object) -> None:
    """Carry out a use-case for the viewer; its result, or why it failed, stands where they are.

    A section above the plan moves away once nothing is open any more: the way back stays.
    """
    goal_id = str(arguments["goal_id"])
    above = load.find_occasion(goal_id) is not None
    made: list[Revised] = []

    def call() -> None:
        made.append(action(services.rein(), viewer=auth.current_viewer(), **arguments))

    if notice.attempt(call, place=FIRST if above else PLACE):
        if above:
            notice.post(done, place=FIRST, undo=partial(_undo, goal_id, made[0].plan_id))
        else:
            notice.post(done + _BELOW, place=PLACE)
    st.rerun()


def accept(goal_id: str, plan_id: str, option: RevisionKind) -> None:
    """Make a way to go on the plan."""
    carry_out(accept_revision, done=_CHANGED, goal_id=goal_id, option=option, plan_id=plan_id)


def accept_wished(goal_id: str, plan_id: str, wished: wish_form.Wished) -> None:
    """Make the plan for a wish the plan."""
    carry_out(
        accept_wish,
        done=_CHANGED,
        goal_id=goal_id,
        wish=wished.wish,
        option=wished.option,
        plan_id=plan_id,
    )


def undo(goal_id: str, plan_id: str) -> None:
    """Restore the version before the last change, and draw the page again."""
    _undo(goal_id, plan_id, place=FIRST if load.find_occasion(goal_id) is not None else PLACE)
    st.rerun()


def _undo(goal_id: str, plan_id: str, *, place: str = FIRST) -> None:
    notice.attempt(
        partial(
            undo_revision,
            services.rein(),
            viewer=auth.current_viewer(),
            goal_id=goal_id,
            plan_id=plan_id,
        ),
        done="Undone: the plan is as it was. What you have done stays done.",
        place=place,
    )


def pause(goal_id: str, days: pause_form.Days) -> None:
    """Pause the goal."""
    carry_out(
        pause_goal,
        done="Paused. The dates after these days have moved.",
        goal_id=goal_id,
        first=days.first,
        last=days.last,
    )


def resume(goal_id: str) -> None:
    """End the pause today; the answer stands where the button was: above the plan."""
    end = partial(resume_goal, services.rein(), viewer=auth.current_viewer(), goal_id=goal_id)
    notice.attempt(end, done="Welcome back. The plan goes on.", place=FIRST)
    st.rerun()
