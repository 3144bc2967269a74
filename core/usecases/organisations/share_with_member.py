"""Show one goal to a member of an organisation, who is then its coach."""

import secrets

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, NotFound
from core.ids import new_id
from core.shares.period import accept_period
from core.store.coaches import read
from core.store.coaches.values import Coaching
from core.usecases.access.allow import Access, AuditAction, allow
from core.usecases.coaches.invitations import MAX_COACHES, SECRET_BYTES
from core.usecases.goals.ownership import require_own_goal
from core.usecases.organisations.organisations import require_organisation
from core.usecases.tokens.tokens import digest_of

__all__ = ["share_with_member"]


@allow(Access.OWNER, changes=AuditAction.COACH_INVITED)
def share_with_member(
    rein: Rein, *, viewer: Viewer, goal_id: str, organisation_id: str, user_id: str, days: int
) -> Coaching:
    """Let a member see a goal of the viewer's for so many days; it needs no link.

    Raises NotFound, InvalidInput for a period that is not offered, and Conflict if the goal is
    archived or has too many coaches.
    """
    period, now = accept_period(days), rein.clock.now()
    with rein.database.begin() as work:
        goal = require_own_goal(work, goal_id, viewer=viewer)
        if goal.user_id != viewer.id:
            raise NotFound("A goal of the sample cannot be shared.")
        if goal.archived_at is not None:
            raise Conflict("This goal is archived.", advice="Bring it back to share it.")
        found = require_organisation(work, organisation_id, viewer=viewer)
        if user_id == viewer.id or not found.has(user_id):
            raise NotFound("There is no such member.", advice="They may have left.")
        work.coaches.remove(goal_id, coach_id=user_id)
        if len(read.list_of_goal(rein.database, goal_id)) >= MAX_COACHES:
            raise Conflict("This goal has enough coaches.", advice="Remove one of them first.")
        coaching = Coaching(
            id=new_id(),
            goal_id=goal_id,
            user_id=viewer.id,
            coach_id=user_id,
            digest=digest_of(secrets.token_urlsafe(SECRET_BYTES)),  # no link has this secret
            created_at=now,
            accepted_at=now,
            expires_at=now + period.length,
            organisation_id=organisation_id,
        )
        work.coaches.add(coaching)
        work.audit.describe({"goal": goal_id}, subject=viewer.id)
    return coaching
