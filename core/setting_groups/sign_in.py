"""The settings of signing in: who may have an account, and the provider that knows them."""

from enum import StrEnum
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, AliasChoices, BaseModel, Field, SecretStr, model_validator

from core.setting_groups.mail import is_loopback


class AuthMode(StrEnum):
    """How people sign in."""

    AUTO = "auto"
    NONE = "none"
    PASSWORD = "password"  # noqa: S105 - the name of a mode, not a password
    OIDC = "oidc"


class SignUp(StrEnum):
    """Who gets an account."""

    INVITATION = "invitation"
    OPEN = "open"


def split_list(written: str) -> tuple[str, ...]:
    """Return what stands between commas, without the empty parts."""
    return tuple(part.strip() for part in written.split(",") if part.strip())


def _to_issuer(written: str | None) -> str | None:
    """Accept an issuer as OpenID Connect Discovery 1.0 section 3 has it; http on this machine."""
    if written is None:
        return None
    issuer = written.strip()
    parts = urlsplit(issuer)
    local = parts.scheme == "http" and is_loopback(parts.hostname or "")
    plain = not (parts.query or parts.fragment or parts.username or parts.password)
    if not parts.hostname or not plain or not (parts.scheme == "https" or local):
        raise ValueError("an address that begins with https://, such as https://login.example.org")
    return issuer


def _to_range(written: str | None) -> str | None:
    """Accept the address of a list of breached passwords, with a slash at its end."""
    issuer = _to_issuer(written)
    return None if issuer is None else f"{issuer.rstrip('/')}/"


class SignInSettings(BaseModel):
    """Who may sign in, and with what."""

    auth: Annotated[AuthMode, Field(validation_alias=AliasChoices("REIN_AUTH"))] = AuthMode.AUTO
    sign_up: Annotated[SignUp, Field(validation_alias=AliasChoices("REIN_SIGN_UP"))] = (
        SignUp.INVITATION
    )
    sign_up_domains: Annotated[
        str, Field(validation_alias=AliasChoices("REIN_SIGN_UP_DOMAINS"))
    ] = ""
    """Domains of e-mail addresses that may sign up, separated by commas; empty for all."""
    breached_passwords_url: Annotated[
        str | None,
        Field(validation_alias=AliasChoices("REIN_BREACHED_PASSWORDS_URL")),
        AfterValidator(_to_range),
    ] = None
    """A list of breached passwords that is asked by the first five characters of a hash."""

    oidc_issuer: Annotated[
        str | None,
        Field(validation_alias=AliasChoices("REIN_OIDC_ISSUER")),
        AfterValidator(_to_issuer),
    ] = None
    oidc_client_id: Annotated[
        str | None, Field(validation_alias=AliasChoices("REIN_OIDC_CLIENT_ID"))
    ] = None
    oidc_client_secret: Annotated[
        SecretStr | None, Field(validation_alias=AliasChoices("REIN_OIDC_CLIENT_SECRET"))
    ] = None
    """None for a public client, which PKCE protects alone."""
    oidc_name: Annotated[
        str | None, Field(validation_alias=AliasChoices("REIN_OIDC_NAME"), max_length=40)
    ] = None
    """What people call the provider; its host by default."""
    oidc_scopes: Annotated[str, Field(validation_alias=AliasChoices("REIN_OIDC_SCOPES"))] = (
        "openid email profile"
    )
    oidc_role_claim: Annotated[
        str | None, Field(validation_alias=AliasChoices("REIN_OIDC_ROLE_CLAIM"))
    ] = None
    """The claim that decides about roles, such as groups or realm_access.roles."""
    oidc_admins: Annotated[str, Field(validation_alias=AliasChoices("REIN_OIDC_ADMINS"))] = ""
    """Values of that claim that make an admin, separated by commas."""
    oidc_reviewers: Annotated[str, Field(validation_alias=AliasChoices("REIN_OIDC_REVIEWERS"))] = ""

    @property
    def needs_account(self) -> bool:
        """Whether people sign in; without accounts there is one local person."""
        return self.auth in {AuthMode.PASSWORD, AuthMode.OIDC}

    @property
    def roles_by_claim(self) -> bool:
        """Whether the provider decides about roles, and not an admin."""
        return self.auth is AuthMode.OIDC and self.oidc_role_claim is not None

    def may_sign_up(self, login: str) -> bool:
        """Return whether an address may get an account that no admin made."""
        domains = {one.lower().removeprefix("@") for one in split_list(self.sign_up_domains)}
        domain = login.rpartition("@")[2].lower()
        return self.sign_up is SignUp.OPEN and (not domains or domain in domains)

    @model_validator(mode="after")
    def _require_all_of_a_provider(self) -> Self:
        named = self.oidc_issuer is not None and self.oidc_client_id is not None
        if self.auth is AuthMode.OIDC and not named:
            raise ValueError("REIN_AUTH=oidc also needs REIN_OIDC_ISSUER and REIN_OIDC_CLIENT_ID")
        if "openid" not in self.oidc_scopes.split():
            raise ValueError("REIN_OIDC_SCOPES has to contain openid")
        if (self.oidc_admins or self.oidc_reviewers) and self.oidc_role_claim is None:
            raise ValueError("REIN_OIDC_ADMINS also needs REIN_OIDC_ROLE_CLAIM")
        return self
