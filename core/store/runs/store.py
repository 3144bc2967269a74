"""Store durable runs: submitted once, claimed by one worker at a time."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, func, select, update

from core.ports import Author
from core.store.database.rows import Row, fetch_one
from core.store.database.upsert import insert
from core.store.runs import claims, stages
from core.store.runs.newest import find_newest_run
from core.store.runs.tables import runs
from core.store.runs.values import Priority, Run, RunStatus, StageRow

_RESET_CLAIMS = (
    update(runs).where(runs.c.id == bindparam("working"), runs.c.claims > 0).values(claims=0)
)

_UNCLAIMED = {"owner": None, "lease_until": None}


class RunStore:
    """Writes runs. Every change that two workers could make at once is one conditional update."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def submit(  # noqa: PLR0913 - these are the columns of a run
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
        input_: str | None = None,
        priority: Priority = Priority.INTERACTIVE,
    ) -> Run:
        """Queue a run. A repeated key of the same user returns the run that was queued first."""
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
            "input": input_,
            "priority": int(priority),
        }
        return self._insert(row)

    def _insert(self, row: Row) -> Run:
        """Insert a run in one statement, or return the run that has its key."""
        queue = insert(self._connection, runs).on_conflict_do_nothing(
            index_elements=["user_id", "key"]
        )
        queued = (
            self._connection.execute(queue.values(row).returning(runs)).mappings().one_or_none()
        )
        if queued is None:  # the key is taken
            query = select(runs).where(runs.c.user_id == row["user_id"], runs.c.key == row["key"])
            queued = self._connection.execute(query).mappings().one()
        return claims.to_run(dict(queued))

    def get(self, run_id: str) -> Run | None:
        """Return the run, or None."""
        row = fetch_one(self._connection, select(runs).where(runs.c.id == run_id))
        return None if row is None else claims.to_run(row)

    def find_latest(self, goal_id: str) -> Run | None:
        """Return the newest run of a goal, or None."""
        return find_newest_run(self._connection, goal_id)

    def find_by_key(self, *, user_id: str, key: str) -> Run | None:
        """Return the run that a user submitted with this key, or None."""
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
        """Claim a queued run or one whose lease expired; None if it is claimed or finished.

        `work_s` is the total time it may be worked on, from its start or its last requeue. Calls
        that a dead worker left in flight are marked in doubt: they may have been billed.
        """
        return claims.claim(
            self._connection, run_id, owner=owner, now=now, lease_s=lease_s, work_s=work_s
        )

    def renew(self, run_id: str, *, owner: str, now: datetime, lease_s: float) -> bool:
        """Extend a lease; False if the run has another owner."""
        return claims.renew(self._connection, run_id, owner=owner, now=now, lease_s=lease_s)

    def release_without_penalty(self, run_id: str, *, owner: str, until: datetime) -> bool:
        """Delay a run without counting this claim: the failure was not the run's."""
        return claims.release_without_penalty(self._connection, run_id, owner=owner, until=until)

    def postpone(self, run_id: str, *, until: datetime) -> None:
        """Let a queued run wait; what it waits for may end that sooner."""
        claims.postpone(self._connection, run_id, until=until)

    def finish(
        self,
        run_id: str,
        *,
        status: RunStatus,
        now: datetime,
        error: str | None = None,
        advice: str | None = None,
        fingerprint: str | None = None,
        owner: str | None = None,
    ) -> bool:
        """Finish a run; with `owner`, only if it still owns it. Returns whether it finished."""
        mine = runs.c.owner == owner if owner is not None else runs.c.id == run_id
        change = (
            update(runs)
            .where(runs.c.id == run_id, mine)
            .values(
                status=status,
                finished_at=now,
                error=error,
                error_advice=advice,
                fingerprint=fingerprint,
                owner=None,
                lease_until=None,
            )
        )
        return self._connection.execute(change).rowcount == 1

    def wait_for_answers(self, run_id: str, *, owner: str, now: datetime) -> bool:
        """Suspend a run until its questions are answered; False if the run has another owner."""
        suspended = {"status": RunStatus.NEEDS_ANSWERS, "finished_at": now} | _UNCLAIMED
        return claims.change_own(self._connection, run_id, owner, suspended)

    def resume_answered(self, run_id: str, *, now: datetime, again: str | None = None) -> bool:
        """Requeue a run that waits for answers, or return False; `again` is a stage to redo."""
        waits = and_(runs.c.id == run_id, runs.c.status == RunStatus.NEEDS_ANSWERS)
        if (asked_at := self._connection.scalar(select(runs.c.finished_at).where(waits))) is None:
            return False
        if again is not None:
            stages.reopen(self._connection, run_id, again)
        waited_us = max(0, round((now - asked_at).total_seconds() * 1_000_000))
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
        """Cancel a waiting run at once; a running one stops at its next checkpoint."""
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
        """Requeue a run that failed, was cancelled or needs answers; finished stages stay."""
        again = runs.c.status.in_([RunStatus.FAILED, RunStatus.CANCELLED, RunStatus.NEEDS_ANSWERS])
        emptied = ("cancel_requested_at", "finished_at", "error", "error_advice", "deadline_at")
        change = (
            update(runs)
            .where(runs.c.id == run_id, again)
            .values({"status": RunStatus.QUEUED, "claims": 0} | _UNCLAIMED | dict.fromkeys(emptied))
        )
        return self._connection.execute(change).rowcount == 1

    def list_claimable(
        self, now: datetime, *, kinds: Collection[str] | None = None, limit: int = 100
    ) -> tuple[tuple[str, int], ...]:
        """Return claimable runs with their priorities: interactive ones first, then oldest first.

        Within a priority, runs that may crash their workers come last, so as not to delay others.
        `kinds` leaves out the runs that this process cannot work.
        """
        return claims.list_claimable(self._connection, now, kinds=kinds, limit=limit)

    def may_continue(self, run_id: str) -> bool:
        """Return whether a run exists and was not cancelled."""
        return stages.may_continue(self._connection, run_id)

    def start_stage(self, run_id: str, stage: str, *, attempt: int, now: datetime) -> bool:
        """Mark a stage as started; False if it is done or the run was cancelled."""
        return stages.start(self._connection, run_id, stage, attempt=attempt, now=now)

    def finish_stage(
        self,
        run_id: str,
        stage: str,
        *,
        output: str,
        author: Author,
        now: datetime,
        first_of_claim: bool = True,
    ) -> bool:
        """Save a stage's value; False if another attempt committed a value first.

        Only the first stage of a claim resets the count of claims without progress.
        """
        first = stages.finish(
            self._connection, run_id, stage, output=output, author=author, now=now
        )
        if first and first_of_claim:  # it makes progress, so it does not only crash its workers
            self._connection.execute(_RESET_CLAIMS, {"working": run_id})
        return first

    def fail_stage(self, run_id: str, stage: str, *, error: str, now: datetime) -> bool:
        """Save why a stage failed; False if another attempt has finished it."""
        return stages.fail(self._connection, run_id, stage, error=error, now=now)

    def results(self, run_id: str) -> dict[str, StageRow]:
        """Return the started stages by name, in the order they started."""
        return stages.results(self._connection, run_id)
