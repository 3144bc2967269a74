"""The settings of alerts: the webhook and the addresses they are sent to."""

from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, AliasChoices, Field, SecretStr, model_validator

from core.setting_groups.mail import MailSettings

WEBHOOK = "webhook"
ALERT_MAIL = "alert_mail"

MIN_SECRET_CHARACTERS = 16


def _to_webhook(written: SecretStr | None) -> SecretStr | None:
    """Accept http and https only. The message must not repeat the address: it is a secret."""
    if written is None:
        return None
    try:
        parts = urlsplit(written.get_secret_value().strip())
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.username or parts.password or parts.fragment:
        raise ValueError("an address that begins with https:// or http://, without a user name")
    return SecretStr(written.get_secret_value().strip())


def _to_secret(written: SecretStr | None) -> SecretStr | None:
    if written is not None and len(written.get_secret_value()) < MIN_SECRET_CHARACTERS:
        raise ValueError(f"at least {MIN_SECRET_CHARACTERS} characters")
    return written


class AlertSettings(MailSettings):
    """The receivers of alerts. Without them, alerts stand on the Alerts page and in the log."""

    alert_webhook_url: Annotated[
        SecretStr | None,
        Field(validation_alias=AliasChoices("REIN_ALERT_WEBHOOK_URL")),
        AfterValidator(_to_webhook),
    ] = None
    alert_webhook_secret: Annotated[
        SecretStr | None,
        Field(validation_alias=AliasChoices("REIN_ALERT_WEBHOOK_SECRET")),
        AfterValidator(_to_secret),
    ] = None
    alert_mail_to: Annotated[
        str | None, Field(validation_alias=AliasChoices("REIN_ALERT_MAIL_TO"))
    ] = None

    @property
    def alert_addresses(self) -> tuple[str, ...]:
        """Return the mail addresses that alerts go to."""
        written = (self.alert_mail_to or "").split(",")
        return tuple(address.strip() for address in written if address.strip())

    @property
    def alert_sinks(self) -> tuple[str, ...]:
        """Return the names of the receivers of alerts; none by default."""
        webhook = (WEBHOOK,) if self.alert_webhook_url is not None else ()
        return (*webhook, *((ALERT_MAIL,) if self.alert_addresses else ()))

    @model_validator(mode="after")
    def _require_a_mail_server(self) -> Self:
        if self.alert_addresses and self.smtp_host is None:
            raise ValueError("REIN_ALERT_MAIL_TO also needs REIN_SMTP_HOST")
        return self
