"""Claim runs for a worker until a lease expires, each in one conditional update."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Select,
    Subquery,
    and_,
    case,
    func,
    or_,
    select,
    true,
    update,
)

from core.store.calls.store import CallStore
from core.store.calls.tables import llm_calls
from core.store.calls.values import CallStatus
from core.store.database.rows import Row, fetch_one
from core.store.runs.tables import runs
from core.store.runs.values import Run, RunStatus

LONGEST_LEASE = timedelta(minutes=5)
MAX_IN_DOUBT_CALLS = 20
"""Most calls in doubt for which a worker's death is not counted against the run."""
MAX_CLAIMS_WITHOUT_PROGRESS = 2
"""Claims without progress from which a run yields to others: it may crash its workers."""

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
    """Claim a queued run or one whose lease expired; None if it is claimed or finished."""
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
    """Mark a dead worker's calls in doubt. Returns whether it died while waiting for a call.

    In that case the run did not crash it, unless this happened too often.
    """
    if not CallStore(connection).mark_in_doubt(run_id):
        return False
    doubtful = select(func.count()).where(
        llm_calls.c.run_id == run_id, llm_calls.c.status == CallStatus.IN_DOUBT
    )
    return connection.execute(doubtful).scalar_one() <= MAX_IN_DOUBT_CALLS


def renew(
    connection: Connection, run_id: str, *, owner: str, now: datetime, lease_s: float
) -> bool:
    """Extend a lease; False if the run has another owner."""
    mine = fetch_one(connection, select(runs).where(_own(run_id, owner)))
    if mine is None:
        return False
    values: Row = {"lease_until": now + timedelta(seconds=lease_s)}
    if (
        _idle(mine, now) and mine["deadline_at"] is not None
    ):  # the machine slept, which does not count as work
        values["deadline_at"] = mine["deadline_at"] + _idle(mine, now)
    return change_own(connection, run_id, owner, values)


def release_without_penalty(
    connection: Connection, run_id: str, *, owner: str, until: datetime
) -> bool:
    """Delay a run without counting this claim: the failure was not the run's."""
    fewer = case((runs.c.claims > 0, runs.c.claims - 1), else_=0)
    return change_own(
        connection,
        run_id,
        owner,
        {"owner": None, "lease_until": until, "claims": fewer},
    )


def postpone(connection: Connection, run_id: str, *, until: datetime) -> None:
    """Let a queued run wait; what it waits for may end that sooner."""
    queued = and_(runs.c.id == run_id, runs.c.status == RunStatus.QUEUED)
    connection.execute(update(runs).where(queued).values(lease_until=until))


def change_own(connection: Connection, run_id: str, owner: str, values: Row) -> bool:
    """Change a run of this owner; False if the run has another owner."""
    return connection.execute(update(runs).where(_own(run_id, owner)).values(values)).rowcount == 1


def list_claimable(
    connection: Connection, now: datetime, *, kinds: Collection[str] | None, limit: int
) -> tuple[tuple[str, int], ...]:
    """Return claimable runs with their priorities, in the order in which they are worked.

    People take turns: a run comes after as many others as its person has under way or waiting
    before it, and of two people the one served longer ago comes first. So a long queue of one
    person delays another by no more than one run. What a dead worker had begun is ended first.
    """
    known = runs.c.kind.in_(kinds) if kinds is not None else true()
    waiting = _waiting(and_(claimable(now), known))
    working = _count_working(now).subquery()
    served = _last_served(waiting)
    query = (
        select(waiting.c.id, waiting.c.priority)
        .join(served, served.c.user_id == waiting.c.user_id)
        .outerjoin(working, working.c.user_id == waiting.c.user_id)
        .order_by(
            waiting.c.priority,
            waiting.c.suspect,
            waiting.c.unbegun,
            waiting.c.place + func.coalesce(working.c.n, 0),
            served.c.at.is_not(None),
            served.c.at,
            waiting.c.submitted_at,
            waiting.c.id,
        )
        .limit(limit)
    )
    return tuple((run_id, priority) for run_id, priority in connection.execute(query))


def _waiting(condition: ColumnElement[bool]) -> CTE:
    """Select these runs with their place among those of the same person and priority."""
    suspect = runs.c.claims >= MAX_CLAIMS_WITHOUT_PROGRESS
    place = func.row_number().over(
        partition_by=(runs.c.user_id, runs.c.priority, suspect),
        order_by=(runs.c.submitted_at, runs.c.id),
    )
    columns = (runs.c.id, runs.c.user_id, runs.c.priority, runs.c.submitted_at)
    unbegun = runs.c.status == RunStatus.QUEUED
    query = select(
        *columns, suspect.label("suspect"), unbegun.label("unbegun"), place.label("place")
    )
    return query.where(condition).cte("waiting")


def _count_working(now: datetime) -> Select[tuple[str, int]]:
    """Count the runs that are under way, by person."""
    under_way = and_(
        runs.c.status == RunStatus.RUNNING,
        runs.c.lease_until >= now,
        runs.c.lease_until <= now + LONGEST_LEASE,
    )
    return select(runs.c.user_id, func.count().label("n")).where(under_way).group_by(runs.c.user_id)


def _last_served(waiting: CTE) -> Subquery:
    """Select when a run of each person who waits was started last; NULL if none ever was."""
    people = select(waiting.c.user_id).distinct().subquery()
    started = runs.alias("started")
    last = select(func.max(started.c.started_at)).where(started.c.user_id == people.c.user_id)
    return select(people.c.user_id, last.scalar_subquery().label("at")).subquery()


def claimable(now: datetime) -> ColumnElement[bool]:
    """Return the condition for a run that is queued and not postponed, or whose lease expired."""
    # A lease that ends in the far future was written before the clock was set back.
    free = or_(
        runs.c.lease_until.is_(None),
        runs.c.lease_until < now,
        runs.c.lease_until > now + LONGEST_LEASE,
    )
    return and_(runs.c.status.in_([RunStatus.QUEUED, RunStatus.RUNNING]), free)


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
    """Return the deadline of the run; time since the last lease expired does not count."""
    if work_s is None:
        unchanged: datetime | None = run["deadline_at"]
        return unchanged
    whole = now + timedelta(seconds=work_s)
    if run["deadline_at"] is None:
        return whole
    rest: datetime = run["deadline_at"] + _idle(run, now)
    return min(whole, rest)


def _idle(run: Row, now: datetime) -> timedelta:
    since = run["lease_until"]
    return max(now - since, timedelta(0)) if since is not None else timedelta(0)
