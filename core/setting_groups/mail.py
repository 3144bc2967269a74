"""The settings of e-mail: the SMTP server, the sender, and the address that links lead to."""

import ipaddress
from email.headerregistry import Address
from email.policy import SMTP
from enum import StrEnum
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    model_validator,
)


class MailSecurity(StrEnum):
    """How the connection to the SMTP server is encrypted."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


_PORTS = {MailSecurity.STARTTLS: 587, MailSecurity.TLS: 465, MailSecurity.NONE: 25}


def parse_sender(written: str) -> Address:
    """Return a sender, such as "Rein <coach@example.org>". Raises ValueError."""
    try:
        header = SMTP.header_factory("From", written)
        found = header.addresses[0]
        whole = len(header.addresses) == 1 and not header.defects
        found.addr_spec.encode("ascii")
    except (ValueError, IndexError, AttributeError):
        whole = False
    if not whole or not found.username or not found.domain:
        raise ValueError("one address, such as coach@example.org or Rein <coach@example.org>")
    return Address(display_name=found.display_name, addr_spec=found.addr_spec)


def _to_sender(written: str | None) -> str | None:
    return None if written is None else str(parse_sender(written))


def _to_site(written: str | None) -> str | None:
    """Return the address of Rein without a slash at its end. Raises ValueError."""
    if written is None:
        return None
    parts = urlsplit(written.strip())
    plain = not (parts.query or parts.fragment or parts.username or parts.password)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not plain:
        raise ValueError("an address such as https://rein.example.org or https://example.org/rein")
    return written.strip().rstrip("/")


def is_loopback(host: str) -> bool:
    """Return whether a host can only be this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class MailSettings(BaseModel):
    """The settings of e-mail. Without a server nothing is sent, and no page speaks of it."""

    model_config = ConfigDict(frozen=True)

    smtp_host: Annotated[
        str | None, Field(validation_alias=AliasChoices("REIN_SMTP_HOST"), max_length=253)
    ] = None
    smtp_port: Annotated[
        int | None, Field(validation_alias=AliasChoices("REIN_SMTP_PORT"), ge=1, le=65_535)
    ] = None
    """None is the usual port of the encryption."""
    smtp_security: Annotated[
        MailSecurity, Field(validation_alias=AliasChoices("REIN_SMTP_SECURITY"))
    ] = MailSecurity.STARTTLS
    smtp_user: Annotated[str | None, Field(validation_alias=AliasChoices("REIN_SMTP_USER"))] = None
    smtp_password: Annotated[
        SecretStr | None, Field(validation_alias=AliasChoices("REIN_SMTP_PASSWORD"))
    ] = None
    mail_from: Annotated[
        str | None,
        Field(validation_alias=AliasChoices("REIN_MAIL_FROM")),
        AfterValidator(_to_sender),
    ] = None
    public_url: Annotated[
        str | None,
        Field(validation_alias=AliasChoices("REIN_PUBLIC_URL")),
        AfterValidator(_to_site),
    ] = None
    """Where people open Rein, with its base path: what links in mails begin with."""

    @property
    def mail_port(self) -> int:
        """Return the port of the SMTP server."""
        return self.smtp_port or _PORTS[self.smtp_security]

    @model_validator(mode="after")
    def _require_all_of_a_server(self) -> Self:
        if self.smtp_host is None:
            return self
        if self.mail_from is None or self.public_url is None:
            raise ValueError("REIN_SMTP_HOST also needs REIN_MAIL_FROM and REIN_PUBLIC_URL")
        if (self.smtp_user is None) != (self.smtp_password is None):
            raise ValueError("REIN_SMTP_USER and REIN_SMTP_PASSWORD go together")
        if self.smtp_security is MailSecurity.NONE and not is_loopback(self.smtp_host):
            raise ValueError("REIN_SMTP_SECURITY=none is only for a server on this machine")
        return self
