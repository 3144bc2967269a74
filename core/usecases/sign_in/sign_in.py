"""Sign in with an address and a password."""

from dataclasses import dataclass
from datetime import datetime

from core.accounts.password_hash import hash_password, needs_new_hash, verify_password
from core.accounts.session_life import ABSOLUTE
from core.accounts.throttle import keys_of
from core.accounts.user import User
from core.bootstrap import Rein
from core.errors import NotAllowed
from core.ids import new_id
from core.mail.line import to_line
from core.store.audit.values import AuditAction, AuditEntry
from core.store.sign_in.read import find_login
from core.store.sign_in.values import Credentials, SessionRecord
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, without_viewer
from core.usecases.sign_in.attempts import reserve_attempt
from core.usecases.sign_in.login import fold_login
from core.usecases.sign_in.secrets import digest_of, new_secret

MAX_AGENT_CHARACTERS = 160


class WrongSignIn(NotAllowed):
    """The address or the password is wrong, or the account may not sign in."""

    def __init__(self) -> None:
        super().__init__(
            "This address and password do not belong together.",
            advice="Check both, or ask for a new password.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Where a request comes from."""

    address: str
    """The network address, as far as the server knows it."""
    agent: str = ""
    """The browser as it names itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession:
    """A session that has just begun. `secret` is in the cookie and nowhere else."""

    secret: str
    user: User
    ends_at: datetime


@without_viewer(Access.SECRET, "address and password name the person")
def sign_in(rein: Rein, *, login: str, password: str, visitor: Visitor) -> NewSession:
    """Begin a session.

    An unknown account takes as long as a wrong password and gets the same answer. Raises
    WrongSignIn, TooManyAttempts, and StorageUnavailable if too many people sign in at once.
    """
    folded, now = fold_login(login), rein.clock.now()
    keys = keys_of(login=folded, address=visitor.address)
    reserve_attempt(rein, keys)
    found = find_login(rein.database, folded)
    right = verify_password(password, found.password_hash if found is not None else None)
    if found is None or not right or found.disabled_at is not None:
        _record_failure(rein, found)
        raise WrongSignIn
    newer = _hash_again(found, password)
    with rein.database.begin() as work:
        work.sessions.count_success(keys, now=now)
        if newer is not None:
            work.credentials.save_password(found.user.id, newer, now=now)
        return begin_session(work, found.user, visitor=visitor, now=now)


def begin_session(work: UnitOfWork, user: User, *, visitor: Visitor, now: datetime) -> NewSession:
    """Write a new session. Its secret is new, so that one set by an attacker is worth nothing."""
    secret = new_secret()
    work.sessions.add(
        SessionRecord(
            digest=digest_of(secret),
            id=new_id(),
            user_id=user.id,
            created_at=now,
            used_at=now,
            agent=to_line(visitor.agent, limit=MAX_AGENT_CHARACTERS),
        )
    )
    work.audit.record(AuditEntry(at=now, actor_id=user.id, action=AuditAction.SIGNED_IN))
    return NewSession(secret=secret, user=user, ends_at=now + ABSOLUTE)


def _record_failure(rein: Rein, found: Credentials | None) -> None:
    if found is None:
        return  # a log of what strangers type would hold passwords typed into the wrong field
    with rein.database.begin() as work:
        work.audit.record(
            AuditEntry(
                at=rein.clock.now(),
                actor_id=found.user.id,
                action=AuditAction.SIGN_IN_FAILED,
                subject=found.user.id,
            )
        )


def _hash_again(found: Credentials, password: str) -> str | None:
    """Return a hash with today's parameters if the stored one has others."""
    if found.password_hash is None or not needs_new_hash(found.password_hash):
        return None
    return hash_password(password)
