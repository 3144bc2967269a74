"""How long a session of a signed-in person lasts.

OWASP ASVS 5.0 section 7.3 asks for an end after inactivity and for an absolute one.
"""

from datetime import datetime, timedelta

IDLE = timedelta(days=14)
ABSOLUTE = timedelta(days=60)
USE_RECORDING_INTERVAL = timedelta(minutes=5)
"""A use is recorded at most this often, so that reads rarely write."""


def has_ended(now: datetime, *, created_at: datetime, used_at: datetime) -> bool:
    """Return whether a session may no longer be used."""
    return now >= created_at + ABSOLUTE or now >= used_at + IDLE
