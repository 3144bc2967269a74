"""A change of the plan that the coach proposes; nothing changes before the person accepts it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MAX_EDITS = 3
MAX_NOTE_CHARACTERS = 200


class EditKind(StrEnum):
    """What a proposed edit does."""

    MOVE = "move"
    """Moves a task to another day."""
    SKIP = "skip"
    """Skips a task, with a reason."""
    SHRINK = "shrink"
    """Makes a week smaller."""
    SWAP = "swap"
    """Replaces a task by another one."""
    GROW = "grow"
    """Adds work to a week."""

    @property
    def applies(self) -> bool:
        """Return whether accepting it changes the plan at once."""
        return self in {EditKind.MOVE, EditKind.SKIP}


class EditStatus(StrEnum):
    """What the person decided."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedEdit:
    """One proposed edit."""

    kind: EditKind
    note: str
    """What accepting it means, as a sentence for the person."""
    task_id: str | None = None
    week: int | None = None
    day: date | None = None
    minutes: int | None = None
    reason: str = ""
    """The reason of a skip, as core.progress names it."""
    status: EditStatus = EditStatus.PROPOSED
