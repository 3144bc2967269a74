"""Sessions: who is behind a cookie, where a person is signed in, and how that ends."""

import logging
from dataclasses import dataclass
from datetime import datetime

from core.accounts.session_life import ABSOLUTE, IDLE, USE_RECORDING_INTERVAL, has_ended
from core.accounts.user import User
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotFound, StorageUnavailable
from core.store.audit.values import AuditAction, AuditEntry
from core.store.sign_in import read
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow, without_viewer
from core.usecases.sign_in.secrets import MAX_SECRET_CHARACTERS, digest_of

__all__ = ["OpenSession", "find_session_user", "list_sessions"]

USE_RECORDING_WAIT_S = 0.05
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """One browser in which a person is signed in."""

    id: str
    agent: str
    created_at: datetime
    used_at: datetime
    is_current: bool


@without_viewer(Access.SECRET, "the cookie names the person")
def find_session_user(rein: Rein, secret: str | None) -> User | None:
    """Return the person behind the secret of a cookie, or None if it is not valid any more."""
    if not secret or len(secret) > MAX_SECRET_CHARACTERS:
        return None
    found = read.find_session(rein.database, digest_of(secret))
    if found is None or found.credentials.disabled_at is not None:
        return None
    session, now = found.session, rein.clock.now()
    if has_ended(now, created_at=session.created_at, used_at=session.used_at):
        return None
    if now - session.used_at >= USE_RECORDING_INTERVAL:
        _record_use(rein, session.digest, now)
    return found.credentials.user


@allow(Access.PERSON)
def list_sessions(rein: Rein, *, viewer: Viewer, secret: str) -> tuple[OpenSession, ...]:
    """Return where the viewer is signed in, the last used first; `secret` is the current one."""
    now, current = rein.clock.now(), digest_of(secret)
    return tuple(
        OpenSession(
            id=one.id,
            agent=one.agent,
            created_at=one.created_at,
            used_at=one.used_at,
            is_current=one.digest == current,
        )
        for one in read.list_sessions(rein.database, viewer.id)
        if not has_ended(now, created_at=one.created_at, used_at=one.used_at)
    )


@without_viewer(Access.SECRET, "the cookie names the session")
def sign_out(rein: Rein, secret: str | None) -> None:
    """End the session of a secret; a secret that is not valid is no error."""
    if secret and len(secret) <= MAX_SECRET_CHARACTERS:
        with rein.database.begin() as work:
            work.sessions.end(digest_of(secret))


@allow(Access.OWNER)
def end_session(rein: Rein, *, viewer: Viewer, session_id: str) -> None:
    """End one of the viewer's sessions. Raises NotFound."""
    with rein.database.begin() as work:
        if not work.sessions.end_one_of(viewer.id, session_id):
            raise NotFound("You are not signed in there any more.")
        _record(rein, work, viewer, AuditAction.SESSION_ENDED)


@allow(Access.PERSON)
def sign_out_everywhere(rein: Rein, *, viewer: Viewer, but_secret: str | None = None) -> int:
    """End all sessions of the viewer, but for the one of `but_secret`. Return how many."""
    but = None if but_secret is None else digest_of(but_secret)
    with rein.database.begin() as work:
        count = work.sessions.end_all(viewer.id, but=but)
        _record(rein, work, viewer, AuditAction.SIGNED_OUT_EVERYWHERE)
    return count


@without_viewer(Access.SYSTEM, "a periodic job")
def delete_ended_sessions(rein: Rein) -> int:
    """Delete the sessions whose time is over, and sign-ups never confirmed. Return how many."""
    now = rein.clock.now()
    with rein.database.begin() as work:
        work.identities.remove_sign_ups(expired_at=now)
        return work.sessions.end_older(created_before=now - ABSOLUTE, used_before=now - IDLE)


def _record_use(rein: Rein, digest: str, now: datetime) -> None:
    """Record a use, unless others write: then the next request does it, and this one passes."""
    try:
        with rein.database.begin(wait_s=USE_RECORDING_WAIT_S) as work:
            work.sessions.mark_used(digest, now=now)
    except StorageUnavailable as error:
        _log.info("session_use_not_recorded", extra={"fields": {"reason": str(error)}})


def _record(rein: Rein, work: UnitOfWork, viewer: Viewer, action: AuditAction) -> None:
    work.audit.record(
        AuditEntry(at=rein.clock.now(), actor_id=viewer.id, action=action, subject=viewer.id)
    )
