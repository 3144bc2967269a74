"""The parts of a goal's page on which its owner goes on from what was written, and how it was made."""

from functools import partial

from app.coach import choices
from app.queries import coaching as queries
from app.widgets import goal_story, improve, next_goals, trace_fold
from core.store.goals.read import GoalView


def show_next(view: GoalView) -> None:
    """Draw what else can be started from the same words."""
    if view.clarified is not None:
        several, whole = queries.find_several_goals(view), queries.find_whole_wish(view)
        choices.start(
            next_goals.show(several, whole, circumstances=view.circumstances, key="goal.next")
        )


def show_resolution(view: GoalView, *, mine: bool) -> None:
    """Draw the resolution with its scores and, for its owner, what would make it better."""
    may_change = (
        mine and view.resolution is not None and view.status is not None and view.status.over
    )
    change = queries.find_improvement(view) if may_change else None
    goal_story.show_resolution(view, may_change=may_change, changed=change is not None)
    if may_change:
        items = improve.missing(view.evaluation)
        proposals = queries.propose_sentences(view, [item.item for item in items])
        choices.better(view, improve.show(items, proposals, change, key="goal.better"))


def show_trace(view: GoalView, *, key: str) -> None:
    """Draw how it was made, folded; nothing where nothing was."""
    if view.trace_id is not None:
        trace_fold.show(
            partial(queries.find_trace, view.trace_id),
            partial(queries.find_payload, view.trace_id),
            partial(queries.list_in_doubt_calls, view.trace_id),
            now=queries.now(),
            key=key,
            full_page=queries.may_review(),
        )
