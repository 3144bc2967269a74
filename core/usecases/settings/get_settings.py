"""The settings of this process, and the hosts that it sends data to."""

from dataclasses import dataclass

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.settings import Settings
from core.usecases.checks.environment import hosts_of, stays_here

__all__ = ["Destination", "Settings", "get_settings", "list_destinations"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A host that data is sent to, with its port, and what is sent there."""

    host: str
    what: str
    local: bool
    """Whether the host is this machine."""


def get_settings(rein: Rein, *, viewer: Viewer) -> Settings:
    """Return the settings, which hold the keys of providers. Raises NotAllowed below admin."""
    viewer.require(Role.ADMIN)
    return rein.settings


def list_destinations(rein: Rein, *, viewer: Viewer) -> tuple[Destination, ...]:
    """Return every host that data is sent to. Raises NotAllowed below admin."""
    viewer.require(Role.ADMIN)
    return tuple(
        Destination(host=host, what=what, local=stays_here(host))
        for host, what in hosts_of(rein.settings)
    )
