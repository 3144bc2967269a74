"""Create, list, revoke and check access tokens of the HTTP API; only their hash is stored."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from core import formats
from core.accounts.scope import MissingScope, Scope, scopes_of, write_scopes
from core.accounts.time_zones import find_time_zone
from core.accounts.user import Role, User
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotAllowed, NotFound, ReinError
from core.goals.goal import clean_text
from core.ids import new_id
from core.store.accounts.values import Account
from core.store.tokens.read import find_valid_token, list_all_tokens, list_tokens_of
from core.store.tokens.values import TokenRecord
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, AuditAction, allow, without_viewer

__all__ = [
    "NewToken",
    "TokenExpired",
    "TokenRecord",
    "add_token",
    "digest_of",
    "find_token_viewer",
    "list_own_tokens",
    "list_tokens",
    "revoke_own_token",
    "revoke_token",
]

PREFIX = "rein_"
"""Lets secret scanners recognise a token."""

SECRET_BYTES = 32
MAX_NAME_CHARACTERS = 60
MAX_TOKEN_CHARACTERS = 200
DEFAULT_DAYS = 365
MAX_DAYS = 3_650
USE_RECORDING_INTERVAL = timedelta(minutes=1)
"""A use is recorded at most this often, so that reads rarely write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewToken:
    """A new token. `secret` is the token itself, which is not stored."""

    record: TokenRecord
    secret: str


class TokenExpired(ReinError):
    """Raised for the right token after its last day."""


@allow(Access.PERSON, changes=AuditAction.TOKEN_ADDED)
def add_token(
    rein: Rein,
    *,
    name: str,
    viewer: Viewer,
    role: Role | None = None,
    scopes: frozenset[Scope] | None = None,
    days: int = DEFAULT_DAYS,
) -> NewToken:
    """Create a token. Without `role` it acts as the viewer, else as a separate account.

    Without `scopes` it has all that the role allows. The name of a token that was revoked or has
    expired may be used again; the new token acts as the account of the old one. Raises Conflict if
    the name is in use, NotAllowed if the viewer may not grant the role or the role has no such
    scope, and InvalidInput.
    """
    name = _accept_name(name)
    viewer.require(role or viewer.role)
    scopes = _accept_scopes(scopes, role or viewer.role)
    _check_days(days)
    secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    with rein.database.begin() as work:
        now = rein.clock.now()
        owner = viewer.user if role is None else _own_account(work, name, role)
        _require_free(work, name, now, of=owner if role is None else None)
        zone = viewer.zone_name if role is None else None
        work.accounts.ensure(Account(user=owner, time_zone=zone, created_at=now))
        record = TokenRecord(
            id=new_id(),
            name=name,
            user=owner,
            digest=digest_of(secret),
            created_at=now,
            scopes=scopes,
            expires_at=now + timedelta(days=days),
        )
        work.tokens.add(record)
        work.audit.describe({"token": record.id, "role": owner.role.value}, subject=owner.id)
    return NewToken(record=record, secret=secret)


@allow(Access.ADMIN)
def list_tokens(rein: Rein, *, viewer: Viewer) -> tuple[TokenRecord, ...]:
    """Return all tokens, revoked ones too, newest first. Raises NotAllowed below admin."""
    return list_all_tokens(rein.database)


@allow(Access.PERSON)
def list_own_tokens(rein: Rein, *, viewer: Viewer) -> tuple[TokenRecord, ...]:
    """Return the tokens that act as the viewer and were not revoked, newest first."""
    return list_tokens_of(rein.database, viewer.id)


@allow(Access.OWNER, changes=AuditAction.TOKEN_REVOKED)
def revoke_own_token(rein: Rein, *, viewer: Viewer, token_id: str) -> None:
    """Revoke a token that acts as the viewer, from the next request on. Raises NotFound."""
    with rein.database.begin() as work:
        if not any(one.id == token_id for one in list_tokens_of(rein.database, viewer.id)):
            raise NotFound("You have no such token.", advice="It may have been revoked already.")
        work.tokens.revoke(token_id, now=rein.clock.now())
        work.audit.describe({"token": token_id}, subject=viewer.id)


@allow(Access.ADMIN, changes=AuditAction.TOKEN_REVOKED)
def revoke_token(rein: Rein, *, viewer: Viewer, name: str) -> None:
    """Revoke the token of this name, from the next request on.

    Raises NotFound, and NotAllowed below admin.
    """
    with rein.database.begin() as work:
        valid = [token for token in work.tokens.list_named(name) if token.revoked_at is None]
        if not valid:
            raise NotFound(
                f"There is no token called “{name}”.",
                advice="`rein token list` shows those there are.",
            )
        own = [token for token in valid if token.user.id == viewer.id]
        if not own and len({token.user.id for token in valid}) > 1:
            raise Conflict(
                f"Several people have a token called “{name}”.",
                advice="Each can revoke theirs on the page of their account.",
            )
        for token in own or valid:
            work.tokens.revoke(token.id, now=rein.clock.now())
            work.audit.describe({"token": token.id}, subject=token.user.id)


@without_viewer(Access.SECRET, "the token names the person")
def find_token_viewer(rein: Rein, secret: str, *, scope: Scope) -> Viewer | None:
    """Return the viewer a token acts as, or None if the token is not valid.

    The token is looked up by its hash, so the time this takes reveals nothing about it. Raises
    TokenExpired and MissingScope, for the right token alone.
    """
    if len(secret) > MAX_TOKEN_CHARACTERS or not secret.startswith(PREFIX):
        return None
    digest = digest_of(secret)
    token = find_valid_token(rein.database, digest)
    if token is None or not hmac.compare_digest(token.digest, digest):
        return None
    now = rein.clock.now()
    zone = find_time_zone(token.time_zone)
    _check_use(token, scope=scope, now=now, zone=zone)
    if token.last_used_at is None or now - token.last_used_at >= USE_RECORDING_INTERVAL:
        with rein.database.begin() as work:
            work.tokens.mark_used(token.id, now=now)
    return Viewer(user=token.user, time_zone=zone)


def digest_of(secret: str) -> str:
    """Return the SHA-256 of a token.

    A random token of 256 bits cannot be guessed, so it needs no slow hash.
    """
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _require_free(work: UnitOfWork, name: str, now: datetime, *, of: User | None) -> None:
    """Raise Conflict for a name in use: by the person alone, for what others chose is theirs."""
    named = [one for one in work.tokens.list_named(name) if of is None or one.user.id == of.id]
    if any(token.revoked_at is None and not token.is_expired(now) for token in named):
        raise Conflict(
            f"There is a token called “{name}” already.",
            advice="Revoke it first, or choose another name.",
        )


def _check_use(token: TokenRecord, *, scope: Scope, now: datetime, zone: tzinfo | None) -> None:
    if token.expires_at is not None and token.is_expired(now):
        day = formats.day(token.expires_at.astimezone(zone).date(), year=True)
        raise TokenExpired(
            f"This token expired on {day}.", advice="`rein token new NAME` makes a new one."
        )
    if not token.permits(scope):
        raise MissingScope(scope)


def _accept_scopes(scopes: frozenset[Scope] | None, role: Role) -> frozenset[Scope]:
    allowed = scopes_of(role)
    chosen = allowed if scopes is None else scopes
    if not chosen:
        raise InvalidInput("A token without a scope permits nothing.", field="scopes")
    if beyond := write_scopes(chosen - allowed):
        raise NotAllowed(
            f"The role “{role}” does not allow “{beyond}”.",
            advice="Leave it out, or make a token for another role.",
        )
    return chosen


def _check_days(days: int) -> None:
    if not 1 <= days <= MAX_DAYS:
        raise InvalidInput(
            f"A token cannot be valid for {formats.pluralize(days, 'day')}.",
            field="days",
            advice=f"Choose 1 to {MAX_DAYS:,} days.",
        )


def _accept_name(name: str) -> str:
    cleaned = clean_text(name)
    if not cleaned or "\n" in cleaned or len(cleaned) > MAX_NAME_CHARACTERS:
        raise InvalidInput(
            "This name cannot be used for a token.",
            field="name",
            advice="Say who or what will use it, in one line of at most "
            f"{MAX_NAME_CHARACTERS} characters.",
        )
    return cleaned


def _own_account(work: UnitOfWork, name: str, role: Role) -> User:
    earlier = [token.user for token in work.tokens.list_named(name) if token.user.name == name]
    if not earlier:
        return User(id=new_id(), name=name, role=role)
    if earlier[0].role is not role:
        raise Conflict(
            f"“{name}” had a token with the role “{earlier[0].role}”.",
            advice="Choose another name for another role.",
        )
    return earlier[0]
