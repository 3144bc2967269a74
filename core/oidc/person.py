"""What a provider says of a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.accounts.user import Role
from core.errors import InvalidInput
from core.mail.address import accept_address
from core.mail.line import to_line
from core.setting_groups.sign_in import split_list
from core.settings import Settings

MAX_NAME_CHARACTERS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderPerson:
    """A person whom the provider has just asked to sign in."""

    issuer: str
    subject: str
    login: str | None
    """The e-mail address in lower case, if the provider has confirmed it."""
    name: str
    role: Role | None
    """None if the provider does not decide about roles."""


def read_person(claims: Mapping[str, Any], settings: Settings) -> ProviderPerson:
    """Return the person of checked claims."""
    login = _read_login(claims)
    written = claims.get("name") or claims.get("preferred_username") or ""
    name = to_line(str(written), limit=MAX_NAME_CHARACTERS)
    return ProviderPerson(
        issuer=str(claims["iss"]),
        subject=str(claims["sub"]),
        login=login,
        name=name or (login or "").partition("@")[0],
        role=_read_role(claims, settings) if settings.roles_by_claim else None,
    )


def _read_login(claims: Mapping[str, Any]) -> str | None:
    email, verified = claims.get("email"), claims.get("email_verified")
    if not isinstance(email, str) or verified not in (True, "true"):
        return None
    try:
        return accept_address(email).lower()
    except InvalidInput:
        return None


def _read_role(claims: Mapping[str, Any], settings: Settings) -> Role:
    value: object = claims
    for part in (settings.oidc_role_claim or "").split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    given = {str(one) for one in value} if isinstance(value, list) else {str(value)}
    if given & set(split_list(settings.oidc_admins)):
        return Role.ADMIN
    return Role.REVIEWER if given & set(split_list(settings.oidc_reviewers)) else Role.USER
