"""Build the client of the provider, where the settings name one."""

from typing import TYPE_CHECKING

from core.clock import Clock
from core.oidc.provider import provider_of
from core.settings import Settings

if TYPE_CHECKING:
    from core.oidc.client import OidcClient


def client_of(settings: Settings, clock: Clock) -> "OidcClient | None":
    """Return the client of the configured provider; what it needs is loaded only with one."""
    provider = provider_of(settings)
    if provider is None:
        return None
    from core.oidc.client import OidcClient  # noqa: PLC0415

    return OidcClient(provider, clock)
