"""Sign in by a provider of identities.

A person is known by issuer and subject. An address alone binds them once: to an account that an
admin made for it and that is still unused.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from core.accounts.throttle import ThrottleKind, keys_of
from core.accounts.user import User
from core.bootstrap import Rein
from core.errors import NotFound
from core.oidc.errors import (
    ProviderMisconfigured,
    ProviderUnavailable,
    SignInRefused,
    too_old,
)
from core.oidc.person import ProviderPerson, read_person
from core.oidc.provider import PendingSignIn, begin_pending
from core.store.audit.values import AuditAction, AuditEntry
from core.store.sign_in.values import Credentials, Identity
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, without_viewer
from core.usecases.people.new_account import new_person, write_account
from core.usecases.sign_in.attempts import reserve_attempt
from core.usecases.sign_in.sign_in import NewSession, Visitor, begin_session

if TYPE_CHECKING:  # loading it loads what checks tokens
    from core.oidc.client import OidcClient

__all__ = [
    "PendingSignIn",
    "ProviderMisconfigured",
    "ProviderUnavailable",
    "SignInRefused",
    "too_old",
]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the provider sent a person back with."""

    code: str
    error: str
    issuer: str | None


@without_viewer(Access.OPEN, "reads a setting")
def provider_name(rein: Rein) -> str | None:
    """Return what people call the provider, or None if they do not sign in by one."""
    return None if rein.provider is None else rein.provider.provider.name


@without_viewer(Access.OPEN, "sends the browser to the provider")
def begin_with_provider(rein: Rein, *, target: str) -> tuple[str, PendingSignIn]:
    """Return where to send a person, and what their browser has to hold until they come back.

    Raises NotFound without a provider, and ProviderUnavailable.
    """
    pending = begin_pending(target)
    return _provider(rein).authorization_address(pending), pending


@without_viewer(Access.SECRET, "the provider names the person")
def sign_in_with_provider(
    rein: Rein, *, pending: PendingSignIn, answer: Answer, visitor: Visitor
) -> NewSession:
    """Begin a session for the person behind an answer whose state was checked.

    Raises SignInRefused, ProviderUnavailable, ProviderMisconfigured, TooManyAttempts, NotFound.
    """
    client = _provider(rein)
    if answer.error or not answer.code:
        raise _denied(client.provider.name, answer.error)
    keys = tuple(
        key
        for key in keys_of(login="", address=visitor.address)
        if key.kind is ThrottleKind.ADDRESS
    )
    reserve_attempt(rein, keys)
    claims = client.exchange(answer.code, pending, issuer=answer.issuer)
    person, now = read_person(claims, rein.settings), rein.clock.now()
    with rein.database.begin() as work:
        found = _find_account(rein, work, person, now)
        if found.disabled_at is not None:
            raise SignInRefused(
                "This account is disabled.", advice="Ask an admin.", reason="disabled"
            )
        user = _apply_role(work, found.user, person, now)
        work.sessions.count_success(keys, now=now)
        return begin_session(work, user, visitor=visitor, now=now)


@without_viewer(Access.OPEN, "reads a setting")
def refusal(rein: Rein, error: str) -> SignInRefused:
    """Return what a person is shown if the provider refuses; `error` is its code."""
    return _denied(_provider(rein).provider.name, error)


@without_viewer(Access.SECRET, "the cookie names the session")
def provider_sign_out(rein: Rein) -> str | None:
    """Return where a person ends the session of the provider itself, or None."""
    if rein.provider is None:
        return None
    try:
        return rein.provider.sign_out_address()
    except ProviderUnavailable as error:
        log_failure(error)
        return None


def log_failure(error: ProviderUnavailable | ProviderMisconfigured | SignInRefused) -> None:
    """Log why a sign-in by the provider failed; the reason holds no secret and no person."""
    fields: dict[str, Any] = {"error": type(error).__name__, "reason": error.reason}
    _log.warning("provider_sign_in_failed", extra={"fields": fields})


def _provider(rein: Rein) -> "OidcClient":
    if rein.provider is None:
        raise NotFound("People do not sign in by a provider here.")
    return rein.provider


def _denied(name: str, error: str) -> SignInRefused:
    reason = "".join(sign for sign in error if sign.isalnum() or sign == "_")[:40]
    if not reason:
        return too_old("the answer has no code")
    return SignInRefused(
        f"{name} did not sign you in.",
        advice="Perhaps you left its page, or may not use Rein. You can begin once more.",
        reason=reason,
    )


def _find_account(
    rein: Rein, work: UnitOfWork, person: ProviderPerson, now: datetime
) -> Credentials:
    identity = Identity(issuer=person.issuer, subject=person.subject)
    known = work.identities.find(identity)
    if known is not None:
        return known
    login = person.login
    if login is None:
        raise SignInRefused(
            "The provider has not confirmed an e-mail address for you.",
            advice="Confirm it there, then begin once more.",
            reason="no confirmed address",
        )
    found = work.credentials.find_login(login) or _add(rein, work, person, login, now)
    unused = found.password_hash is None and not work.identities.has_one(found.user.id)
    if not unused or not work.identities.add(found.user.id, identity, now=now):
        raise SignInRefused(
            f"The account of {login} belongs to another way to sign in.",
            advice="An admin can reset its sign-in.",
            reason="address taken",
        )
    work.sessions.remove_links(found.user.id)
    return found


def _add(
    rein: Rein, work: UnitOfWork, person: ProviderPerson, login: str, now: datetime
) -> Credentials:
    if not rein.settings.may_sign_up(login):
        raise SignInRefused(
            f"There is no account for {login}.",
            advice="Ask an admin for an invitation.",
            reason="not invited",
        )
    user = new_person(login, person.name)
    tier = rein.settings.tier
    write_account(work, user, login=login, actor_id=user.id, tier=tier, now=now)
    work.audit.record(AuditEntry(at=now, actor_id=user.id, action=AuditAction.SIGNED_UP))
    return Credentials(user=user, login=login, password_hash=None)


def _apply_role(work: UnitOfWork, user: User, person: ProviderPerson, now: datetime) -> User:
    """Give the person the role that the provider says, if it decides about roles."""
    if person.role is None or person.role is user.role:
        return user
    work.credentials.save_role(user.id, person.role)
    work.audit.record(
        AuditEntry(
            at=now,
            actor_id=user.id,
            action=AuditAction.ROLE_CHANGED,
            subject=user.id,
            details={"from": user.role.value, "to": person.role.value, "by": "provider"},
        )
    )
    return replace(user, role=person.role)
