"""The made-up people of the sample: those who have goals, and those who review them."""

from dataclasses import dataclass
from datetime import datetime

from core.accounts.user import SAMPLE_USER_ID, Role, User
from core.accounts.viewer import Viewer
from core.ports import Tier
from core.store.accounts.values import Account

_FIRST_ID = int(SAMPLE_USER_ID.rpartition("-")[2], 16)
_STAFF_OFFSET = 0x100000


def _id_of(place: int) -> str:
    """Return a fixed id, so that loading the sample again gives the same people."""
    return f"{SAMPLE_USER_ID[:-12]}{_FIRST_ID + 0x1000 * place:012x}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePerson:
    """A person with goals; the first one of the sample has the id SAMPLE_USER_ID."""

    place: int
    name: str
    tier: Tier = Tier.BASIC

    @property
    def id(self) -> str:
        return _id_of(self.place)

    def account(self, created_at: datetime) -> Account:
        """Return the account of this person, marked as part of the sample."""
        user = User(id=self.id, name=self.name, role=Role.USER)
        return Account(user=user, tier=self.tier, sample=True, created_at=created_at)


_STAFF = (("Mara", Role.ADMIN), ("Jonas", Role.REVIEWER))
MARA, JONAS = (
    Viewer(user=User(id=_id_of(_STAFF_OFFSET + place), name=f"{name} (sample)", role=role))
    for place, (name, role) in enumerate(_STAFF)
)
"""They label, answer ratings and acknowledge alerts. Their stored accounts have no rights."""


def staff_accounts(created_at: datetime) -> tuple[Account, ...]:
    """Return the accounts of those who review. None of them can sign in."""
    return tuple(
        Account(
            user=User(id=viewer.id, name=viewer.user.name, role=Role.USER),
            sample=True,
            created_at=created_at,
        )
        for viewer in (MARA, JONAS)
    )
