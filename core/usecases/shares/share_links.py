"""Create, find and revoke the link to a goal's plan; only the hash of its secret is stored."""

import secrets
from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, NotFound
from core.ids import is_id
from core.shares.period import SharePeriod, accept_period
from core.store.accounts.values import account_of
from core.store.plans.rows import find_current_plan
from core.store.shares import read
from core.store.shares.values import ShareLink
from core.usecases.access.allow import Access, allow
from core.usecases.goals.ownership import require_own_goal
from core.usecases.tokens.tokens import digest_of

__all__ = ["NewShare", "ShareLink", "SharePeriod", "add_share", "find_share", "revoke_share"]

SECRET_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class NewShare:
    """A new link. `path` contains the secret, which is not stored."""

    link: ShareLink
    path: str


@allow(Access.OWNER)
def add_share(rein: Rein, *, viewer: Viewer, goal_id: str, days: int) -> NewShare:
    """Create a link that works for so many days; it replaces the one before.

    Raises NotFound if the goal is not the viewer's, InvalidInput for a period that is not offered,
    and Conflict if the goal has no plan or is archived.
    """
    period = accept_period(days)
    secret, now = secrets.token_urlsafe(SECRET_BYTES), rein.clock.now()
    with rein.database.begin() as work:
        goal = require_own_goal(work, goal_id, viewer=viewer)
        if goal.user_id != viewer.id:  # a goal of the sample
            raise NotFound("A goal of the sample cannot be shared.")
        if goal.archived_at is not None:
            raise Conflict("This goal is archived.", advice="Bring it back to share its plan.")
        if find_current_plan(work.connection, goal_id) is None:
            raise Conflict("This goal has no plan yet.", advice="Share it once it has one.")
        work.accounts.ensure(account_of(viewer, tier=rein.settings.tier, created_at=now))
        link = ShareLink(
            goal_id=goal_id,
            user_id=viewer.id,
            digest=digest_of(secret),
            created_at=now,
            expires_at=now + period.length,
        )
        work.shares.save(link)
    return NewShare(link=link, path=f"/shared/{secret}")


@allow(Access.OWNER)
def find_share(rein: Rein, *, viewer: Viewer, goal_id: str) -> ShareLink | None:
    """Return the viewer's link to the plan of a goal, or None; it may have expired."""
    return read.find_link(rein.database, goal_id, user_id=viewer.id) if is_id(goal_id) else None


@allow(Access.OWNER)
def revoke_share(rein: Rein, *, viewer: Viewer, goal_id: str) -> None:
    """Revoke a link from the next request on. Raises NotFound if there is none."""
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        if not work.shares.delete(goal_id):
            raise NotFound("This plan is not shared.", advice="Its link was revoked already.")
