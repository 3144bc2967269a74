"""A person's goals as cards, and the sample goal that shows what a result looks like."""

from dataclasses import replace

from core.accounts.user import SAMPLE_USER_ID
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.database.pagination import Page
from core.store.goals.read import GoalCard, list_goal_cards
from core.usecases.access.allow import Access, allow
from core.usecases.plans.get_today import Today, get_today

__all__ = ["GoalCard", "Page", "find_example_goal", "list_goals"]

_EXAMPLES = 12
"""Sample goals among which the best-scored one is found."""


@allow(Access.PERSON)
def list_goals(
    rein: Rein,
    *,
    viewer: Viewer,
    archived: bool = False,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[GoalCard]:
    """Return the viewer's own goals, newest first, each with the task that Today has next for it.

    Raises InvalidInput for an unknown cursor.
    """
    page = list_goal_cards(
        rein.database, user_id=viewer.id, archived=archived, limit=limit, cursor=cursor
    )
    if archived or not page.rows:
        return page
    today = get_today(rein, viewer=viewer)
    return replace(page, rows=tuple(_with_next(card, today) for card in page.rows))


def _with_next(card: GoalCard, today: Today) -> GoalCard:
    one = today.next_of(card.goal_id)
    return card if one is None else replace(card, next_task=one.task)


@allow(Access.PERSON)
def find_example_goal(rein: Rein, *, viewer: Viewer) -> GoalCard | None:
    """Return a finished goal of the sample, or None if no sample is loaded. Everyone may see it."""
    del viewer
    cards = list_goal_cards(
        rein.database, user_id=SAMPLE_USER_ID, sample=True, limit=_EXAMPLES
    ).rows
    scored = [(card.overall, card) for card in cards if card.overall is not None]
    return max(scored, key=lambda pair: pair[0])[1] if scored else None
