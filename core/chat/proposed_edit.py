"""A change of the plan that the coach proposes; nothing changes before the person accepts it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.goals.weeks import Day

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
    SKIP_WEEK = "skip_week"
    """Skips all that is open in a week."""
    END_DATE = "end_date"
    """Ends the plan on another day."""
    DAYS = "days"
    """Puts the sessions on other weekdays from now on."""
    HOURS = "hours"
    """Sets other hours a week from now on."""
    TICK = "tick"
    """Ticks a task that was done."""
    READING = "reading"
    """Notes a number of the goal's measure, as of the day."""


class EditStatus(StrEnum):
    """What the person decided."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    UNDONE = "undone"


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
    title: str = ""
    """Of the task that a swap puts in, or that is added."""
    days: tuple[Day, ...] = ()
    """The weekdays that sessions may have from now on."""
    days_out: tuple[Day, ...] = ()
    """The weekdays whose sessions go to the others; empty if all sessions may move."""
    hours: float | None = None
    """The hours a week from now on."""
    value: float | None = None
    """The number that is noted."""
    later: bool = False
    """Whether other hours keep all tasks and move the end."""
    lasting: bool = False
    """Whether a swap changes every open task like it, and what is added comes every week."""
    reason: str = ""
    """The reason of a skip, as core.progress names it."""
    status: EditStatus = EditStatus.PROPOSED
    task_ids: tuple[str, ...] = ()
    """The tasks that accepting it has skipped, so that they can be opened again."""
    day_before: date | None = None
    """The day that an accepted move had replaced; None if it was the planned one."""
    reading_id: str = ""
    """Id of the number that accepting it has noted, so that it can be removed."""
    plan_id: str = ""
    """The version of the plan that accepting it has made."""

    @property
    def revises(self) -> bool:
        """Return whether accepting it makes a new version of the plan."""
        return self.kind in _REVISING

    @property
    def applies(self) -> bool:
        """Return whether it says enough to be carried out when it is accepted."""
        if self.kind is EditKind.GROW:
            return bool(self.title) and self.minutes is not None
        return self.kind is not EditKind.SWAP or bool(self.title) or self.minutes is not None


_REVISING = frozenset(
    {
        EditKind.SHRINK,
        EditKind.SWAP,
        EditKind.GROW,
        EditKind.END_DATE,
        EditKind.DAYS,
        EditKind.HOURS,
    }
)
