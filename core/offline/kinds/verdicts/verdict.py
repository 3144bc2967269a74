"""Whether a goal works out: rate times periods against what is left, in one plain sentence.

One mechanism for all kinds: what is done in a period, how many periods there are until the day,
and what is left without what is there already. The sentence shows the sum, so that a person can
check it, and what could be changed if it falls short.
"""

from dataclasses import dataclass
from datetime import date
from math import ceil, floor

from core.formats import long_day
from core.goals.draft import TargetDraft
from core.offline.reading.pace.own_pace import OwnPace
from core.offline.reading.target import PlanPeriod
from core.offline.writing.format_amount import format_amount, singular_of

_ROUND_FROM, _ROUND_TO = 1_000, -2
_NAMES = {
    "Mon": "Monday", "Tue": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday",
    "Fri": "Friday", "Sat": "Saturday", "Sun": "Sunday",
}  # fmt: skip
_WORKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether it works out, and the sentence with the sum."""

    fits: bool
    text: str
    weeks_needed: int = 0
    """Weeks until the whole is done at this rate, if it does not fit."""


def pace_verdict(pace: OwnPace, target: TargetDraft, period: PlanPeriod) -> Verdict | None:
    """Return whether a person's own pace reaches the target by the day, or None without a day."""
    left = target.quantity - (target.baseline or 0.0)
    if not period.stated or left <= 0:
        return None
    by = max(period.requested_end or period.ends_on, period.ends_on)
    sessions = pace.sessions(period.starts_on, by)
    made = pace.amount * sessions
    sum_ = (
        f"At {format_amount(pace.amount, pace.unit)} {_when(pace)} you do about "
        f"{_about(made, pace.unit)} by {long_day(by)} ({sessions} sessions). "
        f"{_left(target, left)}"
    )
    if made >= left:
        spare = floor((made - left) / pace.amount)
        return Verdict(fits=True, text=f"{sum_}: it fits, with {_sessions(spare)} to spare.")
    return Verdict(
        fits=False,
        text=f"{sum_}: it falls short by {_about(left - made, pace.unit)}. "
        f"{_ways_out(pace, target, left, sessions, period.starts_on, by)}",
        weeks_needed=ceil(((pace.done_on(period.starts_on, left) - period.starts_on).days + 1) / 7),
    )


def _ways_out(
    pace: OwnPace, target: TargetDraft, left: float, sessions: int, first: date, by: date
) -> str:
    """Return the three ways out: more at a time, a later day, or a smaller aim."""
    each = format_amount(float(ceil(left / max(1, sessions))), pace.unit)
    reached = (target.baseline or 0.0) + pace.amount * sessions
    return (
        f"Three ways out: {each} each time, until {long_day(pace.done_on(first, left))}, or "
        f"{_about(reached, target.unit)} by {long_day(by)}."
    )


def _left(target: TargetDraft, left: float) -> str:
    whole = format_amount(target.quantity, target.unit)
    if not target.baseline:
        return f"You need {whole}"
    done = format_amount(target.baseline, "").strip()
    return f"You need {format_amount(left, target.unit)} (of {whole}, {done} are there)"


def _when(pace: OwnPace) -> str:
    if pace.days == _WORKDAYS:
        return "on each weekday"
    if pace.days:
        return f"on {_listed([_NAMES[day] for day in pace.days])}"
    if pace.times == 1:
        return "a week"
    return "a day" if pace.times >= len(_WORKDAYS) + 2 else f"{pace.times:g} times a week"


def _sessions(count: int) -> str:
    return f"{count} {singular_of('sessions') if count == 1 else 'sessions'}"


def _about(value: float, unit: str) -> str:
    return format_amount(round(value, _ROUND_TO) if value >= _ROUND_FROM else value, unit)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
