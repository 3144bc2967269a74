"""Check-ins: what a person reports in two minutes, and what the coach answers."""

import math
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.codec import Codec
from core.errors import InvalidInput
from core.goals.goal import clean_text

MAX_OBSTACLE_CHARACTERS = 300
MAX_NOTE_CHARACTERS = 1_000
LARGEST_VALUE = 1e12
LEAST_SCALE, LARGEST_SCALE = 1, 5
EFFORTS = ("very easy", "easy", "about right", "hard", "very hard")
"""How hard it was, from 1 to 5."""
ENERGIES = ("very low", "low", "so-so", "good", "high")
"""The person's energy, from 1 to 5."""
LEAST_ATTAINMENT, LARGEST_ATTAINMENT = -2, 2


class CheckInKind(StrEnum):
    """What a check-in looks back at."""

    REGULAR = "regular"
    """The days since the last one."""
    FINAL = "final"
    """The whole plan; it finishes the goal."""


class Change(StrEnum):
    """The one change of the plan that an answer may propose."""

    SHRINK = "shrink"
    GROW = "grow"
    OTHER_DAY = "other_day"
    REST = "rest"
    COMEBACK = "comeback"
    """Begin again with the smallest task after days without any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a person reports; every field may be left out."""

    value: float | None = None
    """The number of the goal's metric."""
    effort: int | None = None
    energy: int | None = None
    obstacle: str = ""
    """What got in the way, in the person's words or those of the plan."""
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is reported."""
        answers = (self.value, self.effort, self.energy)
        return not (self.obstacle or self.note) and all(answer is None for answer in answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrospective:
    """How the goal went as a whole: goal attainment scaling, and what is worth taking along."""

    attainment: int
    """From -2 to 2; 0 is the target as it was planned."""
    helped: str = ""
    to_keep: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachAnswer:
    """What the coach answers to a check-in."""

    lines: tuple[str, ...]
    """What was done and how it compares, a sentence or two each."""
    if_then: str = ""
    """The answer to what got in the way."""
    source: str = ""
    """Where the if-then comes from: the plan, or what helps others with the same."""
    next_step: str = ""
    change: Change | None = None
    """What the next step changes in the plan; None if it goes on as planned."""
    urgent: bool = False
    """Whether help for the person comes before the plan."""

    @property
    def text(self) -> str:
        """Return the answer in one text."""
        return "\n".join(part for part in (*self.lines, self.if_then, self.next_step) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """A stored check-in with its answer."""

    id: str
    goal_id: str
    user_id: str
    key: str
    """Made by the client, so that sending it twice stores it once."""
    trace_id: str
    kind: CheckInKind = CheckInKind.REGULAR
    day: date
    week: int
    """The week of the plan it looks back at."""
    done: int
    """Tasks done since the last check-in."""
    planned: int
    """Tasks that were due since the last check-in."""
    unit: str = ""
    """The unit of the value when it was reported."""
    report: Report
    retrospective: Retrospective | None = None
    """Only in a final check-in."""
    answer: CoachAnswer
    created_at: datetime
    changed_at: datetime | None = None


def accept_report(given: Report) -> Report:
    """Return a report ready to be stored. Raises InvalidInput with the field."""
    _require_scale("effort", given.effort)
    _require_scale("energy", given.energy)
    if given.value is not None and not (
        math.isfinite(given.value) and abs(given.value) <= LARGEST_VALUE
    ):
        raise InvalidInput("This number cannot be stored.", field="value")
    report = Report(
        value=given.value,
        effort=given.effort,
        energy=given.energy,
        obstacle=_accept_text("obstacle", given.obstacle, MAX_OBSTACLE_CHARACTERS),
        note=_accept_text("note", given.note, MAX_NOTE_CHARACTERS),
    )
    if report.is_empty:
        raise InvalidInput(
            "There is nothing in this check-in yet.",
            field="effort",
            advice="One answer is enough, for example how hard it was.",
        )
    return report


def accept_retrospective(given: Retrospective) -> Retrospective:
    """Return a retrospective ready to be stored. Raises InvalidInput with the field."""
    if not LEAST_ATTAINMENT <= given.attainment <= LARGEST_ATTAINMENT:
        raise InvalidInput(
            "The result goes from -2 to 2.",
            field="attainment",
            advice="0 means that you reached the goal as planned.",
        )
    return Retrospective(
        attainment=given.attainment,
        helped=_accept_text("helped", given.helped, MAX_NOTE_CHARACTERS),
        to_keep=_accept_text("to_keep", given.to_keep, MAX_NOTE_CHARACTERS),
    )


def _require_scale(field: str, value: int | None) -> None:
    if value is not None and not LEAST_SCALE <= value <= LARGEST_SCALE:
        raise InvalidInput(
            f"{value} is not on the scale.",
            field=field,
            advice=f"Choose {LEAST_SCALE} to {LARGEST_SCALE}.",
        )


def _accept_text(field: str, text: str, most: int) -> str:
    cleaned = clean_text(text)
    if len(cleaned) > most:
        raise InvalidInput(
            f"This text has {len(cleaned):,} characters.",
            field=field,
            advice=f"Say it in at most {most:,}.",
        )
    return cleaned


COACH_ANSWER_CODEC: Codec[CoachAnswer] = Codec(CoachAnswer)
