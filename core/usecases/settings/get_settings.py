"""The settings of this process, and the hosts that it sends data to."""

from dataclasses import dataclass

from pydantic import AliasChoices

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.llm.providers.catalog import PROVIDERS
from core.settings import Settings
from core.usecases.access.allow import Access, allow
from core.usecases.checks.environment import hosts_of, is_local

__all__ = ["CurrentSettings", "Destination", "get_settings", "list_destinations"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentSettings:
    """The settings of this process. They hold the keys of providers, so only parts are shown."""

    settings: Settings
    """With the saved keys."""
    saved: frozenset[str]
    """The providers whose key or address was saved on the Settings page and is in use."""
    database_address: str
    """The address of the database without its password."""
    variables: frozenset[str]
    """The variables that are set, in the environment, a file or on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A host that data is sent to, with its port, and what is sent there."""

    host: str
    content: str
    local: bool
    """Whether the host is this machine."""


@allow(Access.ADMIN)
def get_settings(rein: Rein, *, viewer: Viewer) -> CurrentSettings:
    """Return the settings of this process. Raises NotAllowed below admin."""
    settings = rein.model_settings
    return CurrentSettings(
        settings=settings,
        saved=frozenset(
            provider.provider
            for provider in PROVIDERS
            if provider.is_configured(settings) and not provider.is_configured(rein.settings)
        ),
        database_address=rein.database.address,
        variables=_variables_of(settings),
    )


def _variables_of(settings: Settings) -> frozenset[str]:
    aliases = (
        type(settings).model_fields[name].validation_alias for name in settings.model_fields_set
    )
    return frozenset(
        name
        for alias in aliases
        if isinstance(alias, AliasChoices)
        for name in alias.choices
        if isinstance(name, str)
    )


@allow(Access.ADMIN)
def list_destinations(rein: Rein, *, viewer: Viewer) -> tuple[Destination, ...]:
    """Return every host that data is sent to. Raises NotAllowed below admin."""
    return tuple(
        Destination(host=host, content=what, local=is_local(host))
        for host, what in hosts_of(rein.model_settings)
    )
