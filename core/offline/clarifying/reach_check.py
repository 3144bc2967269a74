"""Say on the card that a goal does not fit its time, before anything is planned."""

from collections.abc import Iterator
from datetime import timedelta

from core.formats import long_day
from core.goals.goal import MAX_HOURS_PER_WEEK, MAX_WEEKS
from core.goals.reading import SlotName
from core.offline.clarifying.pace_check import PaceCheck, Way
from core.offline.kinds.outline import outline_of
from core.offline.kinds.outline_values import Outline
from core.offline.parsed_goal import ParsedGoal
from core.offline.writing.format_amount import format_amount
from core.offline.writing.two_choices import FeasibleTarget, date_after_weeks


def check_reach(parsed: ParsedGoal) -> PaceCheck | None:
    """Return why the plan would lead to less than was named, or None if the whole fits.

    The ways out are those of the plan's notes: the part, a later date, or more hours.
    """
    outline = outline_of(parsed)
    reachable = outline.reachable
    if reachable is None or not reachable.reason:
        return None
    planned = reachable.target
    less = "" if planned is None else format_amount(planned.quantity, planned.unit)
    ends = long_day(outline.period.ends_on)
    says_less = outline.is_part and less
    leads_to = f" As it stands, the plan leads to {less} by {ends}." if says_less else ""
    ways = tuple(_ways(outline, reachable, part=less if says_less else ""))
    return PaceCheck(text=f"{reachable.reason}{leads_to}", ways=ways)


def _ways(outline: Outline, reachable: FeasibleTarget, *, part: str) -> Iterator[Way]:
    ends = long_day(outline.period.ends_on)
    if part:
        yield Way(slot=SlotName.TO, value=part, text=f"{part} by {ends}")
    needed = reachable.weeks_needed
    if 0 < needed <= MAX_WEEKS:
        later = date_after_weeks(outline.period.starts_on, needed) + timedelta(days=1)
        yield Way(slot=SlotName.BY, value=later.isoformat(), text=f"Take until {long_day(later)}")
    hours = reachable.hours_needed
    if hours is not None and hours <= MAX_HOURS_PER_WEEK:
        yield Way(
            slot=SlotName.HOURS, value=f"{hours:g} hours", text=f"Give it {hours:g} hours a week"
        )
