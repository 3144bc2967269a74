"""Add an account, and make the link with which its person chooses a password."""

from dataclasses import replace

from core.accounts.user import LOCAL_USER_ID, Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, NotFound
from core.store.audit.values import AuditAction, AuditEntry
from core.store.sign_in.values import LinkPurpose
from core.usecases.access.allow import Access, allow
from core.usecases.people.new_account import new_person, write_account
from core.usecases.people.password_link import PasswordLink, add_link
from core.usecases.sign_in.login import accept_login

__all__ = ["PasswordLink", "add_person", "make_password_link"]


@allow(Access.ADMIN, changes=AuditAction.ACCOUNT_ADDED)
def add_person(
    rein: Rein,
    *,
    viewer: Viewer,
    login: str,
    role: Role = Role.USER,
    name: str = "",
    takes_local_goals: bool = False,
) -> PasswordLink:
    """Add an account and return its invitation.

    With `takes_local_goals` the account is that of laptop mode, with its goals. Raises NotAllowed
    below admin, InvalidInput, and Conflict if the address or the local account is taken.
    """
    login = accept_login(login)
    user = new_person(login, name, role)
    if takes_local_goals:
        user = replace(user, id=LOCAL_USER_ID)
    now = rein.clock.now()
    with rein.database.begin() as work:
        if work.credentials.find(user.id) is not None:
            raise Conflict("The goals of this computer belong to another account already.")
        tier = rein.settings.tier
        write_account(work, user, login=login, actor_id=viewer.id, tier=tier, now=now)
        work.credentials.save_name(user.id, user.name)  # the local account exists already
        work.credentials.save_role(user.id, role)
        return add_link(work, user, login, LinkPurpose.INVITATION, now)


@allow(Access.ADMIN, changes=AuditAction.LINK_CREATED, whose="user_id")
def make_password_link(rein: Rein, *, viewer: Viewer, user_id: str) -> PasswordLink:
    """Return a new link for an account, in place of an earlier one.

    Raises NotAllowed below admin, and NotFound.
    """
    now = rein.clock.now()
    with rein.database.begin() as work:
        found = work.credentials.find(user_id)
        if found is None:
            raise NotFound("There is no such account.")
        first = found.password_hash is None
        purpose = LinkPurpose.INVITATION if first else LinkPurpose.PASSWORD
        work.audit.record(
            AuditEntry(at=now, actor_id=viewer.id, action=AuditAction.LINK_CREATED, subject=user_id)
        )
        return add_link(work, found.user, found.login, purpose, now)
