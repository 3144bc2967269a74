"""Records of what people sign in with."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.accounts.user import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What one account signs in with."""

    user: User
    login: str
    password_hash: str | None
    """None until the person has chosen a password."""
    disabled_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRecord:
    """One browser in which a person is signed in."""

    digest: str
    id: str
    user_id: str
    created_at: datetime
    used_at: datetime
    agent: str


class LinkPurpose(StrEnum):
    """What a one-time link is for."""

    INVITATION = "invitation"
    PASSWORD = "password"  # noqa: S105 - a purpose, not a password


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTimeLink:
    """A link with which a person chooses a password, once."""

    digest: str
    purpose: LinkPurpose
    user_id: str
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who a provider says a person is: its issuer, and its own name for them."""

    issuer: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUpRecord:
    """An address that an account was asked for, with the hash of the code that was sent."""

    login: str
    digest: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One account as an admin sees it."""

    user: User
    login: str
    has_joined: bool
    """Whether the person has chosen a password, or is known by a provider."""
    disabled_at: datetime | None
    created_at: datetime
    used_at: datetime | None
    """The latest use of a session; None if there is none."""
