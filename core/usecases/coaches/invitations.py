"""Invite a coach to one goal by a link, and end it again; only the link's hash is stored."""

import secrets
from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, NotFound
from core.ids import new_id
from core.shares.period import SharePeriod, accept_period
from core.store.accounts.values import account_of
from core.store.coaches import read
from core.store.coaches.values import Coaching, NamedCoaching
from core.usecases.access.allow import Access, AuditAction, allow
from core.usecases.goals.ownership import require_own_goal
from core.usecases.tokens.tokens import digest_of

__all__ = [
    "Coaching",
    "NamedCoaching",
    "NewInvitation",
    "SharePeriod",
    "accept_invitation",
    "find_invitation",
    "invite_coach",
    "list_coaches",
    "remove_coach",
]

SECRET_BYTES = 32
MAX_COACHES = 10
"""Invitations and coaches of one goal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInvitation:
    """A new invitation. `path` contains the secret, which is not stored."""

    coaching: Coaching
    path: str


@allow(Access.OWNER, changes=AuditAction.COACH_INVITED)
def invite_coach(rein: Rein, *, viewer: Viewer, goal_id: str, days: int) -> NewInvitation:
    """Make a link by which one other person may see the goal for so many days.

    Raises NotFound if the goal is not the viewer's, InvalidInput for a period that is not offered,
    and Conflict if it is archived or has too many coaches.
    """
    period = accept_period(days)
    secret, now = secrets.token_urlsafe(SECRET_BYTES), rein.clock.now()
    with rein.database.begin() as work:
        goal = require_own_goal(work, goal_id, viewer=viewer)
        if goal.user_id != viewer.id:
            raise NotFound("A goal of the sample cannot be shared.")
        if goal.archived_at is not None:
            raise Conflict("This goal is archived.", advice="Bring it back to share it.")
        if len(read.list_of_goal(rein.database, goal_id)) >= MAX_COACHES:
            raise Conflict("This goal has enough coaches.", advice="Remove one of them first.")
        work.accounts.ensure(account_of(viewer, tier=rein.settings.tier, created_at=now))
        coaching = Coaching(
            id=new_id(),
            goal_id=goal_id,
            user_id=viewer.id,
            coach_id=None,
            digest=digest_of(secret),
            created_at=now,
            accepted_at=None,
            expires_at=now + period.length,
        )
        work.coaches.add(coaching)
        work.audit.describe({"goal": goal_id}, subject=viewer.id)
    return NewInvitation(coaching=coaching, path=f"/shared-with-you?invitation={secret}")


@allow(Access.OWNER)
def list_coaches(rein: Rein, *, viewer: Viewer, goal_id: str) -> tuple[NamedCoaching, ...]:
    """Return invitations and coaches of a goal, newest first. Raises NotFound."""
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
    return read.list_of_goal(rein.database, goal_id)


@allow(Access.OWNER, changes=AuditAction.COACH_REMOVED)
def remove_coach(rein: Rein, *, viewer: Viewer, goal_id: str, coaching_id: str) -> None:
    """End an invitation or what a coach may see, from the next request on. Raises NotFound."""
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        if not work.coaches.remove(goal_id, coaching_id=coaching_id):
            raise NotFound("There is no such coach.", advice="They may have left by themselves.")
        work.audit.describe({"goal": goal_id}, subject=viewer.id)


@allow(Access.PERSON)
def find_invitation(rein: Rein, *, viewer: Viewer, secret: str) -> NamedCoaching | None:
    """Return the invitation of a link that the viewer may accept, or None."""
    found = read.find_invitation(rein.database, digest_of(secret))
    if found is None or found.coaching.user_id == viewer.id:
        return None
    return found if found.coaching.waits(rein.clock.now()) else None


@allow(Access.PERSON, changes=AuditAction.COACH_JOINED)
def accept_invitation(rein: Rein, *, viewer: Viewer, secret: str) -> str:
    """Become the coach of the goal that a link names; return the goal's id.

    Raises Conflict, the same for an unknown, used and expired link and for one's own goal.
    """
    gone = Conflict(
        "This invitation cannot be used.", advice="Ask for a new one: each works once, for a week."
    )
    found = find_invitation(rein, viewer=viewer, secret=secret)
    if found is None:
        raise gone
    goal_id, now = found.coaching.goal_id, rein.clock.now()
    with rein.database.begin() as work:
        work.accounts.ensure(account_of(viewer, tier=rein.settings.tier, created_at=now))
        work.coaches.remove(goal_id, coach_id=viewer.id)
        if not work.coaches.accept(found.coaching.id, coach_id=viewer.id, now=now):
            raise gone
        work.audit.describe({"goal": goal_id}, subject=found.coaching.user_id)
    return goal_id
