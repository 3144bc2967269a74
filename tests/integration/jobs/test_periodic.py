"""Jobs that come back by the clock: one of many processes does each, a failure is told and tried again."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from core.bootstrap import Rein, build
from core.errors import StorageUnavailable
from core.ids import new_id
from core.jobs.scheduler import PeriodicJob
from core.store.alerts.tables import alerts
from core.store.alerts.values import AlertKind
from core.store.calls.tables import llm_calls
from core.store.calls.values import CallStatus
from core.store.exports.tables import outbox
from core.store.exports.values import OutboxState
from core.store.rollups.tables import rollup_traces
from core.store.runs.values import RunStatus
from core.store.schedule.store import PeriodicJobStore
from core.store.schedule.values import PeriodicJobRow
from core.usecases.alerts.evaluate_alerts import SAME_AGAIN, evaluate_alerts
from core.usecases.checks.check import CheckContext, CheckStatus
from core.usecases.checks.run_check import run_check
from core.usecases.checks.schedule import SCHEDULE
from core.usecases.retention.remove_expired import remove_expired
from core.usecases.runs.execute import execute_run
from core.usecases.schedule.jobs import JOBS
from core.usecases.schedule.run_due_jobs import FIRST_DELAY, LEASE, run_due_jobs
from core.usecases.schedule.sweeps import mark_lost_calls_in_doubt
from core.usecases.schedule.verify_rollups import verify_rollups
from tests.conftest import make_settings
from tests.factories.stored import add_goal, add_run
from tests.fakes import NOW, FrozenClock
from tests.integration.jobs.test_turns import submit
from tests.integration.store.paid import find_reply, make_completion, make_entry

EVERY = timedelta(minutes=10)


@pytest.fixture
def rein(tmp_path: Path, database_url: str, clock: FrozenClock) -> Iterator[Rein]:
    built = build(make_settings(tmp_path, REIN_DATABASE_URL=database_url), clock=clock)
    yield built
    built.database.close()


def job(run: Callable[[Rein], str], name: str = "job") -> PeriodicJob[Rein]:
    return PeriodicJob(name=name, every=EVERY, run=run)


def row_of(rein: Rein, name: str = "job") -> PeriodicJobRow:
    with rein.database.read() as connection:
        return PeriodicJobStore(connection).list_all()[name]


def state_of_schedule(rein: Rein) -> tuple[CheckStatus, str]:
    subject = CheckContext(
        settings=rein.settings, database=rein.database, clock=rein.clock, working=True
    )
    found = run_check(SCHEDULE, subject)
    return found.state, found.line


def test_a_job_is_done_when_it_is_due_and_again_after_its_period(
    rein: Rein, clock: FrozenClock
) -> None:
    done: list[int] = []
    jobs = [job(lambda _: f"done {len(done) + 1}" if done.append(1) is None else "")]  # type: ignore[func-returns-value]

    run_due_jobs(rein, jobs)
    assert done == []
    clock.advance(FIRST_DELAY)
    run_due_jobs(rein, jobs)
    run_due_jobs(rein, jobs)
    assert len(done) == 1
    assert row_of(rein).finished_at == clock.now()

    clock.advance(EVERY)
    run_due_jobs(rein, jobs)
    assert len(done) == 2


def test_periods_that_were_missed_are_done_once(rein: Rein, clock: FrozenClock) -> None:
    done: list[int] = []
    jobs = [job(lambda _: str(done.append(1)))]  # type: ignore[func-returns-value]
    run_due_jobs(rein, jobs)

    clock.advance(timedelta(days=30))
    for _ in range(3):
        run_due_jobs(rein, jobs)

    assert len(done) == 1


def test_of_many_processes_one_does_a_job(rein: Rein, clock: FrozenClock) -> None:
    done, gate = [], threading.Barrier(4)

    def slow(_: Rein) -> str:
        done.append(1)
        threading.Event().wait(0.2)
        return ""

    jobs = [job(slow)]
    run_due_jobs(rein, jobs)
    clock.advance(FIRST_DELAY)

    def look(number: int) -> None:
        gate.wait()
        run_due_jobs(replace(rein, owner=f"process {number}"), jobs)

    threads = [threading.Thread(target=look, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert done == [1]


@pytest.mark.parametrize("error", [StorageUnavailable("The disk is full."), ValueError("a bug")])
def test_a_job_that_fails_says_why_comes_back_soon_and_holds_up_no_other(
    rein: Rein, clock: FrozenClock, error: Exception
) -> None:
    done: list[str] = []
    broken = [True]

    def fragile(_: Rein) -> str:
        if broken[0]:
            raise error
        return "mended"

    jobs = [job(fragile), job(lambda _: str(done.append("other")), "other")]  # type: ignore[func-returns-value]
    run_due_jobs(rein, jobs)
    clock.advance(FIRST_DELAY)
    run_due_jobs(rein, jobs)

    assert done == ["other"]
    assert row_of(rein).failures == 1
    assert row_of(rein).due_at < clock.now() + EVERY
    assert ("disk is full" in str(row_of(rein).error)) is isinstance(error, StorageUnavailable)
    assert state_of_schedule(rein)[0] is CheckStatus.WARNING

    broken[0] = False
    clock.advance(EVERY)
    run_due_jobs(rein, jobs)
    assert (row_of(rein).result, row_of(rein).error, row_of(rein).failures) == ("mended", None, 0)
    assert state_of_schedule(rein)[0] is CheckStatus.OK


def test_a_job_whose_process_died_is_taken_up_after_its_lease(
    rein: Rein, clock: FrozenClock
) -> None:
    done: list[int] = []
    jobs = [job(lambda _: str(done.append(1)))]  # type: ignore[func-returns-value]
    run_due_jobs(rein, jobs)
    clock.advance(FIRST_DELAY)
    with rein.database.begin() as work:
        store = PeriodicJobStore(work.connection)
        assert store.claim("job", owner="dead", now=clock.now(), lease=LEASE, every=EVERY)

    run_due_jobs(rein, jobs)
    assert done == []
    clock.advance(LEASE + timedelta(seconds=1))
    run_due_jobs(rein, jobs)

    assert done == [1]


def test_a_clock_that_was_set_back_does_not_put_jobs_off(rein: Rein, clock: FrozenClock) -> None:
    done: list[int] = []
    jobs = [job(lambda _: str(done.append(1)))]  # type: ignore[func-returns-value]
    run_due_jobs(rein, jobs)
    clock.advance(FIRST_DELAY)
    run_due_jobs(rein, jobs)

    clock.advance(timedelta(hours=-1))
    run_due_jobs(rein, jobs)

    assert done == [1, 1]


def test_the_schedule_is_late_when_nobody_looks(rein: Rein, clock: FrozenClock) -> None:
    run_due_jobs(rein, JOBS)
    assert state_of_schedule(rein)[0] is CheckStatus.OK

    clock.advance(timedelta(minutes=10))

    state, line = state_of_schedule(rein)
    assert state is CheckStatus.WARNING
    assert "alerts" in line


def test_every_job_of_the_product_can_be_done(rein: Rein, clock: FrozenClock) -> None:
    run_due_jobs(rein, JOBS)
    clock.advance(FIRST_DELAY)
    run_due_jobs(rein, JOBS)

    rows = [row_of(rein, job.name) for job in JOBS]
    assert all(row.finished_at == clock.now() and row.error is None and row.result for row in rows)


def test_alerts_are_raised_once_counted_and_ended(rein: Rein, clock: FrozenClock) -> None:
    with rein.database.begin() as work:
        work.outbox.add(sink="opik", kind="trace", trace_id=new_id(), body={}, now=clock.now())
        work.connection.execute(update(outbox).values(state=OutboxState.DEAD))
    evaluate_alerts(rein)
    for wait in (timedelta(minutes=1), SAME_AGAIN):  # what says nothing new is not written again
        clock.advance(wait)
        evaluate_alerts(rein)

    with rein.database.begin() as work:
        (alert,) = work.connection.execute(
            select(alerts).where(alerts.c.kind == AlertKind.DEAD_LETTERS)
        ).all()
        work.connection.execute(update(outbox).values(state=OutboxState.DISCARDED))
    assert (alert.key, alert.times, alert.resolved_at) == ("dead_letters:opik", 2, None)

    assert evaluate_alerts(rein) == "0 raised, 1 ended, 1 announced."


def test_what_has_served_its_time_is_removed_and_nothing_else(
    rein: Rein, clock: FrozenClock
) -> None:
    with rein.database.begin() as work:
        over, unfinished = (add_run(work, add_goal(work), key=new_id()) for _ in range(2))
        work.runs.finish(over.id, status=RunStatus.DONE, now=NOW)
        entries = [make_entry(run_id=run_id) for run_id in (over.id, unfinished.id, None)]
        for entry in entries:
            work.calls.open(entry)
            work.calls.close(entry.id, make_completion("words"), finished_at=NOW)
        for _ in range(3):
            work.outbox.add(sink="opik", kind="trace", trace_id=new_id(), body={}, now=NOW)
        first, second, _ = work.connection.execute(select(outbox.c.id)).scalars()
        work.connection.execute(
            update(outbox).where(outbox.c.id == first).values(state=OutboxState.SENT)
        )
        work.connection.execute(
            update(outbox).where(outbox.c.id == second).values(state=OutboxState.DEAD)
        )

    clock.advance(timedelta(days=6))
    assert (
        remove_expired(rein) == "Removed 0 sent deliveries, 0 raw replies, 0 records of mail, "
        "0 cached responses, 0 ended sessions and 0 lines about readings."
    )
    clock.advance(timedelta(days=25))
    assert (
        remove_expired(rein) == "Removed 1 sent deliveries, 2 raw replies, 0 records of mail, "
        "0 cached responses, 0 ended sessions and 0 lines about readings."
    )

    with rein.database.begin() as work:
        assert [find_reply(work, entry.id) for entry in entries] == [None, "words", None]
        tokens = work.connection.execute(select(llm_calls.c.output_tokens)).scalars()
        assert list(tokens) == [20, 20, 20], "the figures stay"


def test_calls_that_belong_to_no_run_and_never_came_back_are_in_doubt(
    rein: Rein, clock: FrozenClock
) -> None:
    entry = replace(make_entry(), expires_at=NOW + timedelta(minutes=2))
    with rein.database.begin() as work:
        work.calls.open(entry)
    mark_lost_calls_in_doubt(rein)
    clock.advance(timedelta(minutes=3))

    assert mark_lost_calls_in_doubt(rein) == "Calls left open that are now in doubt: 1."
    with rein.database.read() as connection:
        assert connection.execute(select(llm_calls.c.status)).scalar() == CallStatus.IN_DOUBT


def test_sums_that_agree_are_left_alone_and_a_difference_is_told(rein: Rein) -> None:
    for key in "ab":
        execute_run(rein, submit(rein, key, priority=0))  # type: ignore[arg-type]
    assert verify_rollups(rein) == "The sums of two days agree with the facts."

    with rein.database.begin() as work:
        work.connection.execute(update(rollup_traces).values(n=rollup_traces.c.n + 1))
    assert verify_rollups(rein) == "These sums differ from the facts: rollup_traces."
    with rein.database.begin() as work:
        assert work.connection.execute(select(alerts.c.kind)).scalars().all() == [AlertKind.ROLLUPS]
        work.rebuild_rollups()

    verify_rollups(rein)
    with rein.database.read() as connection:
        assert connection.execute(select(alerts.c.resolved_at)).scalar() is not None
