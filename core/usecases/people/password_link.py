"""The one-time link with which a person chooses a password."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.accounts.user import User
from core.store.sign_in.values import LinkPurpose, OneTimeLink
from core.store.unit_of_work import UnitOfWork
from core.usecases.sign_in.secrets import digest_of, new_secret

LINK_LASTS = {LinkPurpose.INVITATION: timedelta(days=7), LinkPurpose.PASSWORD: timedelta(hours=24)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordLink:
    """A link that has just been made; its code is stored as a hash."""

    user: User
    login: str
    code: str
    expires_at: datetime

    @property
    def path(self) -> str:
        """Return the address below the root of the site."""
        return f"/account/password?code={self.code}"


def add_link(
    work: UnitOfWork, user: User, login: str, purpose: LinkPurpose, now: datetime
) -> PasswordLink:
    """Write a link in place of earlier ones of the account; it has to be committed to work."""
    code, expires_at = new_secret(), now + LINK_LASTS[purpose]
    work.sessions.add_link(
        OneTimeLink(
            digest=digest_of(code),
            purpose=purpose,
            user_id=user.id,
            created_at=now,
            expires_at=expires_at,
        )
    )
    return PasswordLink(user=user, login=login, code=code, expires_at=expires_at)
