"""One rating with all that explains it: the goal, the plan, the verdicts and the answers."""

from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotFound
from core.ids import is_id
from core.store.goals.read import GoalView, find_goal
from core.store.ratings.inbox import InboxRow, find_rating
from core.store.ratings.replies import list_replies
from core.store.ratings.values import Reply
from core.usecases.access.allow import Access, allow

__all__ = ["GoalView", "InboxRow", "RatingDetail", "Reply", "get_rating"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingDetail:
    """A rating, what it is about, and how it was answered."""

    rating: InboxRow
    goal: GoalView | None
    """None if the rated trace is of no goal."""
    replies: tuple[Reply, ...]
    """Newest first."""

    @property
    def is_of_this_plan(self) -> bool:
        """Return False if the goal was planned again after it was rated."""
        return self.goal is not None and self.goal.trace_id == self.rating.trace_id


@allow(Access.REVIEWER, reads_texts=True)
def get_rating(rein: Rein, *, viewer: Viewer, trace_id: str, user_id: str) -> RatingDetail:
    """Return one rating with its goal.

    Raises NotAllowed below reviewer, NotFound if it was withdrawn or deleted.
    """
    known = is_id(trace_id) and is_id(user_id)
    rating = find_rating(rein.database, trace_id=trace_id, user_id=user_id) if known else None
    if rating is None:
        raise NotFound(
            "There is no such rating.", advice="It may have been taken back, or its goal deleted."
        )
    goal = find_goal(rein.database, rating.goal_id, user_id=None) if rating.goal_id else None
    replies = list_replies(rein.database, trace_id=trace_id, user_id=user_id)
    return RatingDetail(rating=rating, goal=goal, replies=replies)
