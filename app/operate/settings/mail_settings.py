"""The settings of reminders by e-mail and of the receivers of alerts in words."""

from app.operate.settings.addresses import host_only, is_set
from app.operate.settings.setting import Line
from core.settings import Settings


def mail(settings: Settings) -> tuple[Line, ...]:
    """Return how mail is sent, or that it is off."""
    if settings.smtp_host is None:
        off = "off: without a mail server there are no reminders and no page about them"
        return (("E-mail reminders", "REIN_SMTP_HOST", off),)
    return (
        (
            "Mail server",
            "REIN_SMTP_HOST, REIN_SMTP_PORT",
            f"{settings.smtp_host}:{settings.mail_port}",
        ),
        ("Encryption", "REIN_SMTP_SECURITY", settings.smtp_security.value),
        ("User name", "REIN_SMTP_USER", is_set(settings.smtp_user)),
        ("Password", "REIN_SMTP_PASSWORD", is_set(settings.smtp_password)),
        ("Sender", "REIN_MAIL_FROM", settings.mail_from or "not set"),
        ("Links lead to", "REIN_PUBLIC_URL", settings.public_url or "not set"),
    )


def alerts(settings: Settings) -> tuple[Line, ...]:
    """Return where alerts are sent, beside their page and the log."""
    webhook = settings.alert_webhook_url
    return (
        (
            "Webhook",
            "REIN_ALERT_WEBHOOK_URL",
            host_only(webhook.get_secret_value()) if webhook is not None else "not set",
        ),
        ("Signature", "REIN_ALERT_WEBHOOK_SECRET", is_set(settings.alert_webhook_secret)),
        ("Mail to", "REIN_ALERT_MAIL_TO", settings.alert_mail_to or "not set"),
    )
