"""The SMTP server that mail is sent through, as the settings name it."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import SecretStr

from core.setting_groups.mail import MailSecurity, MailSettings, parse_sender

TIMEOUT_S = 15.0
"""Longest wait for one answer of the server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """An SMTP server, who mail comes from, and where its links lead."""

    host: str
    port: int
    security: MailSecurity
    user: str | None = None
    password: SecretStr | None = None
    sender: str
    """The From header: an address, with or without a name."""
    site: str
    """The address of Rein, without a slash at its end."""
    timeout_s: float = TIMEOUT_S

    @property
    def sender_address(self) -> str:
        return parse_sender(self.sender).addr_spec

    @property
    def sender_domain(self) -> str:
        return parse_sender(self.sender).domain

    @property
    def client_name(self) -> str:
        """Return the name that Rein greets the server with: the host of its own address."""
        host = urlsplit(self.site).hostname or "localhost"
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return host
        return f"[IPv6:{address}]" if address.version == 6 else f"[{address}]"


def mail_server_of(settings: MailSettings) -> MailServer | None:
    """Return the configured server, or None if there is none."""
    if settings.smtp_host is None or settings.mail_from is None or settings.public_url is None:
        return None
    return MailServer(
        host=settings.smtp_host,
        port=settings.mail_port,
        security=settings.smtp_security,
        user=settings.smtp_user,
        password=settings.smtp_password,
        sender=settings.mail_from,
        site=settings.public_url,
    )
