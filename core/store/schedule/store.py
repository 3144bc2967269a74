"""Store periodic jobs. One process at a time claims a job, in one conditional update."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, or_, select, update

from core.store.database.rows import Row, fetch_all
from core.store.database.upsert import insert
from core.store.schedule.tables import periodic_jobs
from core.store.schedule.values import PeriodicJobRow

LONGEST_LEASE = timedelta(minutes=5)


class PeriodicJobStore:
    """Adds periodic jobs, claims them and saves their results."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, due: Mapping[str, datetime]) -> None:
        """Add jobs with their first due time; jobs that exist are not changed."""
        if due:
            rows = [{"name": name, "due_at": when} for name, when in due.items()]
            self._connection.execute(
                insert(self._connection, periodic_jobs).on_conflict_do_nothing(), rows
            )

    def list_all(self) -> dict[str, PeriodicJobRow]:
        """Return all jobs by name."""
        return {
            row["name"]: PeriodicJobRow(**row)
            for row in fetch_all(self._connection, select(periodic_jobs))
        }

    def claim(
        self, name: str, *, owner: str, now: datetime, lease: timedelta, every: timedelta
    ) -> bool:
        """Claim a job that is due and free. Returns whether it was claimed."""
        change = update(periodic_jobs).where(
            periodic_jobs.c.name == name, _due(now, every), _free(now)
        )
        taken = {"owner": owner, "lease_until": now + lease, "started_at": now}
        return self._connection.execute(change.values(taken)).rowcount == 1

    def renew(self, name: str, *, owner: str, now: datetime, lease: timedelta) -> bool:
        """Extend the lease of a job; False if another process has claimed it."""
        return self._change_own(name, owner, {"lease_until": now + lease})

    def finish(
        self, name: str, *, owner: str, now: datetime, due_at: datetime, result: str
    ) -> bool:
        """Save a job's result and next due time; False if another process has claimed it."""
        done = {
            "finished_at": now,
            "due_at": due_at,
            "failures": 0,
            "result": result,
            "error": None,
        }
        return self._change_own(name, owner, done | _LEFT)

    def fail(self, name: str, *, owner: str, due_at: datetime, error: str) -> bool:
        """Save why a job failed and when to retry; False if another process has claimed it."""
        failed = {"due_at": due_at, "failures": periodic_jobs.c.failures + 1, "error": error}
        return self._change_own(name, owner, failed | _LEFT)

    def _change_own(self, name: str, owner: str, values: Row) -> bool:
        own = and_(periodic_jobs.c.name == name, periodic_jobs.c.owner == owner)
        return (
            self._connection.execute(update(periodic_jobs).where(own).values(values)).rowcount == 1
        )


_LEFT: Row = {"owner": None, "lease_until": None}


def _due(now: datetime, every: timedelta) -> ColumnElement[bool]:
    # A due time further away than the period was set before the clock was set back.
    return or_(periodic_jobs.c.due_at <= now, periodic_jobs.c.due_at > now + every)


def _free(now: datetime) -> ColumnElement[bool]:
    until = periodic_jobs.c.lease_until
    return or_(until.is_(None), until < now, until > now + LONGEST_LEASE)
