"""An option to go on with a plan: the plan it leads to, its price, and what changes."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.plans.difference import PlanDifference
from core.plans.plan import Plan


class RevisionKind(StrEnum):
    """Why a plan has a new version."""

    RESERVE = "reserve"
    SHRINK = "shrink"
    SHIFT = "shift"
    SWAP = "swap"
    PAUSE = "pause"
    RESUME = "resume"
    EDIT = "edit"
    END_DATE = "end_date"
    TITLE = "title"
    LIGHTER = "lighter"
    STRETCH = "stretch"
    EARLIER = "earlier"
    ROOM = "room"
    LIMIT = "limit"
    DAYS = "days"
    START = "start"
    UNDO = "undo"


WAYS_ON = (RevisionKind.SHRINK, RevisionKind.SHIFT, RevisionKind.SWAP)
"""The three ways to go on after a bad week; the advised one is shown before the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What an option costs."""

    ends_before: date
    ends_on: date
    hours_before: float
    """Hours a week on average in the weeks to come, as planned before."""
    hours: float
    target_before: str
    """Number and unit of the last milestone before."""
    target: str
    planned_again: int
    """Missed tasks that are planned once more."""
    let_go: int
    """Missed tasks that are not planned again."""
    left_out: int
    """Tasks of the weeks to come that are left out."""
    reserve_used: int = 0
    repeats: int = 0
    """Number of the week whose level is repeated first, because a higher one was missed; or 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionOption:
    """One way to go on; without a plan it is not possible, and `refusal` says why."""

    kind: RevisionKind
    plan: Plan | None = None
    price: Price | None = None
    difference: PlanDifference | None = None
    refusal: str = ""

    @property
    def possible(self) -> bool:
        return self.plan is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What was missed, and the ways to go on; no options if nothing was missed."""

    missed: tuple[str, ...] = ()
    """Titles of the tasks that were missed."""
    missed_minutes: int = 0
    missed_days: int = 0
    reserve_left: int = 0
    advised: RevisionKind | None = None
    options: tuple[RevisionOption, ...] = ()
    """The advised one first."""

    def option(self, kind: RevisionKind) -> RevisionOption | None:
        """Return the option of a kind, or None."""
        return next((option for option in self.options if option.kind == kind), None)
