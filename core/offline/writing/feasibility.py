"""What is possible by then: a wish beyond a safe or usual pace is answered with two honest choices."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.goals.draft import TargetDraft
from core.goals.goal import MAX_WEEKS, Experience, GoalRequest, Style
from core.offline.playbooks.schema import Playbook
from core.offline.progressions.amounts import safe_weight_change
from core.offline.progressions.language_hours import hours_to_level
from core.offline.progressions.running import C25K, LONG_RUN_SHARE, PACE, longest_run, needed_weeks
from core.offline.reading.facts import GoalFacts
from core.offline.reading.target import Length
from core.offline.reading.units import distance_km
from core.offline.writing.format_amount import amount
from core.offline.writing.sentences import day_words

_ROUND_DISTANCES = (42.2, 30.0, 21.1, 15.0, 10.0, 8.0, 5.0)
_READING_SLACK = 1.15
"""Some books are thin."""
_UNSAFE = "is more than a body or a calendar allows safely"
_RUN_PACE = 8.0
"""Minutes a kilometre of somebody who has just begun."""


_HOURS_EACH = {"books": 6.0, "pages": 0.02}
"""Reading time: 300 pages a book, 50 pages an hour, which is about 240 words a minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """What the plan aims at instead, and the sentences that say so: (possible by then, what the wish takes)."""

    target: TargetDraft | None
    needed_weeks: int
    notes: tuple[str, ...]


def check(
    request: GoalRequest,
    facts: GoalFacts,
    book: Playbook,
    target: TargetDraft | None,
    length: Length,
) -> Possible | None:
    """Return the two choices where the wish cannot be reached in the time, None where it can."""
    if book.progression.rule == "language":
        return fluency(request, facts, book, target, length)
    if target is None or facts.quantity is None:
        return None
    if book.progression.rule == "running" and " a " not in target.unit:
        return _running(request, facts, target, length)
    if book.progression.rule == "weight":
        return _weight(request, target, length)
    if book.name == "reading" and target.unit in _HOURS_EACH:
        return _reading(request, facts, book, target, length)
    return _paced(book, target, length)


def hours_told(request: GoalRequest, facts: GoalFacts) -> float | None:
    """Return the hours a week they gave, in "about you" or in the goal itself."""
    return request.circumstances.hours_per_week or (facts.hours.per_week if facts.hours else None)


def usual_hours(
    request: GoalRequest, book: Playbook, target: TargetDraft | None, *, weeks: int
) -> float:
    """Return the hours a week to assume: the playbook's, or what the distance or the books take."""
    if book.name == "reading" and target is not None and target.unit in _HOURS_EACH:
        return max(book.defaults.hours, min(_reading_room(book), _reading_hours(target, weeks)))
    if book.progression.rule != "running" or target is None or " a " in target.unit:
        return book.defaults.hours
    return max(book.defaults.hours, _hours_for(request, distance_km(target.quantity, target.unit)))


def _hours_for(request: GoalRequest, kilometres: float) -> float:
    pace = PACE[request.circumstances.experience]
    minutes = max(longest_run(kilometres) / LONG_RUN_SHARE, kilometres) * pace
    return float(min(10, -(-minutes // 30) / 2))


def _running(
    request: GoalRequest, facts: GoalFacts, target: TargetDraft, length: Length
) -> Possible | None:
    about = request.circumstances
    wished = distance_km(target.quantity, target.unit)
    known = {Experience.BEGINNER: 0.0, Experience.INTERMEDIATE: 5.0, Experience.ADVANCED: 10.0}[
        about.experience
    ]
    baseline = known if target.baseline is None else distance_km(target.baseline, target.unit)
    needed = needed_weeks(baseline, wished, Style.AGGRESSIVE)
    if wished <= baseline:
        return None
    if needed > length.weeks:
        return _possible(target, _by_then(wished, baseline, target, length), needed, length)
    hours = hours_told(request, facts)
    if hours is None or hours >= _hours_for(request, wished):
        return None
    carried = next(
        (d for d in _ROUND_DISTANCES if d < wished and _hours_for(request, d) <= hours), 0.0
    )
    carried = carried or hours * 60 * LONG_RUN_SHARE / PACE[about.experience]
    carried = max(carried, baseline)
    return _within_hours(
        request, target, round(carried / distance_km(1.0, target.unit), 1), wished, hours
    )


def _by_then(wished: float, baseline: float, target: TargetDraft, length: Length) -> float:
    """Return the distance that can be reached in the time, in the person's unit."""
    reachable = (
        d
        for d in _ROUND_DISTANCES
        if d < wished and needed_weeks(baseline, d, Style.AGGRESSIVE) <= length.weeks
    )
    by_then = next(reachable, 0.0)
    if by_then <= baseline:
        walking = baseline < 2
        by_then = max(baseline, _unbroken_km(length.weeks)) if walking else baseline + length.weeks
    return round(min(by_then, wished) / distance_km(1.0, target.unit), 1)


def _within_hours(
    request: GoalRequest, target: TargetDraft, carried: float, wished: float, hours: float
) -> Possible:
    whole = amount(target.quantity, target.unit)
    notes = (
        f"Choice 1, planned here: {amount(carried, target.unit)}, which is what {hours:g} hours a week carry safely.",
        (
            f"Choice 2: the whole {whole} takes about {_hours_for(request, wished):g} hours in the fullest "
            "weeks; raise your hours for it."
        ),
    )
    return Possible(
        target=target.model_copy(update={"quantity": carried}), needed_weeks=0, notes=notes
    )


def _unbroken_km(weeks: int) -> float:
    """Return how far the longest unbroken run of that week of the nine-week plan carries."""
    runs = C25K[min(weeks, len(C25K)) - 1]
    return round(max(max(session) for session in runs) / 60 / _RUN_PACE, 1)


def _weight(request: GoalRequest, target: TargetDraft, length: Length) -> Possible | None:
    allowed = safe_weight_change(length.weeks, request.circumstances.style, target.unit)
    begins = target.baseline or 0.0
    way = target.quantity - begins
    most = safe_weight_change(length.weeks, Style.AGGRESSIVE, target.unit)
    if abs(way) <= most:
        return None
    per_week = safe_weight_change(1, request.circumstances.style, target.unit)
    return _possible(
        target,
        round(begins + (allowed if way > 0 else -allowed), 1),
        round(abs(way) / per_week + 0.5),
        length,
    )


def _reading(
    request: GoalRequest, facts: GoalFacts, book: Playbook, target: TargetDraft, length: Length
) -> Possible | None:
    """Bound the books by the hours there are at a usual reading speed; untold hours are bounded by twice the usual."""
    room = hours_told(request, facts) or _reading_room(book)
    begins = target.baseline or 0.0
    days = (length.ends_on - length.starts_on).days + 1
    whole = (target.quantity - begins) * _HOURS_EACH[target.unit]
    there = room * days / 7
    if whole <= there * _READING_SLACK:
        return None
    possible = begins + max(1.0, there // _HOURS_EACH[target.unit])
    if possible >= target.quantity:
        return None
    why = (
        f"takes about {round(whole):,} hours at a usual reading speed (50 pages an hour, 300 pages a book), "
        f"and {room:g} hours a week give {round(there):,}"
    )
    return _possible(target, possible, round(whole / room + 0.5), length, why=why)


def _reading_room(book: Playbook) -> float:
    return 2 * book.defaults.hours


def _reading_hours(target: TargetDraft, weeks: int) -> float:
    """Return the hours a week, in halves, that so many books take."""
    whole = (target.quantity - (target.baseline or 0.0)) * _HOURS_EACH[target.unit]
    return float(-(-whole * 2 // weeks) / 2)


def _paced(book: Playbook, target: TargetDraft, length: Length) -> Possible | None:
    fastest = book.progression.fastest
    if fastest is None or target.unit != book.unit:
        return None
    way = target.quantity - (target.baseline or 0.0)
    if way <= fastest * length.weeks:
        return None
    possible = (target.baseline or 0.0) + fastest * length.weeks
    return _possible(target, round(possible, 1), round(way / fastest + 0.5), length)


def _possible(
    target: TargetDraft, quantity: float, needed: int, length: Length, *, why: str = _UNSAFE
) -> Possible:
    ends = day_words(length.ends_on)
    weeks = f"{length.weeks} week" + ("s" if length.weeks > 1 else "")
    whole = amount(target.quantity, target.unit)
    notes = (
        (
            f"Choice 1, planned here: {amount(quantity, target.unit)} by {ends}. {whole} in {weeks} {why}."
        ),
        (
            f"Choice 2: the whole {whole} takes about {needed} weeks, so give it until "
            f"{day_words(_later(length.starts_on, needed))}{_beyond(needed)}."
        ),
    )
    return Possible(
        target=target.model_copy(update={"quantity": quantity}), needed_weeks=needed, notes=notes
    )


def _later(day: date, weeks: int) -> date:
    return day + timedelta(days=7 * min(weeks, 2_000) - 1)


def _beyond(needed: int) -> str:
    return "; a plan covers a year at a time" if needed > MAX_WEEKS else ""


def fluency(
    request: GoalRequest,
    facts: GoalFacts,
    book: Playbook,
    target: TargetDraft | None,
    length: Length,
) -> Possible | None:
    """Return the honest length of a language goal: class hours to that level against the hours there are."""
    needed = hours_to_level(facts.text)
    hours = hours_told(request, facts) or book.defaults.hours
    if needed is None or needed <= hours * length.weeks:
        return None
    weeks = round(needed / hours + 0.5)
    there = round(hours * length.weeks)
    notes = (
        (
            f"Choice 1, planned here: {there} hours by {day_words(length.ends_on)}, a first part of the "
            "way with talk you can use."
        ),
        f"Choice 2: the level you named takes about {needed:,} hours for an English speaker (figures "
        "of the Foreign Service "
        f"Institute and usual course lengths), which is {weeks} weeks at {hours:g} hours a week"
        + (
            f", until about {day_words(_later(length.starts_on, weeks))}."
            if weeks <= 2_000
            else "."
        ),
    )
    planned = (
        TargetDraft(metric="study hours done", quantity=float(there), unit="h")
        if facts.quantity is None
        else target
    )
    return Possible(target=planned, needed_weeks=weeks, notes=notes)
