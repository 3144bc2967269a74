"""Rate an answer of the coach, or take the rating back."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.chat.message import ChatRole
from core.chat.rating import AnswerRating
from core.errors import InvalidInput
from core.usecases.access.allow import Access, allow
from core.usecases.chat.own_message import require_own_message


@allow(Access.OWNER)
def rate_answer(
    rein: Rein, *, viewer: Viewer, goal_id: str, message_id: str, rating: AnswerRating
) -> None:
    """Save the viewer's rating of an answer; an empty one takes it back. Raises NotFound."""
    with rein.database.begin() as work:
        message = require_own_message(work, goal_id, message_id, viewer=viewer)
        if message.role is not ChatRole.COACH:
            raise InvalidInput("Only answers of the coach are rated.", field="message_id")
        work.chat.rate(message_id, rating, user_id=viewer.id, now=rein.clock.now())
