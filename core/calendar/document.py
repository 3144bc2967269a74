"""A calendar with the revisions of its events, which can be written as a file."""

import hashlib
from dataclasses import dataclass
from importlib.metadata import version

from core.calendar.revisions import EventRevision

MEDIA_TYPE = "text/calendar; charset=utf-8"

_FORMAT = f"2 {version('icalendar')}"
"""Part of each tag, so that a new way of writing is read at once. Raise it with a change there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDocument:
    """A calendar that can be written as a file."""

    name: str
    revisions: tuple[EventRevision, ...]
    goal_address: str = ""
    """The address of a goal's page without the goal's id; "" writes no links."""

    @property
    def tag(self) -> str:
        """Return a tag that changes with the file, found without writing the file."""
        digest = hashlib.sha256(f"{_FORMAT}\n{self.name}\n{self.goal_address}".encode())
        for revision in self.revisions:
            changed_at = revision.changed_at.isoformat()
            digest.update(f"\n{revision.uid} {revision.sequence} {changed_at}".encode())
        return digest.hexdigest()[:32]

    def write(self) -> bytes:
        """Return the file: UTF-8, lines of at most 75 bytes that end with CRLF."""
        # Loading the library takes a third of a second, which only those who write need to wait.
        from core.calendar.file import write_file  # noqa: PLC0415

        return write_file(self.name, self.revisions, goal_address=self.goal_address)
