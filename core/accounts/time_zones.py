"""Time zones by their IANA name."""

from zoneinfo import ZoneInfo

MAX_NAME_CHARACTERS = 64


def find_time_zone(name: str | None) -> ZoneInfo | None:
    """Return the time zone of an IANA name like "Asia/Tokyo", or None if it is unknown."""
    if not name or len(name) > MAX_NAME_CHARACTERS:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):  # KeyError: there is no such zone
        return None
