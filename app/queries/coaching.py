"""What the coach's pages read.

Nothing is cached: a worker changes these rows from second to second, and each read is a few indexed rows.
"""

from collections.abc import Iterable
from datetime import date, datetime

from app.auth import current_user, current_viewer
from app.queries import goal_document
from app.services import rein
from core.accounts.user import SAMPLE_USER_ID, Role
from core.goals.goal import GoalRequest
from core.ids import is_id
from core.offline.reading.multiple_goals import MultipleGoals
from core.offline.writing.full_length_goal import FullLengthGoal
from core.quality.suggestions import GoalContext, suggest_sentence
from core.store.calls import in_doubt
from core.store.calls.in_doubt import InDoubtCall
from core.store.database.pagination import Page
from core.store.goals import read as goals
from core.store.goals.read import GoalCard, GoalView
from core.store.ratings import read as feedback
from core.store.ratings.read import RatingChange
from core.store.resolutions import read as improvements
from core.store.resolutions.read import Improvement
from core.store.traces import read as traces
from core.store.traces.read import Payload, TraceDetail

CARDS_PER_PAGE = 12


def now() -> datetime:
    return rein().clock.now()


def today() -> date:
    return rein().clock.today(current_viewer().time_zone)


def list_cards(*, archived: bool, cursor: str | None) -> Page[GoalCard]:
    """Return a page of the person's goals, newest first. Raises InvalidInput for a cursor that is none."""
    return goals.list_goal_cards(
        rein().database,
        user_id=current_user().id,
        archived=archived,
        limit=CARDS_PER_PAGE,
        cursor=cursor,
    )


def find_example() -> GoalCard | None:
    """Return a finished goal of the sample to look at, None where no sample is loaded."""
    cards = goals.list_goal_cards(
        rein().database, user_id=SAMPLE_USER_ID, sample=True, limit=CARDS_PER_PAGE
    ).rows
    return max(
        (card for card in cards if card.overall is not None),
        key=lambda card: card.overall or 0,
        default=None,
    )


def find_goal(goal_id: str) -> GoalView | None:
    """Return the person's own goal, or one of the sample; None where there is neither."""
    if not is_id(goal_id):
        return None
    database = rein().database
    own = goals.find_goal(database, goal_id, user_id=current_user().id)
    if own is not None:
        return own
    example = goals.find_goal(database, goal_id, user_id=SAMPLE_USER_ID)
    return example if example is not None and example.sample else None


def find_improvement(view: GoalView) -> Improvement | None:
    """Return what was changed in the resolution of a goal that `find_goal` has shown."""
    return improvements.find_improvement(rein().database, view.goal_id)


def propose_sentences(view: GoalView, item_ids: Iterable[str]) -> dict[str, str]:
    """Return a sentence for each rubric item, filled from what is known of the goal."""
    if view.clarified is None:
        return {}
    known = GoalContext(text=view.text, goal=view.clarified, plan=view.plan)
    return {item_id: suggest_sentence(item_id, known) for item_id in item_ids}


def find_several_goals(view: GoalView) -> MultipleGoals | None:
    """Return the goals of a text that holds more than one."""
    return rein().coach.find_multiple_goals(_request(view))


def find_whole_wish(view: GoalView) -> FullLengthGoal | None:
    """Return the longer goal for a wish that does not fit its time."""
    return rein().coach.full_length_goal(_request(view))


def _request(view: GoalView) -> GoalRequest:
    return GoalRequest(
        text=view.text,
        circumstances=view.circumstances,
        today=view.written_on,
        answers=view.answers,
    )


def is_mine(view: GoalView) -> bool:
    """Tell whether the person may change this goal, or only look at it."""
    return view.user_id == current_user().id


def may_review() -> bool:
    """Tell whether the person has the pages of the review room, so that a link there leads somewhere."""
    return current_user().may(Role.REVIEWER)


def as_json(view: GoalView) -> str:
    """Return a goal as JSON, with what its trace took."""
    detail = None if view.trace_id is None else find_trace(view.trace_id)
    return goal_document.as_json(view, None if detail is None else detail.row)


def find_trace(trace_id: str) -> TraceDetail | None:
    """Return the trace of a goal that `find_goal` has shown."""
    return traces.find_trace(rein().database, trace_id)


def find_payload(trace_id: str, span_id: str) -> Payload | None:
    """Return the full texts of a span of such a trace."""
    return traces.find_payload(rein().database, trace_id, span_id)


def list_in_doubt_calls(trace_id: str) -> tuple[InDoubtCall, ...]:
    """Return the calls of such a trace that may have been paid for without an answer."""
    return in_doubt.list_in_doubt_calls(rein().database, trace_id)


def rating_history(trace_id: str) -> tuple[RatingChange, ...]:
    """Return every state of the person's rating of a trace, oldest first."""
    return feedback.rating_history(rein().database, trace_id=trace_id, user_id=current_user().id)
