"""The record of a goal."""

from dataclasses import dataclass
from datetime import date, datetime

from core.clock import local_day
from core.goals.clarification import Answer
from core.goals.goal import Circumstances, ClarifiedGoal, GoalRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRecord:
    """A goal: its owner's words and its clarified form."""

    id: str
    user_id: str
    text: str
    circumstances: Circumstances
    clarified: ClarifiedGoal | None = None
    domain: str | None = None
    trace_id: str | None = None
    """The trace of the goal's latest run."""
    sample: bool = False
    created_at: datetime
    written_on: date | None = None
    """The day it was written, in its owner's time zone; None in goals of earlier versions."""
    archived_at: datetime | None = None
    finished_at: datetime | None = None
    """When its owner looked back on it and finished it."""

    @property
    def written_day(self) -> date:
        """Return the day it was written: what "today" means in its text."""
        return self.written_on or local_day(self.created_at, None)

    def request(self, answers: tuple[Answer, ...] = ()) -> GoalRequest:
        """Return the goal as it was submitted, with the answers given since."""
        return GoalRequest(
            text=self.text,
            circumstances=self.circumstances,
            today=self.written_day,
            answers=answers,
        )
