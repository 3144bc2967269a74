"""Say on the card if target, date and pace contradict each other, with three ways out."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.formats import long_day
from core.goals.arithmetic import Contradiction, Pace, find_contradiction
from core.goals.goal import MAX_HOURS_PER_WEEK, Style
from core.goals.reading import Reading, SlotName
from core.offline.progressions.amounts import safe_weight_change
from core.offline.reading.units import MONEY
from core.offline.writing.format_amount import format_amount

PAGES_PER_HOUR = {"pages": 50.0, "books": 1 / 6}
"""What is read in an hour, at 300 pages a book."""
POINTS_PER_WEEK = 15.0
"""A board-game rating that rises faster is rare; its formula moves a few points a game."""
_WEIGHTS = frozenset({"kg", "lb", "stone"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to make the figures agree: a slot to set, and its value."""

    slot: SlotName
    value: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceCheck:
    """One sentence that says what does not work out, and what could be changed."""

    text: str
    ways: tuple[Way, ...]


def check_pace(reading: Reading, *, today: date) -> PaceCheck | None:
    """Return what does not work out, or None if nothing is known to."""
    found = find_contradiction(reading, pace_of(reading), today=today)
    if found is None:
        return None
    by, to = reading.text(SlotName.BY), reading.text(SlotName.TO)
    rises = found.reached > (reading.number(SlotName.FROM) or 0.0)
    reached, pace = _amount(found.reached, found.pace.unit, up=not rises), found.pace
    how = f"{format_amount(pace.amount, pace.unit)} a {pace.per}"
    how = {SlotName.HOURS: reading.text(SlotName.HOURS)}.get(pace.slot or SlotName.TO, how)
    return PaceCheck(
        text=f"At {how} you reach {reached} by {by}; {to} takes until {long_day(found.on)}.",
        ways=tuple(_ways(found, reading, reached)),
    )


def pace_of(reading: Reading) -> Pace | None:
    """Return the most that can be done in each period, or None if it is not known."""
    unit = reading.text(SlotName.UNIT)
    if unit in MONEY:
        return _payment(reading, unit)
    if unit in _WEIGHTS:
        return Pace(amount=safe_weight_change(1, Style.AGGRESSIVE, unit), unit=unit, per="week")
    hours = reading.number(SlotName.HOURS)
    if unit in PAGES_PER_HOUR and hours is not None:
        amount = hours * PAGES_PER_HOUR[unit]
        return Pace(amount=amount, unit=unit, per="week", slot=SlotName.HOURS)
    if unit == "points" and (reading.number(SlotName.FROM) or 0.0) > 0:
        return Pace(amount=POINTS_PER_WEEK, unit=unit, per="week")
    return None


def _payment(reading: Reading, unit: str) -> Pace | None:
    slot = reading.get(SlotName.PAYMENT)
    if slot is None or not isinstance(slot.value, float):
        return None
    _, _, per = slot.text.rpartition(" a ")
    return Pace(
        amount=slot.value,
        unit=unit,
        per=per if per in {"day", "week", "month", "year"} else "month",
        slot=SlotName.PAYMENT,
    )


def _amount(value: float, unit: str, *, up: bool) -> str:
    """Return an amount rounded to whole units from ten up."""
    rounded = math.ceil(value) if up else math.floor(value)
    return format_amount(float(rounded) if abs(value) >= 10 else round(value, 1), unit)


def _ways(found: Contradiction, reading: Reading, reached: str) -> Iterator[Way]:
    by, pace = reading.text(SlotName.BY), found.pace
    yield Way(slot=SlotName.TO, value=reached, text=f"{reached} by {by}")
    later = long_day(found.on)
    yield Way(slot=SlotName.BY, value=found.on.isoformat(), text=f"Take until {later}")
    if pace.slot is SlotName.PAYMENT:
        more = f"{_amount(found.needed, pace.unit, up=True)} a {pace.per}"
        yield Way(slot=SlotName.PAYMENT, value=more, text=f"Pay {more}")
    if pace.slot is SlotName.HOURS:
        hours = -(-found.needed // PAGES_PER_HOUR[pace.unit])
        if hours <= MAX_HOURS_PER_WEEK:
            more = f"{hours:g} hours"
            yield Way(slot=SlotName.HOURS, value=more, text=f"Give it {more} a week")
