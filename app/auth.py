"""The current viewer: the local person of laptop mode, or the account behind the cookie."""

import streamlit as st

from app import browser, services
from app.run_reads import once_in_run
from app.trusted_requests import is_loopback
from core.accounts.user import LOCAL_USER, User
from core.accounts.viewer import Viewer
from core.errors import ConfigurationError, ReinError
from core.setting_groups.sign_in import AuthMode
from core.settings import Settings
from core.usecases.sign_in.sessions import find_session_user

COOKIE = "rein_session"


class SignedOut(ReinError):
    """There is no session, or it has ended since the page was opened."""

    def __init__(self) -> None:
        super().__init__("You are signed out.", advice="Reload the page to sign in again.")


def needs_account(settings: Settings) -> bool:
    """Return whether people sign in; without accounts there is one local person."""
    return settings.needs_account


@once_in_run
def current_user() -> User:
    """Return the person behind this page. Raises SignedOut.

    The session is read from the database in every run, so that its end takes effect at once.
    """
    rein = services.rein()
    if not needs_account(rein.settings):
        return LOCAL_USER
    user = find_session_user(rein, session_secret())
    if user is None:
        raise SignedOut
    return user


def session_secret() -> str | None:
    """Return the secret in the cookie of this page, or None."""
    return st.context.cookies.get(COOKIE)


def current_viewer() -> Viewer:
    """Return the person behind this page, in the time zone of their browser. Raises SignedOut."""
    return Viewer(user=current_user(), time_zone=browser.time_zone())


def require_safe_binding(settings: Settings, address: str | None) -> None:
    """Refuse to serve if unauthenticated visitors would be admins.

    `address` is what the server really listens on; None means every network of the machine.
    Raises ConfigurationError that says what to set.
    """
    if settings.auth is AuthMode.OIDC and settings.public_url is None and not settings.on_loopback:
        raise ConfigurationError(
            "The provider of identities sends people back to an address that is not set.",
            advice="Set REIN_PUBLIC_URL to the address that people open Rein by.",
        )
    if needs_account(settings):
        return
    if not (_is_loopback(address) and settings.on_loopback):
        raise ConfigurationError(
            f"Rein would listen on {_named(address, settings)} without accounts: "
            "whoever reaches it would be admin.",
            advice="Set REIN_AUTH=password, or REIN_HOST=127.0.0.1 (and no other "
            "--server.address).",
        )


def _is_loopback(address: str | None) -> bool:
    return address is not None and is_loopback(address)


def _named(address: str | None, settings: Settings) -> str:
    return settings.host if _is_loopback(address) else address or "every network of this machine"
