"""Days and durations in the words every coach page uses."""

from datetime import date, datetime

from app.widgets import formats


def day(value: date, *, year: bool = False) -> str:
    """Return "Mon 4 Jan", or "Mon 4 Jan 2027"."""
    return formats.day(value) + (f" {value.year}" if year else "")


def span(first: date, last: date) -> str:
    """Return "Mon 4 Jan – Sun 28 Mar 2027"; both years where they differ."""
    return f"{day(first, year=first.year != last.year)} – {day(last, year=True)}"


def elapsed(seconds: float) -> str:
    """Return "0.4 s", "12 s" or "2 min 5 s"."""
    seconds = max(0.0, seconds)
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    if seconds < 59.5:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def between(started_at: datetime | None, ended_at: datetime | None) -> float:
    """Return the seconds from one moment to the other, 0 where one of them is not known."""
    return (
        (ended_at - started_at).total_seconds()
        if started_at is not None and ended_at is not None
        else 0.0
    )


def minutes(count: int) -> str:
    """Return "25 min", "1 h" or "1 h 30 min"."""
    if count < 60:
        return f"{count} min"
    return f"{count // 60} h" + (f" {count % 60} min" if count % 60 else "")


def hours(value: float) -> str:
    """Return hours without a trailing zero: "3 h", "2.5 h"."""
    return f"{value:.2f}".rstrip("0").rstrip(".") + " h"


def weeks(count: int) -> str:
    return "1 week" if count == 1 else f"{count} weeks"
