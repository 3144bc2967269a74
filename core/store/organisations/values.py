"""Records of organisations."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person in an organisation."""

    user_id: str
    name: str
    joined_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """People who find each other by name. It is led by the member who has been in it longest."""

    id: str
    name: str
    members: tuple[Member, ...]
    """In the order in which they came."""

    @property
    def lead_id(self) -> str:
        return self.members[0].user_id

    def has(self, user_id: str) -> bool:
        """Return whether a person is a member."""
        return any(one.user_id == user_id for one in self.members)
