"""The people who use Rein, and their roles."""

from dataclasses import dataclass
from enum import StrEnum

from core.errors import NotAllowed

LOCAL_USER_ID = "00000000-0000-7000-8000-000000000001"
"""The only person of laptop mode; fixed, so that their goals stay theirs after a restart."""

SAMPLE_USER_ID = "00000000-0000-7000-8000-000000000002"
"""The fictional owner of the sample; deleting this account deletes the sample."""


EVALUATOR_ID = "00000000-0000-7000-8000-000000000003"
"""Owns the cases of evaluation runs: what is written there is of no person who signs in."""

OPERATOR_ID = "00000000-0000-7000-8000-000000000004"
"""In the audit log: who changes settings in the environment or in files. It has no account."""


class Role(StrEnum):
    """The rights of a person; each role includes those before it."""

    USER = "user"
    REVIEWER = "reviewer"
    ADMIN = "admin"


_RANK = {Role.USER: 0, Role.REVIEWER: 1, Role.ADMIN: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person who is signed in."""

    id: str
    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Tell whether this person has at least that role."""
        return _RANK[self.role] >= _RANK[role]

    def require(self, role: Role) -> None:
        """Raise NotAllowed unless this person has at least that role."""
        if not self.may(role):
            raise NotAllowed(
                f"This needs the role “{role}”; yours is “{self.role}”.",
                advice="Ask an admin to change it if you need this.",
            )


LOCAL_USER = User(id=LOCAL_USER_ID, name="You", role=Role.ADMIN)

EVALUATOR = User(id=EVALUATOR_ID, name="Evaluation runs", role=Role.USER)
