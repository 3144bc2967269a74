"""Read what the page of a goal shows.

Nothing outlives a run of the page: workers change these rows every second.
The functions that take a view or an id read parts of a goal that `find_goal` has returned.
"""

from collections.abc import Iterable
from functools import partial

from app import auth, services
from app.coach.goal import goal_document
from app.coach.goal.check_in.load import find_final
from app.coach.goal.header import Exports
from app.coach.goal.rating import given
from app.run_reads import once_in_run
from core.accounts.user import Role
from core.quality.suggestions import GoalContext, suggest_sentence
from core.usecases.calls import list_in_doubt_calls as in_doubt
from core.usecases.calls.list_in_doubt_calls import InDoubtCall
from core.usecases.goals import find_follow_up_goals as follow_up
from core.usecases.goals import get_goal as goals
from core.usecases.goals.find_follow_up_goals import FullLengthGoal, MultipleGoals
from core.usecases.goals.get_card import get_reading
from core.usecases.goals.get_goal import GoalView
from core.usecases.plans.print_plan import print_plan
from core.usecases.ratings.list_ratings import RatingChange, list_rating_changes
from core.usecases.resolutions import get_improvement as resolutions
from core.usecases.resolutions.get_improvement import Improvement
from core.usecases.traces import get_trace as traces
from core.usecases.traces.get_trace import Payload, TraceDetail


@once_in_run
def find_goal(goal_id: str) -> GoalView | None:
    """Return the person's own goal or one of the sample, or None."""
    return goals.find_goal(services.rein(), viewer=auth.current_viewer(), goal_id=goal_id)


def is_owner(view: GoalView) -> bool:
    """Return True if the person may change the goal."""
    return view.user_id == auth.current_user().id


def may_review() -> bool:
    """Return True if the person may open review pages, so that links there work."""
    return auth.current_user().may(Role.REVIEWER)


def find_improvement(view: GoalView) -> Improvement | None:
    """Return what the person added to the resolution."""
    return resolutions.find_improvement(
        services.rein(), viewer=auth.current_viewer(), goal_id=view.goal_id
    )


def suggest_sentences(view: GoalView, item_ids: Iterable[str]) -> dict[str, str]:
    """Return a sentence for each rubric item, filled in with what is known of the goal."""
    if view.clarified is None:
        return {}
    context = GoalContext(text=view.text, goal=view.clarified, plan=view.plan)
    return {item_id: suggest_sentence(item_id, context) for item_id in item_ids}


def find_other_goals(view: GoalView) -> MultipleGoals | None:
    """Return the goals of a text that contains several."""
    return follow_up.find_other_goals(services.rein(), viewer=auth.current_viewer(), view=view)


def find_full_length_goal(view: GoalView) -> FullLengthGoal | None:
    """Return the longer goal for a target that does not fit its time."""
    return follow_up.find_full_length_goal(services.rein(), viewer=auth.current_viewer(), view=view)


def as_markdown(view: GoalView) -> str:
    """Return a goal as Markdown, with how it went if it is finished."""
    return goal_document.as_markdown(view, find_final(view) if is_owner(view) else None)


def as_json(view: GoalView) -> str:
    """Return a goal as JSON, with the totals of its trace."""
    detail = None if view.trace_id is None else find_trace(view.trace_id)
    reading = get_reading(services.rein(), viewer=auth.current_viewer(), view=view)
    return goal_document.as_json(view, None if detail is None else detail.row, reading)


def exports_of(view: GoalView) -> Exports:
    """Return the goal as files, each written when it is asked for."""
    return Exports(
        markdown=partial(as_markdown, view),
        json=partial(as_json, view),
        pdf=partial(
            print_plan, services.rein(), viewer=auth.current_viewer(), goal_id=view.goal_id
        ),
    )


def find_trace(trace_id: str) -> TraceDetail | None:
    """Return the trace of a goal."""
    return traces.find_trace(services.rein(), viewer=auth.current_viewer(), trace_id=trace_id)


def find_payload(trace_id: str, span_id: str) -> Payload | None:
    """Return the full texts of a span."""
    return traces.find_payload(
        services.rein(), viewer=auth.current_viewer(), trace_id=trace_id, span_id=span_id
    )


def list_in_doubt(trace_id: str) -> tuple[InDoubtCall, ...]:
    """Return the calls that may have been paid for without a reply."""
    return in_doubt.list_in_doubt_calls(
        services.rein(), viewer=auth.current_viewer(), trace_id=trace_id
    )


def rating_history(trace_id: str) -> tuple[RatingChange, ...]:
    """Return the newest states of the person's rating, oldest first, one more than is shown."""
    viewer, limit = auth.current_viewer(), given.shown() + 1
    return list_rating_changes(services.rein(), viewer=viewer, trace_id=trace_id, limit=limit)
