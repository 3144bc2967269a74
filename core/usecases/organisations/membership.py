"""Leave an organisation, remove a member, hand over the lead, and close it.

Whatever ends a membership ends what that person shares and coaches through the organisation, in
the same transaction. An organisation always has a lead, who cannot just leave.
"""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, NotFound
from core.store.organisations.values import Member, Organisation
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, AuditAction, allow
from core.usecases.organisations.organisations import require_led, require_organisation

__all__ = [
    "close_organisation",
    "hand_over_lead",
    "leave_organisation",
    "remove_member",
    "withdraw_link",
]


@allow(Access.PERSON, changes=AuditAction.ORGANISATION_LEFT)
def leave_organisation(rein: Rein, *, viewer: Viewer, organisation_id: str) -> None:
    """Stop being a member. Raises NotFound, and Conflict for the member who leads."""
    with rein.database.begin() as work:
        found = require_organisation(work, organisation_id, viewer=viewer)
        if found.lead_id == viewer.id:
            raise Conflict(
                f"You lead “{found.name}”, so you cannot leave it.",
                advice="Hand over the lead first, or close it."
                if len(found.members) > 1
                else "Close it.",
            )
        work.organisations.remove(organisation_id, viewer.id)
        work.audit.describe({"organisation": organisation_id}, subject=viewer.id)


@allow(Access.PERSON, changes=AuditAction.MEMBER_REMOVED)
def remove_member(rein: Rein, *, viewer: Viewer, organisation_id: str, user_id: str) -> None:
    """Remove another member. The link for new members ends too: they could come back by it.

    Raises NotFound, NotAllowed unless the viewer leads, and Conflict for the viewer.
    """
    with rein.database.begin() as work:
        found, member = _require_other(work, organisation_id, user_id, viewer=viewer)
        work.organisations.remove(found.id, member.user_id)
        work.organisations.save_link(found.id, None, until=None)
        work.audit.describe({"organisation": found.id}, subject=member.user_id)


@allow(Access.PERSON, changes=AuditAction.ORGANISATION_LED)
def hand_over_lead(rein: Rein, *, viewer: Viewer, organisation_id: str, user_id: str) -> None:
    """Let another member lead; the viewer stays as a member.

    Raises NotFound, NotAllowed unless the viewer leads, and Conflict for the viewer.
    """
    with rein.database.begin() as work:
        found, member = _require_other(work, organisation_id, user_id, viewer=viewer)
        work.organisations.give_lead(found.id, member.user_id)
        work.audit.describe({"organisation": found.id}, subject=member.user_id)


@allow(Access.PERSON, changes=AuditAction.ORGANISATION_LINK_ENDED)
def withdraw_link(rein: Rein, *, viewer: Viewer, organisation_id: str) -> None:
    """End the link that lets others in. Raises NotFound, and NotAllowed unless the viewer leads."""
    with rein.database.begin() as work:
        found = require_led(work, organisation_id, viewer=viewer)
        work.organisations.save_link(found.id, None, until=None)
        work.audit.describe({"organisation": found.id}, subject=viewer.id)


@allow(Access.PERSON, changes=AuditAction.ORGANISATION_CLOSED)
def close_organisation(rein: Rein, *, viewer: Viewer, organisation_id: str, name: str) -> None:
    """Remove the organisation for all its members; `name` confirms which one is meant.

    Raises NotFound, NotAllowed unless the viewer leads, and Conflict if the name is another one.
    """
    with rein.database.begin() as work:
        found = require_led(work, organisation_id, viewer=viewer)
        if name.strip() != found.name:
            raise Conflict(
                "This is not the name of the organisation, so it is not closed.",
                advice=f"Its name is “{found.name}”.",
            )
        work.organisations.close(found.id)
        work.audit.describe({"organisation": found.id}, subject=viewer.id)


def _require_other(
    work: UnitOfWork, organisation_id: str, user_id: str, *, viewer: Viewer
) -> tuple[Organisation, Member]:
    """Return an organisation that the viewer leads, and another member of it."""
    found = require_led(work, organisation_id, viewer=viewer)
    member = found.find(user_id)
    if member is None:
        raise NotFound("There is no such member.", advice="They may have left by themselves.")
    if user_id == viewer.id:
        raise Conflict("This is you.", advice="Choose another member.")
    return found, member
