"""How figures, money, days and times are written.

Pages, the command line and stored messages all format with these functions, so that the same value
looks the same wherever it is shown. Times are shown in the time zone of `now`.
"""

from datetime import date, datetime, time, timedelta
from typing import Protocol

UNKNOWN = "–"
"""Shown for a value that is not known."""


class Bounds(Protocol):
    """An interval."""

    @property
    def low(self) -> float: ...

    @property
    def high(self) -> float: ...


def count(value: int) -> str:
    """Return a whole number with thousands separators: 1,204."""
    return f"{value:,}"


def pluralize(value: int, singular: str, plural: str = "") -> str:
    """Return a number with its noun: 1 rating, 23 ratings."""
    return f"{value:,} {singular if value == 1 else plural or singular + 's'}"


def figure(value: float | None, digits: int = 1) -> str:
    """Return a figure with fixed decimals, or a dash for None."""
    return UNKNOWN if value is None else _decimal(value, digits)


def share(value: float | None, digits: int = 0) -> str:
    """Return a share as a percentage: 62 %."""
    return UNKNOWN if value is None else f"{100 * value:.{digits}f} %"


def interval(value: Bounds | None, digits: int = 1) -> str:
    """Return an interval as [4.1, 4.5], or "" for None."""
    if value is None:
        return ""
    return f"[{_decimal(value.low, digits)}, {_decimal(value.high, digits)}]"


def _decimal(value: float, digits: int) -> str:
    """Return fixed decimals with a minus sign of the width of a figure, and never minus zero."""
    text = f"{value:.{digits}f}"
    return text.replace("-", "−") if float(text) else text.lstrip("-")


def share_interval(value: Bounds | None) -> str:
    """Return the interval of a share as 62–84 %, or "" for None."""
    return "" if value is None else f"{100 * value.low:.0f}–{100 * value.high:.0f} %"


def money(usd: float | None, *, known: bool = True) -> str:
    """Return US dollars with enough digits to be visible.

    An unknown price is written out, never shown as free. `known` is False if the amount leaves
    out calls of unknown price.
    """
    if usd is None:
        return "price unknown"
    if usd == 0:
        text = "$0"
    elif usd < 0.01:
        text = f"${usd:.5f}".rstrip("0")
    else:
        text = (
            f"${usd:,.2f}" if usd >= 1 else "$" + f"{usd:.4f}".rstrip("0").ljust(len("0.00"), "0")
        )
    return text if known else f"at least {text}"


def dollars(usd: float, digits: int) -> str:
    """Return US dollars with `digits` decimals, for figures in one column."""
    return f"${usd:,.{digits}f}"


def dollar_digits(*amounts: float) -> int:
    """Return how many decimals show three significant digits of the largest amount."""
    largest = max((abs(usd) for usd in amounts), default=0.0)
    steps = ((0, 1_000.0), (2, 1.0), (3, 0.1), (4, 0.01), (5, 0.001))
    return next((digits for digits, least in steps if largest >= least), 6 if largest else 2)


def dollar_interval(low: float, high: float) -> str:
    """Return an interval of US dollars as [$0.0101, $0.0145]."""
    digits = dollar_digits(low, high)
    return f"[{dollars(low, digits)}, {dollars(high, digits)}]"


def tokens(value: int) -> str:
    """Return a number of tokens, shortened from ten thousand: 9,840, 34.5 k, 1.2 M."""
    if value < 10_000:
        return count(value)
    return f"{value / 1_000:,.1f} k" if value < 1_000_000 else f"{value / 1_000_000:,.1f} M"


def milliseconds(value: float | None) -> str:
    """Return a duration given in milliseconds: 0.4 ms, 35 ms, 1.24 s, 2 min 5 s."""
    if value is None:
        return UNKNOWN
    if value < 10:
        return f"{value:.1f} ms"
    if value < 1_000:
        return f"{value:.0f} ms"
    return f"{value / 1_000:.2f} s" if value < 60_000 else _long(round(value / 1_000))


def seconds(value: float) -> str:
    """Return a duration given in seconds: 0.4 s, 12 s, 2 min 5 s."""
    value = max(0.0, value)
    if value < 9.95:
        return f"{value:.1f} s"
    return f"{value:.0f} s" if value < 59.5 else _long(round(value))


def _long(value: int) -> str:
    minutes, rest = divmod(value, 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes} min" + (f" {rest} s" if rest else "")


def minutes(value: int) -> str:
    """Return a length of work: 25 min, 1 h, 1 h 30 min."""
    if value < 60:
        return f"{value} min"
    return f"{value // 60} h" + (f" {value % 60} min" if value % 60 else "")


def hours(value: float) -> str:
    """Return hours: 3 h, 2.5 h, and 3 h 45 min where a decimal is no half."""
    if value * 2 != round(value * 2):
        return minutes(round(60 * value))
    return f"{value:.1f}".removesuffix(".0") + " h"


def distance(value: float, unit: str) -> str | None:
    """Return a distance below a kilometre in metres; None for other values and units."""
    if unit != "km" or not 0 < abs(value) < 1:
        return None
    return f"{round(1_000 * value):,d} m"


def day(value: date, *, today: date | None = None, year: bool = False) -> str:
    """Return a day as "Mon 4 Jan".

    The year is added if `year` is set, or if `today` is given and lies in another year.
    """
    text = f"{value:%a} {value.day} {value:%b}"
    return f"{text} {value.year}" if year or (today and value.year != today.year) else text


def long_day(value: date) -> str:
    """Return a day with its month name, so that the two cannot be confused: 3 May 2027."""
    return f"{value.day} {value:%B %Y}"


def short_day(value: date) -> str:
    """Return a day of this month as "Mon 4"."""
    return f"{value:%a} {value.day}"


def weekday(value: date) -> str:
    """Return the name of a day: Monday."""
    return f"{value:%A}"


def past_day(value: datetime, *, now: datetime) -> str:
    """Return the day of a past moment in the time zone of `now`: "today", or as `day`."""
    found = value.astimezone(now.tzinfo).date()
    return "today" if found == now.date() else day(found, today=now.date())


def date_range(first: date, last: date) -> str:
    """Return "Mon 4 Jan – Sun 28 Mar 2027", with both years if they differ."""
    return f"{day(first, year=first.year != last.year)} – {day(last, year=True)}"


def moment(value: datetime, *, now: datetime) -> str:
    """Return a moment, followed by its age if that is less than a day."""
    text, ago = short_moment(value, now=now), _ago(now - value)
    return f"{text} ({ago})" if ago else text


def short_moment(value: datetime, *, now: datetime) -> str:
    """Return a moment as "Sat 21 Nov, 15:49", with the year if it is not the current one."""
    local = value.astimezone(now.tzinfo)
    year = "" if local.year == now.year else f" {local.year}"
    return f"{day(local)}{year}, {clock_time(local)}"


def clock_time(value: datetime | time) -> str:
    """Return "14:05", in the time zone of `value`."""
    return f"{value:%H:%M}"


def timestamp(value: datetime, *, seconds: bool = False) -> str:
    """Return "2026-11-21 15:49", in the time zone of `value`, for lists sorted by time."""
    return f"{value:%Y-%m-%d %H:%M:%S}" if seconds else f"{value:%Y-%m-%d %H:%M}"


def time_of_day(value: datetime, *, now: datetime) -> str:
    """Return "14:05" for a moment of today, else the moment with its day."""
    local = value.astimezone(now.tzinfo)
    return clock_time(local) if local.date() == now.date() else short_moment(value, now=now)


def precise_time(value: datetime, *, now: datetime) -> str:
    """Return "14:05:30" for a moment within the hour, else the moment with its day."""
    near = abs(value - now) < timedelta(hours=1)
    return f"{value.astimezone(now.tzinfo):%H:%M:%S}" if near else short_moment(value, now=now)


def _ago(past: timedelta) -> str:
    elapsed = int(past.total_seconds() // 60)
    if elapsed < 0 or elapsed >= 24 * 60:
        return ""
    if elapsed < 1:
        return "just now"
    return f"{elapsed} min ago" if elapsed < 60 else f"{elapsed // 60} h ago"


def size(value: int | None) -> str:
    """Return a number of bytes as kB, MB or GB."""
    if value is None:
        return UNKNOWN
    for unit, step in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if value >= step:
            return f"{value / step:.1f} {unit}"
    return f"{value} bytes"


def without_exception(text: str) -> str:
    """Return an error in words, without the class that a span names before them."""
    name, colon, words = text.partition(": ")
    return words if colon and name.isidentifier() else text


def short_id(value: str) -> str:
    """Return the last eight characters of an id; the first ones are a timestamp."""
    return value[-8:]
