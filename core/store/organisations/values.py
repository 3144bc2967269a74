"""Records of organisations."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person in an organisation."""

    user_id: str
    name: str
    joined_at: datetime
    leads: bool = False
    """Whether the lead was given to them, when they created it or later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """People who find each other by name, one of whom leads."""

    id: str
    name: str
    members: tuple[Member, ...]
    """In the order in which they came."""

    @property
    def lead(self) -> Member:
        """The member who leads; the longest in it if the account of the lead was erased."""
        return next((one for one in self.members if one.leads), self.members[0])

    @property
    def lead_id(self) -> str:
        return self.lead.user_id

    def find(self, user_id: str) -> Member | None:
        """Return a member, or None."""
        return next((one for one in self.members if one.user_id == user_id), None)

    def has(self, user_id: str) -> bool:
        """Return whether a person is a member."""
        return self.find(user_id) is not None
