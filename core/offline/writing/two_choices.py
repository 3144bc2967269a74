"""The two choices for a goal that does not fit its time: plan a part, or take longer."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.formats import long_day
from core.goals.draft import TargetDraft
from core.goals.goal import MAX_WEEKS
from core.offline.reading.target import PlanPeriod
from core.offline.writing.format_amount import format_amount

UNSAFE_PACE = "is more than a body or a calendar allows safely"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeasibleTarget:
    """The target to plan instead, with a note for each of the two choices."""

    target: TargetDraft | None
    weeks_needed: int
    notes: tuple[str, ...]
    reason: str = ""
    """Why the whole does not fit, as a sentence."""
    hours_needed: float | None = None
    """Hours a week that the whole takes, where hours are what it lacks."""


def two_choices(
    target: TargetDraft,
    quantity: float,
    needed: int,
    period: PlanPeriod,
    *,
    why: str = UNSAFE_PACE,
) -> FeasibleTarget:
    """Return the feasible target with a note for each choice."""
    ends = long_day(period.ends_on)
    weeks = f"{period.weeks} week" + ("s" if period.weeks > 1 else "")
    total = format_amount(target.quantity, target.unit)
    reason = f"{total} in {weeks} {why}."
    notes = (
        f"Choice 1, planned here: {format_amount(quantity, target.unit)} by {ends}. {reason}",
        (
            f"Choice 2: the whole {total} takes about {needed} weeks, so give it until "
            f"{long_day(date_after_weeks(period.starts_on, needed))}{_beyond_a_year(needed)}."
        ),
    )
    return FeasibleTarget(
        target=target.model_copy(update={"quantity": quantity}),
        weeks_needed=needed,
        notes=notes,
        reason=reason,
    )


def date_after_weeks(day: date, weeks: int) -> date:
    """Return the last day of a number of weeks that start on `day`."""
    return day + timedelta(days=7 * min(weeks, 2_000) - 1)


def _beyond_a_year(needed: int) -> str:
    return "; a plan covers a year at a time" if needed > MAX_WEEKS else ""
