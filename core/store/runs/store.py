"""Durable runs: submitted once, claimed by one worker at a time."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, func, select, true, update

from core.ports import Author
from core.store.database.rows import fetch_one
from core.store.database.upsert import insert
from core.store.runs import claims, stages
from core.store.runs.tables import runs
from core.store.runs.values import Priority, Run, RunStatus, StageRow

_RESET_CLAIMS = (
    update(runs).where(runs.c.id == bindparam("working"), runs.c.claims > 0).values(claims=0)
)


class RunStore:
    """The state of runs. Every change that two workers could make at once is one conditional statement."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def submit(  # noqa: PLR0913 - a run is what these say it is
        self,
        *,
        run_id: str,
        goal_id: str | None,
        user_id: str,
        kind: str,
        key: str,
        trace_id: str,
        root_span_id: str,
        now: datetime,
        sample: bool = False,
        interactive: bool = False,
        priority: Priority = Priority.INTERACTIVE,
    ) -> Run:
        """Queue a run. The same person's same key returns the run that was queued first."""
        row = {
            "id": run_id,
            "goal_id": goal_id,
            "user_id": user_id,
            "kind": kind,
            "status": RunStatus.QUEUED,
            "key": key,
            "attempts": 0,
            "trace_id": trace_id,
            "root_span_id": root_span_id,
            "submitted_at": now,
            "sample": sample,
            "asks": interactive,
            "priority": int(priority),
        }
        statement = insert(self._connection, runs)
        self._connection.execute(
            statement.on_conflict_do_nothing(index_elements=["user_id", "key"]), row
        )
        query = select(runs).where(runs.c.user_id == user_id, runs.c.key == key)
        return claims.to_run(dict(self._connection.execute(query).mappings().one()))

    def get(self, run_id: str) -> Run | None:
        """Return the run, or None."""
        row = fetch_one(self._connection, select(runs).where(runs.c.id == run_id))
        return None if row is None else claims.to_run(row)

    def find_latest(self, goal_id: str) -> Run | None:
        """Return the run of a goal that was submitted last, or None where it has none."""
        query = (
            select(runs)
            .where(runs.c.goal_id == goal_id)
            .order_by(runs.c.submitted_at.desc(), runs.c.id.desc())
        )
        row = fetch_one(self._connection, query.limit(1))
        return None if row is None else claims.to_run(row)

    def find_by_key(self, *, user_id: str, key: str) -> Run | None:
        """Return the run a person submitted under this key, or None."""
        query = select(runs).where(runs.c.user_id == user_id, runs.c.key == key)
        row = fetch_one(self._connection, query)
        return None if row is None else claims.to_run(row)

    def claim(
        self,
        run_id: str,
        *,
        owner: str,
        now: datetime,
        lease_s: float,
        work_s: claims.WorkTime = None,
    ) -> Run | None:
        """Claim a run that is queued or whose lease has expired; None if it cannot be claimed.

        `work_s` counts from now if the run starts or was retried. Calls that a dead worker left in
        flight are marked as in doubt: they may have been paid for.
        """
        return claims.claim(
            self._connection, run_id, owner=owner, now=now, lease_s=lease_s, work_s=work_s
        )

    def renew(self, run_id: str, *, owner: str, now: datetime, lease_s: float) -> bool:
        """Keep a claim for longer; False where the run is no longer this owner's."""
        return claims.renew(self._connection, run_id, owner=owner, now=now, lease_s=lease_s)

    def release_without_penalty(self, run_id: str, *, owner: str, until: datetime) -> bool:
        """Let a run rest until then, without counting this claim: what went wrong was not the run."""
        return claims.release_without_penalty(self._connection, run_id, owner=owner, until=until)

    def release(self, run_id: str, *, owner: str) -> bool:
        """Give a run back unfinished, so that another worker takes it at once; False where it is not this owner's."""
        waiting = {"status": RunStatus.QUEUED, "owner": None, "lease_until": None}
        return claims.change_own(self._connection, run_id, owner, waiting)

    def finish(
        self,
        run_id: str,
        *,
        status: RunStatus,
        now: datetime,
        error: str | None = None,
        advice: str | None = None,
        owner: str | None = None,
    ) -> bool:
        """End a run. With `owner`, only where it is still theirs; False tells that it was not."""
        mine = runs.c.owner == owner if owner is not None else runs.c.id == run_id
        change = (
            update(runs)
            .where(runs.c.id == run_id, mine)
            .values(
                status=status,
                finished_at=now,
                error=error,
                error_advice=advice,
                owner=None,
                lease_until=None,
            )
        )
        return self._connection.execute(change).rowcount == 1

    def wait_for_answers(self, run_id: str, *, owner: str, now: datetime) -> bool:
        """Put a run aside until its questions are answered; False where it is not this owner's."""
        change = {
            "status": RunStatus.NEEDS_ANSWERS,
            "finished_at": now,
            "owner": None,
            "lease_until": None,
        }
        return claims.change_own(self._connection, run_id, owner, change)

    def resume_answered(self, run_id: str, *, now: datetime) -> bool:
        """Queue a run whose questions are answered, and count the time it waited; False where it does not wait."""
        query = select(runs.c.finished_at).where(
            runs.c.id == run_id, runs.c.status == RunStatus.NEEDS_ANSWERS
        )
        asked_at = self._connection.execute(query).scalar()
        if asked_at is None:
            return False
        waited_us = max(0, round((now - asked_at).total_seconds() * 1_000_000))
        waits = and_(runs.c.id == run_id, runs.c.status == RunStatus.NEEDS_ANSWERS)
        change = (
            update(runs)
            .where(waits)
            .values(
                status=RunStatus.QUEUED,
                finished_at=None,
                waited_us=runs.c.waited_us + waited_us,
                claims=0,
                deadline_at=None,
            )
        )
        return self._connection.execute(change).rowcount == 1

    def request_cancel(self, run_id: str, *, now: datetime) -> bool:
        """Ask a run to stop: one that waits is over at once, one that runs sees the wish at its next checkpoint."""
        waiting = runs.c.status.in_([RunStatus.QUEUED, RunStatus.NEEDS_ANSWERS])
        at_once = (
            update(runs)
            .where(runs.c.id == run_id, waiting)
            .values(status=RunStatus.CANCELLED, cancel_requested_at=now, finished_at=now)
        )
        if self._connection.execute(at_once).rowcount:
            return True
        running = and_(runs.c.id == run_id, runs.c.status == RunStatus.RUNNING)
        asked = func.coalesce(runs.c.cancel_requested_at, now)
        wish = update(runs).where(running).values(cancel_requested_at=asked)
        return self._connection.execute(wish).rowcount == 1

    def requeue(self, run_id: str) -> bool:
        """Try again a run that failed, was cancelled or waits for answers; finished stages are kept."""
        again = runs.c.status.in_([RunStatus.FAILED, RunStatus.CANCELLED, RunStatus.NEEDS_ANSWERS])
        change = (
            update(runs)
            .where(runs.c.id == run_id, again)
            .values(
                status=RunStatus.QUEUED,
                cancel_requested_at=None,
                finished_at=None,
                error=None,
                error_advice=None,
                owner=None,
                lease_until=None,
                claims=0,
                deadline_at=None,
            )
        )
        return self._connection.execute(change).rowcount == 1

    def list_claimable(
        self, now: datetime, *, kinds: Collection[str] | None = None, limit: int = 100
    ) -> tuple[tuple[str, int], ...]:
        """Return the ids and priorities of claimable runs, in the order in which they are worked.

        Within a priority the oldest comes first, and runs that may stop their workers come last.
        `kinds` leaves out the runs that this process cannot work.
        """
        order = (
            runs.c.priority,
            runs.c.claims >= claims.POISON_AFTER,
            runs.c.submitted_at,
            runs.c.id,
        )
        known = runs.c.kind.in_(kinds) if kinds is not None else true()
        query = (
            select(runs.c.id, runs.c.priority)
            .where(claims.claimable(now), known)
            .order_by(*order)
            .limit(limit)
        )
        return tuple((run_id, priority) for run_id, priority in self._connection.execute(query))

    def is_wanted(self, run_id: str) -> bool:
        """Tell whether a run is there and nobody asked it to stop."""
        return stages.is_wanted(self._connection, run_id)

    def start_stage(self, run_id: str, stage: str, *, attempt: int, now: datetime) -> bool:
        """Show that a stage runs; False where it is done already."""
        return stages.start(self._connection, run_id, stage, attempt=attempt, now=now)

    def finish_stage(
        self, run_id: str, stage: str, *, output: str, author: Author, now: datetime
    ) -> bool:
        """Keep a stage's value; False where another attempt's value was committed first, which then stands."""
        first = stages.finish(
            self._connection, run_id, stage, output=output, author=author, now=now
        )
        if first:  # it gets on, so it is not one that only stops its workers
            self._connection.execute(_RESET_CLAIMS, {"working": run_id})
        return first

    def fail_stage(self, run_id: str, stage: str, *, error: str, now: datetime) -> bool:
        """Show why a stage failed; False where another attempt has finished it."""
        return stages.fail(self._connection, run_id, stage, error=error, now=now)

    def results(self, run_id: str) -> dict[str, StageRow]:
        """Return the stages that were started, by name, in the order they were started."""
        return stages.results(self._connection, run_id)
