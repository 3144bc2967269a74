"""What a person may wish of their plan at any time, without having missed anything."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.goals.goal import MAX_HOURS_PER_WEEK, MIN_HOURS_PER_WEEK
from core.goals.weeks import Day
from core.plans.revision.subject import Subject


class WishKind(StrEnum):
    """What is to change from now on."""

    FEWER_HOURS = "fewer_hours"
    MORE_HOURS = "more_hours"
    SLOWER = "slower"
    FASTER = "faster"
    OTHER_DAYS = "other_days"
    LATER_START = "later_start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A wish with what it needs: hours a week, weekdays, or the first day."""

    kind: WishKind
    hours: float | None = None
    days: tuple[Day, ...] = ()
    start_on: date | None = None


def problem_of(wish: Wish, subject: Subject) -> str:
    """Return why a wish cannot be planned, as a sentence; "" if it can."""
    before, hours = subject.plan.hours_per_week, wish.hours
    if wish.kind in {WishKind.FEWER_HOURS, WishKind.MORE_HOURS}:
        if hours is None or not MIN_HOURS_PER_WEEK <= hours <= MAX_HOURS_PER_WEEK:
            return f"Choose between {MIN_HOURS_PER_WEEK:g} and {MAX_HOURS_PER_WEEK:g} hours a week."
        fewer = hours < before
        if hours == before or fewer != (wish.kind == WishKind.FEWER_HOURS):
            return f"Your plan has at most {before:g} hours a week. Choose another number."
    if wish.kind == WishKind.OTHER_DAYS and not wish.days:
        return "Choose at least one day."
    if wish.kind == WishKind.LATER_START and wish.start_on is None:
        return "Choose the day to start."
    if subject.standing.current > subject.plan.total_weeks:
        return "Your plan is over, so it stays as it was."
    return ""
