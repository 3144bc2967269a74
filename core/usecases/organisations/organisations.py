"""Create an organisation, let others in by a link, and see who is in it.

A member sees the names of the others, and nothing else of them. Goals are shared one by one.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from core.goals.goal import clean_text
from core.ids import new_id
from core.store.accounts.values import account_of
from core.store.organisations.read import find_organisation, list_organisations_of
from core.store.organisations.values import Member, Organisation
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, AuditAction, allow
from core.usecases.tokens.tokens import digest_of

__all__ = [
    "Member",
    "NewLink",
    "Organisation",
    "add_organisation",
    "invite_members",
    "join_organisation",
    "list_organisations",
    "rename_organisation",
    "require_led",
    "require_organisation",
]

MAX_NAME_CHARACTERS = 80
MAX_MEMBERS = 200
MAX_ORGANISATIONS = 20
"""Of one person."""
LINK_WORKS = timedelta(days=7)
SECRET_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """A new link. `path` contains the secret, which is not stored."""

    path: str
    expires_at: datetime


@allow(Access.PERSON, changes=AuditAction.ORGANISATION_ADDED)
def add_organisation(rein: Rein, *, viewer: Viewer, name: str) -> Organisation:
    """Create an organisation with the viewer as its only member. Raises InvalidInput, Conflict."""
    name, now = _clean_name(name), rein.clock.now()
    organisation_id = new_id()
    with rein.database.begin() as work:
        _require_room(work, viewer)
        work.accounts.ensure(account_of(viewer, tier=rein.settings.tier, created_at=now))
        work.organisations.add(organisation_id, name, now=now)
        work.organisations.join(organisation_id, viewer.id, now=now, leads=True)
        work.audit.describe({"organisation": organisation_id}, subject=viewer.id)
        return require_organisation(work, organisation_id, viewer=viewer)


@allow(Access.PERSON, changes=AuditAction.ORGANISATION_RENAMED)
def rename_organisation(
    rein: Rein, *, viewer: Viewer, organisation_id: str, name: str
) -> Organisation:
    """Give an organisation another name, which its members see at once.

    Raises InvalidInput, NotFound, and NotAllowed unless the viewer leads the organisation.
    """
    name = _clean_name(name)
    with rein.database.begin() as work:
        require_led(work, organisation_id, viewer=viewer)
        work.organisations.rename(organisation_id, name)
        work.audit.describe({"organisation": organisation_id}, subject=viewer.id)
        return require_organisation(work, organisation_id, viewer=viewer)


@allow(Access.PERSON)
def list_organisations(rein: Rein, *, viewer: Viewer) -> tuple[Organisation, ...]:
    """Return the organisations of the viewer with their members, oldest first."""
    with rein.database.read() as connection:
        return list_organisations_of(connection, viewer.id)


@allow(Access.PERSON, changes=AuditAction.ORGANISATION_INVITED)
def invite_members(rein: Rein, *, viewer: Viewer, organisation_id: str) -> NewLink:
    """Make a link that lets others in for a week; it replaces the one before.

    Raises NotFound, and NotAllowed unless the viewer leads the organisation.
    """
    secret, until = secrets.token_urlsafe(SECRET_BYTES), rein.clock.now() + LINK_WORKS
    with rein.database.begin() as work:
        require_led(work, organisation_id, viewer=viewer)
        work.organisations.save_link(organisation_id, digest_of(secret), until=until)
        work.audit.describe({"organisation": organisation_id}, subject=viewer.id)
    return NewLink(path=f"/you?organisation={secret}", expires_at=until)


@allow(Access.PERSON, changes=AuditAction.ORGANISATION_JOINED)
def join_organisation(rein: Rein, *, viewer: Viewer, secret: str) -> Organisation:
    """Become a member by a link. Raises Conflict, the same for an unknown and an expired one."""
    now = rein.clock.now()
    with rein.database.begin() as work:
        organisation_id = work.organisations.find_invited(digest_of(secret), now=now)
        if organisation_id is None:
            raise Conflict(
                "This link cannot be used.", advice="Ask for a new one: each works for a week."
            )
        work.organisations.hold(organisation_id)
        found = find_organisation(work.connection, organisation_id)
        if found is not None and not found.has(viewer.id):
            if len(found.members) >= MAX_MEMBERS:
                raise Conflict(f"This organisation has {MAX_MEMBERS} members already.")
            _require_room(work, viewer)
        work.accounts.ensure(account_of(viewer, tier=rein.settings.tier, created_at=now))
        work.organisations.join(organisation_id, viewer.id, now=now)
        work.audit.describe({"organisation": organisation_id}, subject=viewer.id)
        return require_organisation(work, organisation_id, viewer=viewer)


def require_organisation(work: UnitOfWork, organisation_id: str, *, viewer: Viewer) -> Organisation:
    """Return an organisation of the viewer. Raises NotFound for any other."""
    work.organisations.hold(organisation_id)
    found = find_organisation(work.connection, organisation_id)
    if found is None or not found.has(viewer.id):
        raise NotFound("You are in no such organisation.", advice="You may have been removed.")
    return found


def require_led(work: UnitOfWork, organisation_id: str, *, viewer: Viewer) -> Organisation:
    """Return an organisation that the viewer leads. Raises NotFound, and NotAllowed for others."""
    found = require_organisation(work, organisation_id, viewer=viewer)
    if found.lead_id != viewer.id:
        raise NotAllowed(f"Only {found.lead.name} can do this in “{found.name}”.")
    return found


def _clean_name(name: str) -> str:
    name = clean_text(name)
    if not name or "\n" in name or len(name) > MAX_NAME_CHARACTERS:
        raise InvalidInput(
            f"Give it a name of one line, at most {MAX_NAME_CHARACTERS} characters.", field="name"
        )
    return name


def _require_room(work: UnitOfWork, viewer: Viewer) -> None:
    if len(list_organisations_of(work.connection, viewer.id)) >= MAX_ORGANISATIONS:
        raise Conflict("You are in enough organisations.", advice="Leave one of them first.")
