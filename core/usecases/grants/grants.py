"""Let a reviewer read texts of others with personal data, for a reason and a time."""

from datetime import timedelta
from enum import IntEnum

from core import formats
from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotFound
from core.goals.goal import clean_text
from core.ids import new_id
from core.store.grants import read
from core.store.grants.values import ReadingGrant
from core.usecases.access.allow import Access, AuditAction, allow

__all__ = [
    "GrantPeriod",
    "ReadingGrant",
    "find_own_grant",
    "give_grant",
    "list_grants",
    "revoke_grant",
]

MAX_REASON_CHARACTERS = 300
MIN_REASON_CHARACTERS = 10


class GrantPeriod(IntEnum):
    """How long a reviewer may read in full, in days; every grant ends."""

    DAY = 1
    WEEK = 7
    MONTH = 30


@allow(Access.ADMIN, changes=AuditAction.GRANT_GIVEN, whose="user_id")
def give_grant(rein: Rein, *, viewer: Viewer, user_id: str, reason: str, days: int) -> ReadingGrant:
    """Let a reviewer read in full for so many days; it takes the place of an earlier grant.

    Raises NotAllowed below admin, InvalidInput for the reason or the days, NotFound, and Conflict
    if the account is no reviewer.
    """
    reason, now = clean_text(reason), rein.clock.now()
    if not MIN_REASON_CHARACTERS <= len(reason) <= MAX_REASON_CHARACTERS:
        raise InvalidInput(
            f"Give a reason of {MIN_REASON_CHARACTERS} to {MAX_REASON_CHARACTERS} characters.",
            field="reason",
        )
    if days not in set(GrantPeriod):
        raise InvalidInput("Choose one day, a week or a month.", field="days")
    grant = ReadingGrant(
        id=new_id(),
        user_id=user_id,
        created_by=viewer.id,
        reason=reason,
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    with rein.database.begin() as work:
        account = work.accounts.find(user_id)
        if account is None:
            raise NotFound("There is no such account.")
        if account.user.role is not Role.REVIEWER:
            raise Conflict("Only reviewers see masked texts.", advice="Change the role first.")
        work.grants.add(grant)
        work.audit.describe({"until": f"{formats.timestamp(grant.expires_at)} UTC"})
    return grant


@allow(Access.ADMIN, changes=AuditAction.GRANT_REVOKED, whose="user_id")
def revoke_grant(rein: Rein, *, viewer: Viewer, user_id: str) -> None:
    """Mask what a reviewer sees again, from the next request on.

    Raises NotAllowed below admin, and NotFound if nothing is in force.
    """
    with rein.database.begin() as work:
        if not work.grants.revoke(user_id, now=rein.clock.now()):
            raise NotFound("This reviewer has no grant.", advice="It may have ended by itself.")


@allow(Access.ADMIN)
def list_grants(rein: Rein, *, viewer: Viewer) -> tuple[ReadingGrant, ...]:
    """Return the grants in force, those that end last first. Raises NotAllowed below admin."""
    return read.list_grants(rein.database, now=rein.clock.now())


@allow(Access.PERSON)
def find_own_grant(rein: Rein, *, viewer: Viewer) -> ReadingGrant | None:
    """Return the viewer's grant that is in force, or None."""
    return read.find_grant(rein.database, viewer.id, now=rein.clock.now())
