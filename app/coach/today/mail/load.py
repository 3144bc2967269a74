"""Read and change what the section of mail shows."""

from app import auth, services
from core.usecases.mail import subscribe
from core.usecases.mail.subscribe import MailPreferences, MailView


def is_configured() -> bool:
    """Return whether this installation sends mail."""
    return subscribe.is_configured(services.rein())


def find_mail() -> MailView | None:
    """Return the person's address and wishes, or None."""
    return subscribe.find_mail(services.rein(), viewer=auth.current_viewer())


def request_confirmation(address: str) -> None:
    """Send a link to an address that confirms it."""
    subscribe.request_confirmation(services.rein(), viewer=auth.current_viewer(), address=address)


def save_preferences(wanted: MailPreferences) -> None:
    """Store what the person is sent, and when."""
    subscribe.save_mail_preferences(
        services.rein(),
        viewer=auth.current_viewer(),
        daily=wanted.daily,
        weekly=wanted.weekly,
        hour=wanted.hour,
        weekday=wanted.weekday,
    )


def remove_address() -> None:
    """Delete the person's address."""
    subscribe.remove_address(services.rein(), viewer=auth.current_viewer())
