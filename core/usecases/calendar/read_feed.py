"""Read a calendar at its private address, which is all that a calendar app knows."""

from datetime import timedelta

from core.bootstrap import Rein
from core.calendar.document import MEDIA_TYPE, CalendarDocument
from core.errors import NotFound
from core.store.calendar.read import find_feed_by_digest
from core.usecases.access.allow import Access, without_viewer
from core.usecases.calendar.get_calendar import get_calendar
from core.usecases.tokens.tokens import digest_of

__all__ = ["MEDIA_TYPE", "CalendarDocument", "read_feed"]

READ_RECORDING_INTERVAL = timedelta(minutes=1)
"""A read is recorded at most this often, so that reads rarely write."""


@without_viewer(Access.SECRET, "a private address names the person whose calendar it shows")
def read_feed(rein: Rein, secret: str, *, goal_address: str = "") -> CalendarDocument:
    """Return the calendar of a private address.

    Raises NotFound, the same for an unknown and for a revoked address. A secret costs one hash and
    one indexed read whatever it is, so the time this takes reveals nothing about it.
    """
    found = find_feed_by_digest(rein.database, digest_of(secret))
    if found is None:
        raise NotFound(
            "There is no calendar at this address.",
            advice="It was revoked, or it is incomplete. The page of the goal makes a new one.",
        )
    feed, viewer = found
    now = rein.clock.now()
    if feed.last_read_at is None or now - feed.last_read_at >= READ_RECORDING_INTERVAL:
        with rein.database.begin() as work:
            work.calendar.mark_read(feed.digest, now=now)
    return get_calendar(rein, viewer=viewer, goal_id=feed.goal_id, goal_address=goal_address)
