"""The rules of access, one of which each use-case declares."""

from dataclasses import dataclass
from enum import StrEnum

from core.accounts.user import Role
from core.store.audit.values import AuditAction


class Access(StrEnum):
    """Who may call a use-case; the value names the rule in documents."""

    ADMIN = "admins"
    REVIEWER = "reviewers"
    TRACE = "readers of the trace"
    TRACES = "everybody, and reviewers for all"
    OWNER = "the owner"
    COACH = "the coach of the goal"
    PERSON = "everybody, for what is theirs"
    SECRET = "holders of the secret"  # noqa: S105 - a rule, not a secret
    OPEN = "everybody"
    SYSTEM = "no person"
    PART = "other use-cases"

    @property
    def role(self) -> Role | None:
        """Return the role without which the rule refuses everybody."""
        return _ROLES.get(self)

    @property
    def meaning(self) -> str:
        """Return the rule as a sentence."""
        return MEANINGS[self]


_ROLES = {Access.ADMIN: Role.ADMIN, Access.REVIEWER: Role.REVIEWER}

MEANINGS = {
    Access.ADMIN: "Needs the role admin.",
    Access.REVIEWER: "Needs the role reviewer; it shows what others wrote without personal data.",
    Access.TRACE: "The person whose trace it is, and reviewers, without personal data.",
    Access.TRACES: "Each person for what is theirs, and reviewers for all, without personal data.",
    Access.OWNER: "The person whose goal, plan or rating it is. For others it does not exist.",
    Access.COACH: "The person whom the owner invited to the goal, until it ends.",
    Access.PERSON: "Each person who is signed in; it reads and changes what is theirs alone.",
    Access.SECRET: "Holders of a secret address, link, code or token; it names the person.",
    Access.OPEN: "Everybody, signed in or not; it reads nothing of a person.",
    Access.SYSTEM: "No person: workers, periodic jobs and the start of the server.",
    Access.PART: "Other use-cases alone, which have checked the person.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A use-case with its rule."""

    name: str
    """Folder, module and function: goals.get_goal.find_goal."""
    rule: Access
    because: str = ""
    """Why it works for no viewer, where it does."""
    reads_texts: bool = False
    """Whether it shows what people wrote to others, which the audit log records."""
    changes: AuditAction | None = None
    """What the audit log records when it changes something."""
    whose: str = ""
    """The name of the parameter with the account, record or setting that is changed."""
    outside: bool = False
    """Whether it changes files, or calls another server."""

    @property
    def noun(self) -> str:
        """Return the folder, which says what is read."""
        return self.name.partition(".")[0]
