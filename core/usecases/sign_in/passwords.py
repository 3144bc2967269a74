"""Choose a password: the first by invitation, a new one by link, or another while signed in."""

from datetime import datetime

from core.accounts.password_hash import hash_password, verify_password
from core.accounts.throttle import keys_of
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import InvalidInput, NotFound
from core.goals.goal import clean_text
from core.store.audit.values import AuditAction, AuditEntry
from core.store.sign_in import read
from core.store.sign_in.read import FoundLink
from core.store.sign_in.values import LinkPurpose
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow, without_viewer
from core.usecases.sign_in.accept_password import accept_password
from core.usecases.sign_in.attempts import reserve_attempt
from core.usecases.sign_in.secrets import MAX_SECRET_CHARACTERS, digest_of
from core.usecases.sign_in.sign_in import NewSession, Visitor, begin_session

__all__ = [
    "FoundLink",
    "LinkPurpose",
    "accept_name",
    "change_password",
    "choose_password",
    "find_password_link",
]

MAX_NAME_CHARACTERS = 80


@without_viewer(Access.SECRET, "the code of a one-time link names the account")
def find_password_link(rein: Rein, code: str) -> FoundLink:
    """Return the account that a one-time link is for. Raises NotFound if it does not work."""
    found = None
    if len(code) <= MAX_SECRET_CHARACTERS:
        found = read.find_link(rein.database, digest_of(code), now=rein.clock.now())
    if found is None or found.credentials.disabled_at is not None:
        raise NotFound(
            "This link does not work any more.",
            advice="It works once and for a limited time. Ask for a new one.",
        )
    return found


@without_viewer(Access.SECRET, "the code of a one-time link names the account")
def choose_password(
    rein: Rein, *, code: str, password: str, name: str | None, visitor: Visitor
) -> NewSession:
    """Set the password of the account of a one-time link, end its sessions, and sign in.

    `name` is what the person wants to be called; None leaves it. Raises NotFound if the link does
    not work, and InvalidInput.
    """
    found = find_password_link(rein, code)
    user, now = found.credentials.user, rein.clock.now()
    called = user.name if name is None else accept_name(name)
    accept_password(rein, password, known=(found.credentials.login, called))
    password_hash = hash_password(password)
    with rein.database.begin() as work:
        if work.sessions.use_link(digest_of(code), now=now) != user.id:
            raise NotFound("This link was used a moment ago.", advice="Ask for a new one.")
        work.credentials.save_name(user.id, called)
        _save(work, user.id, password_hash, now)
        return begin_session(work, user, visitor=visitor, now=now)


@allow(Access.PERSON)
def change_password(
    rein: Rein, *, viewer: Viewer, current: str, new: str, visitor: Visitor
) -> NewSession:
    """Change the viewer's password, end all sessions, and begin a new one.

    Raises InvalidInput if `current` is wrong or `new` is too weak, NotFound without an account of
    one's own, and TooManyAttempts.
    """
    found = read.find_credentials(rein.database, viewer.id)
    if found is None:
        raise NotFound("You have no password here.")
    now = rein.clock.now()
    keys = keys_of(login=found.login, address=visitor.address)
    reserve_attempt(rein, keys)
    if not verify_password(current, found.password_hash):
        raise InvalidInput("This is not your present password.", field="current")
    accept_password(rein, new, known=(found.login, found.user.name))
    password_hash = hash_password(new)
    with rein.database.begin() as work:
        work.sessions.count_success(keys, now=now)
        _save(work, viewer.id, password_hash, now)
        return begin_session(work, found.user, visitor=visitor, now=now)


def _save(work: UnitOfWork, user_id: str, password_hash: str, now: datetime) -> None:
    work.credentials.save_password(user_id, password_hash, now=now)
    work.sessions.end_all(user_id)
    work.sessions.remove_links(user_id)
    work.audit.record(
        AuditEntry(at=now, actor_id=user_id, action=AuditAction.PASSWORD_CHANGED, subject=user_id)
    )


def accept_name(written: str) -> str:
    """Return what a person wants to be called. Raises InvalidInput."""
    name = clean_text(written)
    if not name or "\n" in name or len(name) > MAX_NAME_CHARACTERS:
        raise InvalidInput(
            "This name cannot be used.",
            field="name",
            advice=f"Write it in one line of at most {MAX_NAME_CHARACTERS} characters.",
        )
    return name
