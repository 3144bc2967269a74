"""Log that a person reads what others wrote.

It is done where a use-case returns, before the words are shown: without the line, no reading. The
same reading within some minutes is one line, so a page that is drawn again writes nothing.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.ids import ID_CHARACTERS, is_id
from core.store.audit.values import AuditAction, AuditEntry
from core.store.audit.writings import Writing, find_recorded, find_writings
from core.store.grants.read import find_grant

WINDOW = timedelta(minutes=15)
"""Readings of the same record in the same quarter of an hour are one line."""


def sees_masked(rein: Rein, viewer: Viewer) -> bool:
    """Tell whether this person sees what others wrote without personal data."""
    if viewer.role is not Role.REVIEWER:
        return False
    return find_grant(rein.database, viewer.id, now=rein.clock.now()) is None


def note_reading(
    rein: Rein,
    viewer: Viewer,
    shown: object,
    *,
    what: str,
    masked: bool,
    asked: frozenset[str] = frozenset(),
) -> None:
    """Log that the viewer is shown what others wrote, which the ids in it tell.

    `what` is the noun of the use-case. A record among the ids that were `asked` for is opened, and
    its line names the goal; others are in a list, with one line for each person in it.
    """
    if not shown:
        return
    ids = asked | {value for value in _texts(shown) if len(value) == ID_CHARACTERS and is_id(value)}
    found = find_writings(rein.database, ids, but_of=viewer.id)
    if not found:
        return
    now = rein.clock.now()
    opened = {one.goal_id for one in found if one.id in asked}
    entries = {
        entry.once or "": entry
        for entry in (
            _entry(viewer, one, what=what, masked=masked, opened=one.id in asked, now=now)
            for one in found
            if one.id in asked or one.goal_id not in opened
        )
    }
    missing = entries.keys() - find_recorded(rein.database, entries.keys())
    if missing:
        with rein.database.begin() as work:
            work.audit.record_once([entries[key] for key in sorted(missing)])


def _entry(
    viewer: Viewer, one: Writing, *, what: str, masked: bool, opened: bool, now: datetime
) -> AuditEntry:
    details = {"what": what, "role": viewer.role.value, "masked": "yes" if masked else "no"}
    if opened and one.goal_id is not None:
        details["goal"] = one.goal_id
    if not opened:
        details["as"] = "list"
    window = int(now.timestamp() // WINDOW.total_seconds())
    parts = (viewer.id, one.user_id, str(window), *sorted(f"{k}={v}" for k, v in details.items()))
    return AuditEntry(
        at=now,
        actor_id=viewer.id,
        action=AuditAction.TEXTS_READ,
        subject=one.user_id,
        details=details,
        once=hashlib.sha256("\n".join(parts).encode()).hexdigest(),
    )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _texts(getattr(value, one.name))
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _texts(key)
            yield from _texts(part)
    elif isinstance(value, tuple | list | set | frozenset):
        for part in value:
            yield from _texts(part)
