"""Find the target time of a race and the pace it requires."""

import re
from dataclasses import dataclass, replace

from core.offline.reading.clauses.asides import lies_in
from core.offline.reading.facts import GoalFacts, Quantity, QuantityKind
from core.offline.reading.quantities import parse_quantities
from core.offline.reading.units import distance_km
from core.offline.writing.format_amount import format_amount

_LIMIT_BEFORE_TIME = re.compile(r"(?:under|below|sub|in|within|less than)[- ]$", re.IGNORECASE)
_FASTEST, _SLOWEST = 2.5, 12.0
"""Minutes per kilometre; a time outside this range is not a race time ("run 5 km in 2 hours")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaceTime:
    label: str
    """ "under 55 minutes"."""
    pace: str
    """ "5:30 a km"."""


def with_raced_distance(facts: GoalFacts) -> GoalFacts:
    """Return the facts with the distance of a race as target, if its time was taken for one.

    "A place in the marathon; under 4 hours would be brilliant" is 42.2 km, not four hours.
    """
    time = facts.quantity
    if time is None or time.kind != QuantityKind.TIME or time.per is not None:
        return facts
    aside = (*facts.background, *facts.starting_points, *facts.constraints, *facts.obstacles)
    known = facts.baseline.span if facts.baseline is not None else None
    raced = [
        named
        for named in parse_quantities(facts.text)
        if named.kind == QuantityKind.DISTANCE and named.per is None and named.span != known
        if not lies_in(named.span, aside)
    ]
    if len(raced) != 1:
        return facts
    found = replace(facts, quantity=raced[0], quantities=(raced[0], *facts.quantities))
    return found if find_race_time(found) is not None else facts


def find_race_time(facts: GoalFacts) -> RaceTime | None:
    """Return the target time for the distance, or None if the text names none."""
    distance = facts.quantity
    if distance is None or distance.kind != QuantityKind.DISTANCE or distance.per is not None:
        return None
    for named in facts.quantities:
        if (
            named.kind != QuantityKind.TIME
            or named.per is not None
            or not _LIMIT_BEFORE_TIME.search(facts.text[: named.span.start])
        ):
            continue
        minutes = named.value * (60 if named.unit == "h" else 1)
        if _FASTEST <= minutes / distance_km(distance.value, distance.unit) <= _SLOWEST:
            unit = distance.unit if distance.unit == "mi" else "km"
            seconds = round(
                minutes * 60 / distance_km(distance.value, distance.unit) * distance_km(1.0, unit)
            )
            return RaceTime(
                label=f"under {_spoken(named)}",
                pace=f"{seconds // 60}:{seconds % 60:02d} a {unit}",
            )
    return None


def _spoken(time: Quantity) -> str:
    hours, minutes = divmod(round(time.value), 60)
    if time.unit != "min" or not hours or not minutes:
        return format_amount(time.value, time.unit)
    return f"{hours} h {minutes} min"
