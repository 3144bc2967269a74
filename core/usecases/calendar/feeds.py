"""Create, find and revoke the private address of a calendar; only its hash is stored."""

import secrets
from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotFound
from core.store.accounts.values import account_of
from core.store.calendar import read
from core.store.calendar.values import ALL_GOALS, CalendarFeed
from core.usecases.access.allow import Access, allow
from core.usecases.goals.ownership import require_own_goal
from core.usecases.tokens.tokens import digest_of

__all__ = ["CalendarFeed", "NewFeed", "add_feed", "find_feed", "revoke_feed"]

SECRET_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFeed:
    """A new private address. `path` contains the secret, which is not stored."""

    feed: CalendarFeed
    path: str


@allow(Access.OWNER)
def add_feed(rein: Rein, *, viewer: Viewer, goal_id: str | None = None) -> NewFeed:
    """Create the address of a goal's calendar, or of that of all goals; it replaces the one before.

    Raises NotFound if the goal is not the viewer's.
    """
    secret, now = secrets.token_urlsafe(SECRET_BYTES), rein.clock.now()
    with rein.database.begin() as work:
        if goal_id is not None:
            goal = require_own_goal(work, goal_id, viewer=viewer)
            if goal.user_id != viewer.id:  # a goal of the sample, which is in no one's calendar
                raise NotFound("A goal of the sample has no calendar.")
        work.accounts.ensure(account_of(viewer, tier=rein.settings.tier, created_at=now))
        feed = CalendarFeed(
            user_id=viewer.id, goal_id=goal_id, digest=digest_of(secret), created_at=now
        )
        work.calendar.save_feed(feed)
    return NewFeed(feed=feed, path=f"/calendar/{secret}.ics")


@allow(Access.OWNER)
def find_feed(rein: Rein, *, viewer: Viewer, goal_id: str | None = None) -> CalendarFeed | None:
    """Return the viewer's address of a goal's calendar, or of that of all goals, or None."""
    return read.find_feed(rein.database, viewer.id, goal_id or ALL_GOALS)


@allow(Access.OWNER)
def revoke_feed(rein: Rein, *, viewer: Viewer, goal_id: str | None = None) -> None:
    """Revoke an address from the next request on. Raises NotFound if there is none."""
    with rein.database.begin() as work:
        if not work.calendar.delete_feed(viewer.id, goal_id or ALL_GOALS):
            raise NotFound(
                "There is no such calendar address.", advice="It has been revoked already."
            )
