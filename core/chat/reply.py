"""An answer of the coach: as a model drafts it, and as it is stored once it was checked."""

from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from core.chat.message import AnswerScore, Citation
from core.chat.proposed_edit import ProposedEdit
from core.codec import Codec
from core.goals.draft import Draft
from core.goals.weeks import Day


class CitationDraft(Draft):
    """A place that the answer comes from."""

    kind: Literal["week", "task", "passage"] = Field(description="What is cited")
    ref: str = Field(description="Number of the week, id of the task, or id of the passage")


class EditDraft(Draft):
    """A change of the plan for the person to accept or to decline."""

    kind: Literal[
        "move",
        "skip",
        "shrink",
        "swap",
        "grow",
        "skip_week",
        "end_date",
        "days",
        "hours",
        "tick",
        "reading",
    ] = Field(
        description="move or skip a task, make a week smaller, swap a task for another, add work, "
        "skip all that is open in a week, end the plan on another day, set the weekdays or the "
        "hours a week from now on, tick a task that was done, note a number of the goal's measure"
    )
    task_id: str = Field(default="", description="Id of the task, for move, skip and swap")
    week: int | None = Field(
        default=None, description="Number of the week, for shrink, grow and skip_week"
    )
    day: str = Field(default="", description="For move and end_date: the day as YYYY-MM-DD")
    title: str = Field(default="", description="For swap and grow: the title of the new task")
    minutes: int | None = Field(default=None, description="The new minutes, if they change")
    days: list[Day] = Field(
        default_factory=list,
        description="For days: all weekdays that sessions may have from now on",
    )
    days_out: list[Day] = Field(
        default_factory=list, description="For days: the weekdays that are given up, if only these"
    )
    later: bool = Field(
        default=False, description="For hours: true to keep every task and end the plan later"
    )
    hours: float | None = Field(default=None, description="For hours: the hours a week from now on")
    value: float | None = Field(
        default=None, description="For reading: the number, in the unit of the goal's measure"
    )
    lasting: bool = Field(
        default=False, description="For swap: true to change every open task with the same title"
    )
    reason: str = Field(
        default="",
        description="For skip, skip_week: no_time, tired, ill, away, too_hard, not_useful or other",
    )
    note: str = Field(default="", description="One sentence that says what would change")


class CoachReplyDraft(Draft):
    """The coach's reply as a model or the rules draft it."""

    answer: str = Field(min_length=1, description="The answer, at most 120 words, plain text")
    citations: list[CitationDraft] = Field(
        default_factory=list, description="Where the answer comes from, at least one"
    )
    edits: list[EditDraft] = Field(
        default_factory=list, description="Changes to propose; empty if none was asked for"
    )
    remember: list[str] = Field(
        default_factory=list,
        description="Lasting facts the person stated in this question, in their own words",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachReply:
    """A checked reply."""

    text: str
    citations: tuple[Citation, ...] = ()
    edits: tuple[ProposedEdit, ...] = ()
    remember: tuple[str, ...] = ()
    note: str = ""
    """What was removed from a model's reply, as a sentence for the person; mostly empty."""
    scores: tuple[AnswerScore, ...] = ()


COACH_REPLY_CODEC: Codec[CoachReply] = Codec(CoachReply)
