"""The person a use-case reads or writes for."""

from dataclasses import dataclass
from datetime import tzinfo
from zoneinfo import ZoneInfo

from core.accounts.user import LOCAL_USER, Role, User


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """The person a use-case reads or changes something for."""

    user: User
    time_zone: tzinfo | None = None
    """The person's time zone; None is the zone of the machine."""

    @property
    def id(self) -> str:
        return self.user.id

    @property
    def zone_name(self) -> str | None:
        """Return the IANA name of the time zone; None if it is the zone of the machine."""
        return self.time_zone.key if isinstance(self.time_zone, ZoneInfo) else None

    @property
    def role(self) -> Role:
        return self.user.role

    def may(self, role: Role) -> bool:
        """Tell whether this person has at least that role."""
        return self.user.may(role)

    def require(self, role: Role) -> None:
        """Raise NotAllowed unless this person has at least that role."""
        self.user.require(role)


LOCAL_VIEWER = Viewer(user=LOCAL_USER)
"""The one local person of laptop mode, in the time zone of the machine."""
