"""The current viewer and their time zone.

Only laptop mode exists so far: on a loopback address, the one local person is admin.
"""

from zoneinfo import ZoneInfo

import streamlit as st

from app.trusted_requests import is_loopback
from core.accounts.time_zones import find_time_zone
from core.accounts.user import LOCAL_USER, User
from core.accounts.viewer import Viewer
from core.errors import ConfigurationError
from core.settings import AuthMode, Settings


def current_user() -> User:
    """Return the person behind this page."""
    return LOCAL_USER


def current_viewer() -> Viewer:
    """Return the person behind this page, in the time zone of their browser."""
    return Viewer(user=current_user(), time_zone=browser_time_zone())


def browser_time_zone() -> ZoneInfo | None:
    """Return the time zone of the browser; None if it did not send one."""
    return find_time_zone(st.context.timezone)


def require_safe_binding(settings: Settings, address: str | None) -> None:
    """Refuse to serve if unauthenticated visitors would be admins.

    `address` is what the server really listens on; None means every network of the machine.
    Raises ConfigurationError that says what to set.
    """
    if settings.auth in {AuthMode.PASSWORD, AuthMode.OIDC}:
        raise ConfigurationError(
            f"REIN_AUTH={settings.auth.value} asks for accounts, and this version has none.",
            advice="Set REIN_AUTH=auto and listen on 127.0.0.1.",
        )
    if not (_is_loopback(address) and settings.on_loopback):
        raise ConfigurationError(
            f"Rein would listen on {_named(address, settings)} without accounts: "
            "whoever reaches it would be admin.",
            advice="Set REIN_HOST=127.0.0.1 (and no other --server.address).",
        )


def _is_loopback(address: str | None) -> bool:
    return address is not None and is_loopback(address)


def _named(address: str | None, settings: Settings) -> str:
    return settings.host if _is_loopback(address) else address or "every network of this machine"
