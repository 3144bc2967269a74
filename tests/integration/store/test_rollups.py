"""Rollups always equal a recount of the facts."""

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Double, select

from core.call_ledger import LedgerEntry
from core.goals.kind import GoalKind
from core.ids import new_id
from core.ports import Cost, Purpose, Tier
from core.progress.task_state import SkipReason
from core.quality.rubric import Dimension
from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_all
from core.store.database.upsert import key_names
from core.store.plans.values import PlanRecord
from core.store.rollups.tables import TABLES
from core.store.unit_of_work import UnitOfWork
from core.tracing.span_record import SpanStatus
from tests.factories.stored import (
    add_evaluation,
    add_goal,
    add_rating,
    add_run,
    close_trace,
    make_clarified,
    make_evaluation,
    make_plan,
    make_span,
)
from tests.fakes import NOW
from tests.integration.store.paid import make_completion, make_entry


class Life:
    """Random use of the application: goals are run, scored, lived, rated, run again and deleted."""

    def __init__(self, work: UnitOfWork, seed: int) -> None:
        self._work = work
        self._random = random.Random(seed)  # noqa: S311 - chance, not secrets
        self._runs: list[tuple[str, str, str]] = []
        self._under_way: list[LedgerEntry] = []

    def live(self, *, steps: int) -> None:
        deeds = [
            self.run,
            self.run,
            self.rate,
            self.rate,
            self.withdraw,
            self.score,
            self.run_again,
            self.live_plan,
            self.live_plan,
            self.delete,
        ]
        deeds += [self.call, self.call, self.call, self.hit, self.crash, self.come_back]
        for _ in range(steps):
            self._random.choice(deeds)()
        self.run()
        self.rate()

    def run(self) -> None:
        goal = add_goal(
            self._work,
            sample=self._random.random() < 0.3,
            text=self._random.choice(["Run 5 km", "毎日ピアノを弾く"]),
            tier=self._random.choice(list(Tier)),
            clarified=make_clarified(kind=self._random.choice([None, *GoalKind])),
        )
        started_at = NOW + timedelta(days=self._random.randrange(3))
        run = add_run(self._work, goal)
        cost = self._random.choice([None, 0.1, 0.3, 1 / 3])
        span = make_span(
            run.trace_id, "00000000000000ab", cost_usd=cost, cost_known=cost is not None
        )
        self._work.traces.add_spans((span,))
        self._close(run.trace_id)
        add_evaluation(
            self._work,
            run.trace_id,
            goal,
            evaluation=make_evaluation(yes=self._random.randrange(6)),
            created_at=started_at,
            prompt_version=self._version(),
        )
        plan = PlanRecord(
            goal_id=goal.id,
            run_id=run.id,
            trace_id=run.trace_id,
            plan=make_plan(),
            created_at=started_at,
        )
        self._work.goals.save_plan(plan)
        self._runs.append((goal.id, run.trace_id, goal.user_id))

    def live_plan(self) -> None:
        for goal_id, _, user_id in self._some():
            task = self._random.choice(["w1t1", "w1t2", "w2t1", "w3t2"])
            at = NOW + timedelta(days=self._random.randrange(20))
            deed = self._random.randrange(3)
            if deed == 0:
                self._work.tasks.complete(goal_id, task, user_id=user_id, now=at)
            elif deed == 1:
                self._work.tasks.reopen(goal_id, task)
            else:
                reason = self._random.choice(list(SkipReason))
                self._work.tasks.skip(
                    goal_id, task, reason=reason, note="", user_id=user_id, now=at
                )
            if self._random.random() < 0.5:
                self._work.finish()

    def run_again(self) -> None:
        for _, trace_id, _ in self._some():
            self._close(trace_id)

    def rate(self) -> None:
        for _, trace_id, user_id in self._some():
            add_rating(
                self._work,
                trace_id,
                user_id,
                stars=self._random.randrange(1, 11) / 2,
                usefulness=self._random.choice([None, True, False]),
                motivation=self._random.choice([None, True, False]),
                now=NOW + timedelta(days=self._random.randrange(3)),
            )

    def withdraw(self) -> None:
        for _, trace_id, user_id in self._some():
            add_rating(self._work, trace_id, user_id)
            self._work.ratings.withdraw(trace_id=trace_id, user_id=user_id, now=NOW)

    def score(self) -> None:
        for goal_id, trace_id, _ in self._some():
            unscored = self._random.choice([None, *Dimension])
            evaluation = make_evaluation(yes=self._random.randrange(6), unscored=unscored)
            record = {"evaluation": evaluation, "judge_model": "another", "goal_id": goal_id}
            add_evaluation(self._work, trace_id, **record)

    def delete(self) -> None:
        for gone in self._some():
            self._work.goals.delete(gone[0])
            self._runs.remove(gone)

    def call(self) -> None:
        """Make a call, which may fail, with or without a bill, or may never come back."""
        entry = self._entry()
        self._work.calls.open(entry, reserved=self._random.choice([0, 10**9]))
        finished_at = entry.started_at + timedelta(microseconds=self._random.randrange(10**8))
        paid = make_completion() if self._random.random() < 0.7 else None
        if paid is not None and self._random.random() < 0.3:
            paid = replace(
                paid,
                cost=Cost(usd=None, price_version="v"),
                usage=replace(paid.usage, estimated=True),
            )
        if self._random.random() < 0.3:
            self._under_way.append(entry)
        elif paid is None or self._random.random() < 0.3:
            self._work.calls.fail(
                entry.id, fault="timeout", message="", finished_at=finished_at, completion=paid
            )
        else:
            self._work.calls.close(entry.id, paid, finished_at=finished_at)

    def hit(self) -> None:
        entry = self._entry()
        self._work.calls.record_hit(entry, make_completion(), finished_at=entry.started_at)

    def crash(self) -> None:
        for entry in self._under_way:
            self._work.calls.mark_in_doubt(entry.run_id or "")

    def come_back(self) -> None:
        """Let a call be closed that was perhaps taken for dead."""
        if self._under_way:
            entry = self._under_way.pop()
            self._work.calls.close(
                entry.id, make_completion(), finished_at=entry.started_at + timedelta(seconds=5)
            )

    def _entry(self) -> LedgerEntry:
        return replace(
            make_entry(run_id=new_id()),
            started_at=NOW
            + timedelta(days=self._random.randrange(3), microseconds=self._random.randrange(10**9)),
            user_id=self._random.choice([None, "ada", "ben"]),
            tier=self._random.choice(list(Tier)),
            prompt_version=self._random.choice([1, 2]),
            purpose=self._random.choice(list(Purpose)),
        )

    def _close(self, trace_id: str) -> None:
        close_trace(
            self._work,
            trace_id,
            after=timedelta(microseconds=self._random.randrange(10**8)),
            status=self._random.choice([SpanStatus.OK, SpanStatus.ERROR, SpanStatus.CANCELLED]),
            overhead_us=self._random.randrange(10_000),
            prompt_version=self._version(),
            writer_model=self._random.choice(["gemini-3.8-flash", "offline"]),
        )

    def _version(self) -> str:
        return self._random.choice(["generate@v1", "generate@v2"])

    def _some(self) -> Iterator[tuple[str, str, str]]:
        if self._runs:
            yield self._random.choice(self._runs)


def rolled_up(work: UnitOfWork) -> dict[str, dict[tuple[object, ...], Row]]:
    """Return the rollups by key, with fractions rounded to what addition preserves."""
    work.finish()
    found: dict[str, dict[tuple[object, ...], Row]] = {}
    for table in TABLES.values():
        fractions = {column.name for column in table.columns if isinstance(column.type, Double)}
        found[table.name] = {
            tuple(row[name] for name in key_names(table)): {
                name: round(value, 9) if name in fractions else value for name, value in row.items()
            }
            for row in fetch_all(work.connection, select(table))
        }
    return found


@pytest.mark.parametrize("seed", range(4))
def test_incremental_rollups_equal_a_recount(database: Database, seed: int) -> None:
    with database.begin() as work:
        Life(work, seed).live(steps=100)
        kept = rolled_up(work)

        work.rebuild_rollups()

        assert all(kept.values()), "the life must reach every rollup"
        assert rolled_up(work) == kept


def test_a_recount_repairs_damaged_rollups(database: Database) -> None:
    with database.begin() as work:
        Life(work, seed=1).live(steps=30)
        kept = rolled_up(work)
        for table in TABLES.values():
            work.connection.execute(table.update().values(n=table.c.n + 7))

        work.rebuild_rollups()

        assert rolled_up(work) == kept


def test_deleted_facts_leave_nothing_in_the_rollups(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        run = add_run(work, goal)
        close_trace(work, run.trace_id)
        add_evaluation(
            work, run.trace_id, goal, evaluation=make_evaluation(unscored=Dimension.CLARITY)
        )
        add_rating(work, run.trace_id, goal.user_id)

        work.goals.delete(goal.id)

        assert not any(rolled_up(work).values())


def test_concurrent_changes_of_a_fact_are_counted_once(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        run = add_run(work, goal)
    together = threading.Barrier(6)
    failures: list[BaseException] = []

    def end_and_rate(stars: float) -> None:
        try:
            together.wait()
            with database.begin() as work:
                close_trace(work, run.trace_id)
            with database.begin() as work:
                add_rating(work, run.trace_id, goal.user_id, stars=stars)
        except BaseException as error:  # noqa: BLE001 - a thread's failure must reach the test
            failures.append(error)

    threads = [
        threading.Thread(target=end_and_rate, args=(stars,))
        for stars in (1.0, 2.0, 3.0, 4.0, 4.5, 5.0)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with database.begin() as work:
        kept = rolled_up(work)
        work.rebuild_rollups()
        assert failures == []
        assert rolled_up(work) == kept


def test_calls_that_end_concurrently_are_counted_once(database: Database) -> None:
    entries = [replace(make_entry(), user_id="ada") for _ in range(12)]
    with database.begin() as work:
        for entry in entries:
            work.calls.open(entry, reserved=10**9)

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda entry: close(database, entry), entries))

    with database.begin() as work:
        kept = rolled_up(work)
        work.rebuild_rollups()
        assert rolled_up(work) == kept
        assert [row["n"] for row in kept["rollup_calls"].values()] == [12]


def close(database: Database, entry: LedgerEntry) -> None:
    with database.begin() as work:
        work.calls.close(entry.id, make_completion(), finished_at=NOW)


def test_a_running_trace_is_in_no_rollup_until_it_ends(database: Database) -> None:
    with database.begin() as work:
        run = add_run(work, add_goal(work))
        assert not any(rolled_up(work).values())

        close_trace(work, run.trace_id)
        close_trace(work, run.trace_id)

        (row,) = rolled_up(work)["rollup_traces"].values()
        assert row["n"] == 1
