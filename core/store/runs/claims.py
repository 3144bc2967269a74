"""Claims on runs: compared and set in one statement, and expiring if they are not renewed."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select, update

from core.store.calls.store import CallStatus, CallStore
from core.store.calls.tables import llm_calls
from core.store.database.rows import Row, fetch_one
from core.store.runs.tables import runs
from core.store.runs.values import Run, RunStatus

LONGEST_LEASE = timedelta(minutes=5)
MAX_FORGIVEN_CALLS = 20
"""In-doubt calls of a run up to which a worker that stopped during a call does not count against it."""
POISON_AFTER = 2
"""Claims without progress from which a run is worked after others: it may stop its workers."""

WorkTime = float | Mapping[str, float] | None
"""Seconds a run may be worked in all, or these by kind; a run of any other kind is not claimed."""


def claim(
    connection: Connection,
    run_id: str,
    *,
    owner: str,
    now: datetime,
    lease_s: float,
    work_s: WorkTime,
) -> Run | None:
    """Claim a run that is queued or whose lease has expired; None if it cannot be claimed."""
    before = fetch_one(connection, select(runs).where(runs.c.id == run_id, claimable(now)))
    if before is None or (isinstance(work_s, Mapping) and before["kind"] not in work_s):
        return None
    limit_s = work_s[before["kind"]] if isinstance(work_s, Mapping) else work_s
    change = (
        update(runs)
        .where(runs.c.id == run_id, claimable(now))
        .values(
            status=RunStatus.RUNNING,
            owner=owner,
            lease_until=now + timedelta(seconds=lease_s),
            attempts=runs.c.attempts + 1,
            claims=runs.c.claims + 1,
            started_at=func.coalesce(runs.c.started_at, now),
            deadline_at=_deadline(before, now=now, work_s=limit_s),
            finished_at=None,
            error=None,
            error_advice=None,
        )
        .returning(runs)
    )
    row = connection.execute(change).mappings().one_or_none()
    if row is None:
        return None
    forgiven = _stopped_while_waiting(connection, run_id) and before["claims"] > 0
    if forgiven:
        connection.execute(update(runs).where(runs.c.id == run_id).values(claims=before["claims"]))
    return to_run(dict(row) | ({"claims": before["claims"]} if forgiven else {}))


def _stopped_while_waiting(connection: Connection, run_id: str) -> bool:
    """Mark the calls that a dead worker left in flight; return True if it stopped during one.

    Then the run did not stop its worker, unless that has happened too often to be plausible.
    """
    if not CallStore(connection).mark_in_doubt(run_id):
        return False
    doubtful = select(func.count()).where(
        llm_calls.c.run_id == run_id, llm_calls.c.status == CallStatus.IN_DOUBT
    )
    return connection.execute(doubtful).scalar_one() <= MAX_FORGIVEN_CALLS


def renew(
    connection: Connection, run_id: str, *, owner: str, now: datetime, lease_s: float
) -> bool:
    """Renew a claim; False if the run is not this owner's any more."""
    mine = fetch_one(connection, select(runs).where(_own(run_id, owner)))
    if mine is None:
        return False
    values: Row = {"lease_until": now + timedelta(seconds=lease_s)}
    if (
        _idle(mine, now) and mine["deadline_at"] is not None
    ):  # the machine slept: that was no time of work
        values["deadline_at"] = mine["deadline_at"] + _idle(mine, now)
    return change_own(connection, run_id, owner, values)


def release_without_penalty(
    connection: Connection, run_id: str, *, owner: str, until: datetime
) -> bool:
    """Release a run until then without counting the claim, because the failure was not the run's."""
    fewer = case((runs.c.claims > 0, runs.c.claims - 1), else_=0)
    return change_own(
        connection,
        run_id,
        owner,
        {"owner": None, "lease_until": until, "claims": fewer},
    )


def change_own(connection: Connection, run_id: str, owner: str, values: Row) -> bool:
    """Change a run of this owner; False if it is not this owner's any more."""
    return connection.execute(update(runs).where(_own(run_id, owner)).values(values)).rowcount == 1


def claimable(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a run is queued, or that its lease has expired."""
    # A lease that ends in the far future was written before the clock was set back.
    stale = or_(
        runs.c.lease_until.is_(None),
        runs.c.lease_until < now,
        runs.c.lease_until > now + LONGEST_LEASE,
    )
    lapsed = and_(runs.c.status == RunStatus.RUNNING, stale)
    return or_(runs.c.status == RunStatus.QUEUED, lapsed)


def to_run(row: Row) -> Run:
    """Return a row of the runs table as a value."""
    same = Run.__dataclass_fields__.keys() & row.keys()
    renamed = {"interactive": row["asks"], "claims_without_progress": row["claims"]}
    return Run(
        **{name: row[name] for name in same} | renamed | {"status": RunStatus(row["status"])}
    )


def _own(run_id: str, owner: str) -> ColumnElement[bool]:
    return and_(runs.c.id == run_id, runs.c.owner == owner, runs.c.status == RunStatus.RUNNING)


def _deadline(run: Row, *, now: datetime, work_s: float | None) -> datetime | None:
    """Return the deadline of a run; time since its last lease expired does not count as work."""
    if work_s is None:
        kept: datetime | None = run["deadline_at"]
        return kept
    whole = now + timedelta(seconds=work_s)
    if run["deadline_at"] is None:
        return whole
    rest: datetime = run["deadline_at"] + _idle(run, now)
    return min(whole, rest)


def _idle(run: Row, now: datetime) -> timedelta:
    since = run["lease_until"]
    return max(now - since, timedelta(0)) if since is not None else timedelta(0)
