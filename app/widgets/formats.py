"""Figures, money, days and moments as they are written everywhere: one place, so that the same thing looks the same."""

from datetime import date, datetime, timedelta

from core.clock import spoken
from core.quality.intervals import Interval

UNKNOWN = "–"


def count(value: int) -> str:
    """Return a whole number with thin groups of three: 1,204."""
    return f"{value:,}"


def counted(value: int, one: str, many: str = "") -> str:
    """Return a number with its noun: 1 rating, 23 ratings."""
    return f"{value:,} {one if value == 1 else many or one + 's'}"


def figure(value: float | None, digits: int = 1) -> str:
    """Return a figure with fixed decimals, or a dash where there is none."""
    return UNKNOWN if value is None else f"{value:.{digits}f}"


def share(value: float | None, digits: int = 0) -> str:
    """Return a share of one as per cent."""
    return UNKNOWN if value is None else f"{100 * value:.{digits}f} %"


def interval(value: Interval | None, digits: int = 1) -> str:
    """Return an interval as [4.1, 4.5], or nothing where there is none."""
    return "" if value is None else f"[{value.low:.{digits}f}, {value.high:.{digits}f}]"


def share_interval(value: Interval | None) -> str:
    """Return the interval of a share as 62–84 %."""
    return "" if value is None else f"{100 * value.low:.0f}–{100 * value.high:.0f} %"


def money(usd: float | None, *, known: bool = True) -> str:
    """Return an amount of US dollars with enough digits to see it. An unknown price is never shown as free."""
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
    """Return US dollars with so many decimals, for figures that stand under or beside each other."""
    return f"${usd:,.{digits}f}"


def dollar_digits(*amounts: float) -> int:
    """Return the decimals with which the largest amount shows three figures at least; whole dollars from a thousand."""
    largest = max((abs(usd) for usd in amounts), default=0.0)
    steps = ((0, 1_000.0), (2, 1.0), (3, 0.1), (4, 0.01), (5, 0.001))
    return next((digits for digits, least in steps if largest >= least), 6 if largest else 2)


def dollar_interval(low: float, high: float) -> str:
    """Return an interval of US dollars as [$0.0101, $0.0145]."""
    digits = dollar_digits(low, high)
    return f"[{dollars(low, digits)}, {dollars(high, digits)}]"


def tokens(value: int) -> str:
    """Return a number of tokens, shortened from ten thousand on: 9,840, 34.5 k, 1.2 M."""
    if value < 10_000:
        return count(value)
    return f"{value / 1_000:,.1f} k" if value < 1_000_000 else f"{value / 1_000_000:,.1f} M"


def milliseconds(value: float | None) -> str:
    """Return a duration that is known in milliseconds: 0.4 ms, 35 ms, 1.24 s, 2 min 5 s."""
    if value is None:
        return UNKNOWN
    if value < 10:
        return f"{value:.1f} ms"
    if value < 1_000:
        return f"{value:.0f} ms"
    if value < 60_000:
        return f"{value / 1_000:.2f} s"
    minutes, seconds = divmod(round(value / 1_000), 60)
    return f"{minutes} min {seconds} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def day(value: date, *, today: date | None = None) -> str:
    """Return a day as Mon 4 Jan, with its year where that is another one than today's."""
    text = f"{value:%a} {value.day} {value:%b}"
    return text if today is None or value.year == today.year else f"{text} {value.year}"


def moment(value: datetime, *, now: datetime) -> str:
    """Return a moment in the machine's time zone, with how long ago it was beside it while that helps."""
    text, ago = short_moment(value, now=now), _ago(now - value)
    return f"{text} ({ago})" if ago else text


def short_moment(value: datetime, *, now: datetime) -> str:
    """Return a moment in the machine's time zone, for tables."""
    return spoken(value, now=now)


def _ago(past: timedelta) -> str:
    minutes = int(past.total_seconds() // 60)
    if minutes < 0 or minutes >= 24 * 60:
        return ""
    if minutes < 1:
        return "just now"
    return f"{minutes} min ago" if minutes < 60 else f"{minutes // 60} h ago"


def size(value: int | None) -> str:
    """Return a number of bytes as kB, MB or GB."""
    if value is None:
        return UNKNOWN
    for unit, step in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if value >= step:
            return f"{value / step:.1f} {unit}"
    return f"{value} bytes"


def short_id(value: str) -> str:
    """Return the end of an id: the beginning of ids made in the same minute is the same."""
    return value[-8:]
