"""Verdicts where the body sets the rate: weeks of safe steps against the weeks until the day."""

from datetime import timedelta

from core.formats import long_day
from core.goals.draft import TargetDraft
from core.goals.goal import Style
from core.goals.kind import GoalKind
from core.offline.kinds.outline_values import Outline
from core.offline.kinds.verdicts.verdict import Verdict
from core.offline.parsed_goal import ParsedGoal
from core.offline.progressions.amounts import safe_weight_change
from core.offline.progressions.running import weeks_needed
from core.offline.reading.units import distance_km
from core.offline.writing.format_amount import format_amount
from core.plans.sense.bounds import unit_family


def way_verdict(outline: Outline, parsed: ParsedGoal) -> Verdict | None:
    """Return whether a distance or a weight can be reached safely in the weeks there are."""
    target = outline.requested
    if target is None or not target.baseline or not outline.period.stated:
        return None
    if parsed.playbook.progression.rule == "running" and " a " not in target.unit:
        return _of_distance(outline, target)
    if parsed.playbook.kinds[0] == GoalKind.BODY and unit_family(target.unit) == "weight":
        return _of_weight(outline, target, parsed.request.circumstances.style)
    return None


def _of_distance(outline: Outline, target: TargetDraft) -> Verdict | None:
    start = distance_km(target.baseline or 0.0, target.unit)
    whole = distance_km(target.quantity, target.unit)
    if whole <= start:
        return None
    weeks, needed = outline.period.weeks, weeks_needed(start, whole, Style.AGGRESSIVE)
    way = (
        f"From {format_amount(target.baseline or 0.0, target.unit)} to "
        f"{format_amount(target.quantity, target.unit)} takes at least {needed} weeks, with a "
        f"long run that grows by a mile a week, lighter weeks and rest before the day; until "
        f"{long_day(outline.period.ends_on)} there are {weeks}"
    )
    if needed <= weeks:
        spare = f"with {weeks - needed} to spare" if weeks > needed else "with none to spare"
        return Verdict(fits=True, text=f"{way}: it fits, {spare}.")
    later = outline.period.starts_on + timedelta(weeks=needed)
    ways = [f"until {long_day(later)} for the whole"]
    planned = outline.target
    if planned is not None and planned.quantity < target.quantity:
        part = distance_km(planned.quantity, planned.unit)
        left = weeks - weeks_needed(start, part, Style.AGGRESSIVE)
        spare = f", with {left} weeks to spare" if left > 1 else ""
        ways.insert(0, f"{format_amount(planned.quantity, planned.unit)} by then{spare}")
    return Verdict(
        fits=False,
        text=f"{way}: it falls short by {needed - weeks}. The ways out: {', or '.join(ways)}.",
        weeks_needed=needed,
    )


def _of_weight(outline: Outline, target: TargetDraft, style: Style) -> Verdict | None:
    change = abs(target.quantity - (target.baseline or 0.0))
    weeks = outline.period.weeks
    most = safe_weight_change(1, style, target.unit)
    if not change or not weeks:
        return None
    each = change / weeks
    sum_ = (
        f"{format_amount(round(change, 1), target.unit)} in {weeks} weeks is "
        f"{each:.2f} {target.unit} a week; up to {most:g} is a pace that holds"
    )
    if each <= most:
        return Verdict(fits=True, text=f"{sum_}: it fits.")
    needed = -int(-change // most)
    later = long_day(outline.period.starts_on + timedelta(weeks=needed))
    return Verdict(fits=False, text=f"{sum_}: it takes until about {later}.", weeks_needed=needed)
