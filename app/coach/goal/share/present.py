"""The words of the share section."""

from datetime import datetime

from core import formats
from core.usecases.shares.share_links import ShareLink, SharePeriod

PERIODS = {
    "1 week": SharePeriod.WEEK,
    "1 month": SharePeriod.MONTH,
    "3 months": SharePeriod.QUARTER,
}


def state_of(link: ShareLink, *, now: datetime) -> str:
    """Return until when a link works and how often its page was opened."""
    ends = formats.short_moment(link.expires_at, now=now)
    state = f"The link works until {ends}." if link.works(now) else f"The link ended on {ends}."
    if link.last_opened_at is None:
        return f"{state} It has not been opened."
    times = "once" if link.opened == 1 else formats.pluralize(link.opened, "time")
    return f"{state} Opened {times}, last {formats.moment(link.last_opened_at, now=now)}."
