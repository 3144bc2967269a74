"""Write sessions, one-time links and counts of attempts to sign in."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, delete, update

from core.accounts.throttle import WINDOW, ThrottleKey, ThrottleKind, window_start
from core.store.database.upsert import insert
from core.store.sign_in.tables import one_time_links, sessions, sign_in_failures
from core.store.sign_in.values import OneTimeLink, SessionRecord


class SessionStore:
    """Adds and ends sessions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, session: SessionRecord) -> None:
        """Write a new session."""
        self._connection.execute(sessions.insert().values(asdict(session)))

    def mark_used(self, digest: str, *, now: datetime) -> None:
        """Record that a session was used."""
        change = update(sessions).where(sessions.c.digest == digest).values(used_at=now)
        self._connection.execute(change)

    def end(self, digest: str) -> bool:
        """End a session. Returns False if there is none."""
        gone = self._connection.execute(delete(sessions).where(sessions.c.digest == digest))
        return gone.rowcount > 0

    def end_one_of(self, user_id: str, session_id: str) -> bool:
        """End a session of a person by its id. Returns False if the person has no such session."""
        theirs = (sessions.c.user_id == user_id) & (sessions.c.id == session_id)
        return self._connection.execute(delete(sessions).where(theirs)).rowcount > 0

    def end_all(self, user_id: str, *, but: str | None = None) -> int:
        """End a person's sessions, but for the one with the digest `but`. Returns how many."""
        theirs = sessions.c.user_id == user_id
        if but is not None:
            theirs &= sessions.c.digest != but
        return self._connection.execute(delete(sessions).where(theirs)).rowcount

    def end_older(self, *, created_before: datetime, used_before: datetime) -> int:
        """Delete sessions that have ended by time. Returns how many."""
        old = (sessions.c.created_at <= created_before) | (sessions.c.used_at <= used_before)
        return self._connection.execute(delete(sessions).where(old)).rowcount

    def add_link(self, link: OneTimeLink) -> None:
        """Write a new link, in place of the unused ones of the account."""
        self.remove_links(link.user_id)
        self._connection.execute(one_time_links.insert().values(asdict(link)))

    def remove_links(self, user_id: str) -> None:
        """Delete all links of an account."""
        theirs = one_time_links.c.user_id == user_id
        self._connection.execute(delete(one_time_links).where(theirs))

    def use_link(self, digest: str, *, now: datetime) -> str | None:
        """Use up a link. Returns the account it is for, or None if it is used, expired or unknown.

        One statement, so that of two requests only one gets it.
        """
        valid = (
            (one_time_links.c.digest == digest)
            & one_time_links.c.used_at.is_(None)
            & (one_time_links.c.expires_at > now)
        )
        used = update(one_time_links).where(valid).values(used_at=now)
        return self._connection.execute(used.returning(one_time_links.c.user_id)).scalar()

    def count_attempt(self, keys: tuple[ThrottleKey, ...], *, now: datetime) -> None:
        """Count an attempt to sign in, and delete counts that matter no more."""
        old = sign_in_failures.c.window_start < window_start(now) - WINDOW
        self._connection.execute(delete(sign_in_failures).where(old))
        for key in sorted(keys, key=lambda one: one.digest):  # one order, so no deadlock
            row = {"digest": key.digest, "window_start": window_start(now), "failures": 1}
            statement = insert(self._connection, sign_in_failures).values(row)
            self._connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["digest", "window_start"],
                    set_={"failures": sign_in_failures.c.failures + 1},
                )
            )

    def count_success(self, keys: tuple[ThrottleKey, ...], *, now: datetime) -> None:
        """Take an attempt back that was no failure, and forget those of the same pair."""
        pairs = [key.digest for key in keys if key.kind is ThrottleKind.PAIR]
        self._connection.execute(
            delete(sign_in_failures).where(sign_in_failures.c.digest.in_(pairs))
        )
        others = sorted(key.digest for key in keys if key.kind is not ThrottleKind.PAIR)
        for digest in others:
            counted = (sign_in_failures.c.digest == digest) & (
                sign_in_failures.c.window_start == window_start(now)
            )
            less = {"failures": sign_in_failures.c.failures - 1}
            self._connection.execute(update(sign_in_failures).where(counted).values(less))
