"""Runs are submitted once, worked on by one worker at a time, and never lose a finished stage."""

import threading
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from core.ids import new_id
from core.ports import Author
from core.store.calls.tables import llm_calls
from core.store.calls.values import CallStatus
from core.store.database.engine import Database
from core.store.runs.batch import recall_batch
from core.store.runs.tables import runs
from core.store.runs.values import Run, RunStatus, StageStatus
from core.store.unit_of_work import UnitOfWork
from tests.factories.stored import add_goal, add_run
from tests.fakes import NOW
from tests.integration.store.paid import make_completion, make_entry

LEASE_S = 30.0
LATER = NOW + timedelta(seconds=LEASE_S + 1)
COACH = Author(
    model="offline", provider="rein", fallback_reason="the first choice was busy", prompt="plan@v1"
)
GEMINI = Author(model="gemini-3.8-flash", provider="google")


def queue(database: Database, **changes: object) -> Run:
    with database.begin() as work:
        return add_run(work, add_goal(work), **changes)


def state(database: Database, run: Run) -> Run:
    with database.begin() as work:
        found = work.runs.get(run.id)
    assert found is not None
    return found


def claim(database: Database, run: Run, owner: str, *, now: datetime = NOW) -> Run | None:
    with database.begin() as work:
        return work.runs.claim(run.id, owner=owner, now=now, lease_s=LEASE_S)


def claimable(work: UnitOfWork, now: datetime, *, limit: int = 100) -> tuple[str, ...]:
    return tuple(run_id for run_id, _ in work.runs.list_claimable(now, limit=limit))


def test_a_submitted_run_waits(database: Database) -> None:
    run = queue(database)

    assert (run.status, run.attempts, run.owner, run.submitted_at) == (
        RunStatus.QUEUED,
        0,
        None,
        NOW,
    )
    assert state(database, run) == run


def test_submitting_a_key_twice_returns_the_first_run(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        first = add_run(work, goal, key="click")

        again = work.runs.submit(
            run_id=new_id(),
            goal_id=goal.id,
            user_id=goal.user_id,
            kind="goal",
            key="click",
            trace_id=new_id(),
            root_span_id="00000000000000aa",
            now=LATER,
        )

        assert again == first
        assert work.runs.find_by_key(user_id=goal.user_id, key="click") == first
        assert work.runs.find_by_key(user_id=goal.user_id, key="other") is None


def test_two_people_may_use_the_same_key(database: Database) -> None:
    first, second = queue(database, key="click"), queue(database, key="click")

    assert first.id != second.id


def test_a_claimed_run_belongs_to_its_worker_until_the_lease_expires(database: Database) -> None:
    run = queue(database)

    taken = claim(database, run, "one")
    refused = claim(database, run, "two", now=NOW + timedelta(seconds=LEASE_S - 1))
    resumed = claim(database, run, "two", now=LATER)

    assert taken is not None
    assert (taken.status, taken.owner, taken.attempts, taken.started_at) == (
        RunStatus.RUNNING,
        "one",
        1,
        NOW,
    )
    assert refused is None
    assert resumed is not None
    assert (resumed.owner, resumed.attempts, resumed.started_at) == ("two", 2, NOW)


def test_many_workers_claiming_at_once_give_one_winner(database: Database) -> None:
    run = queue(database)
    winners: list[Run | None] = []
    start = threading.Barrier(6)

    def work(name: str) -> None:
        start.wait()
        winners.append(claim(database, run, name))

    threads = [threading.Thread(target=work, args=(f"worker {number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len([winner for winner in winners if winner is not None]) == 1
    assert state(database, run).attempts == 1


def test_a_renewed_lease_keeps_the_run(database: Database) -> None:
    run = queue(database)
    claim(database, run, "one")

    with database.begin() as work:
        assert work.runs.renew(run.id, owner="one", now=LATER, lease_s=LEASE_S)
        assert not work.runs.renew(run.id, owner="two", now=LATER, lease_s=LEASE_S)

    assert claim(database, run, "two", now=LATER) is None


def test_a_postponed_run_waits_until_then_or_until_it_is_recalled(database: Database) -> None:
    run, held = queue(database), queue(database)
    claim(database, held, "one")
    with database.begin() as work:
        for one in (run, held):
            work.runs.postpone(one.id, until=NOW + timedelta(seconds=LEASE_S / 2))

    assert claim(database, run, "two") is None
    assert claim(database, run, "two", now=LATER) is not None
    assert claim(database, held, "two") is None, "what was begun is not postponed"

    again = queue(database)
    with database.begin() as work:
        work.runs.postpone(again.id, until=LATER)
        recall_batch(work.connection, select(runs.c.id).where(runs.c.id == again.id))
        assert again.id in claimable(work, NOW)
    assert claim(database, again, "two") is not None


def test_queued_and_abandoned_runs_are_listed_oldest_first(database: Database) -> None:
    waiting = queue(database, now=NOW + timedelta(seconds=2))
    abandoned, held, over = queue(database), queue(database), queue(database)
    claim(database, abandoned, "dead", now=NOW - timedelta(seconds=LEASE_S + 1))
    claim(database, held, "alive")
    with database.begin() as work:
        work.runs.finish(over.id, status=RunStatus.DONE, now=NOW)

        assert claimable(work, NOW) == (abandoned.id, waiting.id)
        assert claimable(work, NOW, limit=1) == (abandoned.id,)


def test_only_the_owner_finishes_a_run(database: Database) -> None:
    run = queue(database)
    claim(database, run, "one")

    with database.begin() as work:
        assert not work.runs.finish(run.id, status=RunStatus.DONE, now=LATER, owner="two")
        assert work.runs.finish(
            run.id,
            status=RunStatus.FAILED,
            now=LATER,
            owner="one",
            error="No model.",
            advice="Try later.",
        )

    over = state(database, run)
    assert (over.status, over.finished_at, over.error, over.error_advice) == (
        RunStatus.FAILED,
        LATER,
        "No model.",
        "Try later.",
    )
    assert (over.owner, over.lease_until) == (None, None)


def test_cancelling_ends_a_waiting_run_and_signals_a_running_one(database: Database) -> None:
    waiting, running, over = queue(database), queue(database), queue(database)
    claim(database, running, "one")
    with database.begin() as work:
        work.runs.finish(over.id, status=RunStatus.DONE, now=NOW)

        assert work.runs.request_cancel(waiting.id, now=LATER)
        assert work.runs.request_cancel(running.id, now=LATER)
        assert work.runs.request_cancel(running.id, now=LATER + timedelta(seconds=9))
        assert not work.runs.request_cancel(over.id, now=LATER)

    assert (state(database, waiting).status, state(database, waiting).finished_at) == (
        RunStatus.CANCELLED,
        LATER,
    )
    assert (state(database, running).status, state(database, running).cancel_requested_at) == (
        RunStatus.RUNNING,
        LATER,
    )
    assert state(database, over).cancel_requested_at is None


def test_a_retry_keeps_finished_stages(database: Database) -> None:
    run = queue(database)
    with database.begin() as work:
        work.runs.claim(run.id, owner="one", now=NOW, lease_s=LEASE_S)
        work.runs.finish_stage(run.id, "preprocess", output='{"a": 1}', author=GEMINI, now=NOW)
        work.runs.fail_stage(run.id, "generate", error="No model.", now=NOW)
        assert not work.runs.requeue(run.id)
        work.runs.finish(run.id, status=RunStatus.FAILED, now=NOW, error="No model.")

        assert work.runs.requeue(run.id)

        again = work.runs.get(run.id)
        assert again is not None
        assert (again.status, again.error, again.finished_at) == (RunStatus.QUEUED, None, None)
        assert {name: row.status for name, row in work.runs.results(run.id).items()} == {
            "generate": StageStatus.FAILED,
            "preprocess": StageStatus.DONE,
        }


def test_a_started_stage_is_visible_and_can_be_started_again(database: Database) -> None:
    run = queue(database)
    with database.begin() as work:
        assert work.runs.start_stage(run.id, "plan", attempt=1, now=NOW)
        work.runs.fail_stage(run.id, "plan", error="No model.", now=LATER)
        failed = work.runs.results(run.id)["plan"]
        assert work.runs.start_stage(run.id, "plan", attempt=2, now=LATER)
        started = work.runs.results(run.id)["plan"]

    assert (failed.status, failed.error, failed.finished_at) == (
        StageStatus.FAILED,
        "No model.",
        LATER,
    )
    assert (
        started.status,
        started.attempt,
        started.error,
        started.finished_at,
        started.author,
    ) == (
        StageStatus.STARTED,
        2,
        None,
        None,
        None,
    )


def test_the_first_committed_result_of_a_stage_wins(database: Database) -> None:
    run = queue(database)
    with database.begin() as work:
        work.runs.start_stage(run.id, "plan", attempt=1, now=NOW)
        assert work.runs.finish_stage(run.id, "plan", output='{"mine": 1}', author=COACH, now=NOW)

        assert not work.runs.finish_stage(
            run.id, "plan", output='{"other": 2}', author=GEMINI, now=LATER
        )
        assert not work.runs.start_stage(run.id, "plan", attempt=2, now=LATER)
        assert not work.runs.fail_stage(run.id, "plan", error="late", now=LATER)

        row = work.runs.results(run.id)["plan"]
    assert (row.status, row.output, row.author, row.attempt, row.error) == (
        StageStatus.DONE,
        '{"mine": 1}',
        COACH,
        1,
        None,
    )


@pytest.mark.parametrize("status", [RunStatus.DONE, RunStatus.FAILED, RunStatus.CANCELLED])
def test_a_finished_run_is_not_claimed(database: Database, status: RunStatus) -> None:
    run = queue(database)
    with database.begin() as work:
        work.runs.finish(run.id, status=status, now=NOW)

    assert status.over
    assert claim(database, run, "one", now=LATER) is None


def test_the_latest_run_of_a_goal_is_the_one_submitted_last(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        add_run(work, goal)
        last = add_run(work, goal, now=LATER)

        assert work.runs.find_latest(goal.id) == last
        assert work.runs.find_latest(new_id()) is None


def test_calls_of_a_dead_worker_are_in_doubt_after_a_takeover(
    database: Database,
) -> None:
    run, other = queue(database), queue(database)
    entries = [make_entry(run_id=run.id), make_entry(run_id=run.id), make_entry(run_id=other.id)]
    with database.begin() as work:
        for entry in entries:
            work.calls.open(entry)
        work.calls.close(entries[1].id, make_completion(), finished_at=NOW)

    claim(database, run, "two")

    with database.read() as connection:
        states = dict(connection.execute(select(llm_calls.c.id, llm_calls.c.status)).all())
    assert [states[entry.id] for entry in entries] == [
        CallStatus.IN_DOUBT,
        CallStatus.DONE,
        CallStatus.IN_FLIGHT,
    ]


def test_a_worker_death_during_a_call_is_not_blamed_on_the_run(
    database: Database,
) -> None:
    run, now = queue(database), NOW
    for _ in range(4):
        now += timedelta(seconds=LEASE_S + 1)
        taken = claim(database, run, "one", now=now)
        assert taken is not None
        assert taken.claims_without_progress == 1
        assert state(database, run) == taken
        with database.begin() as work:
            work.calls.open(make_entry(run_id=run.id))


def test_a_worker_death_outside_a_call_is_blamed_on_the_run(
    database: Database,
) -> None:
    run, now = queue(database), NOW
    for count in range(1, 4):
        now += timedelta(seconds=LEASE_S + 1)
        taken = claim(database, run, "one", now=now)
        assert taken is not None
        assert taken.claims_without_progress == count


def test_a_run_that_may_crash_workers_comes_last(database: Database) -> None:
    suspect, fresh = queue(database), queue(database, key="b", now=NOW + timedelta(seconds=1))
    now = NOW
    for _ in range(2):
        claim(database, suspect, "one", now=now)
        now += timedelta(seconds=LEASE_S + 1)

    with database.begin() as work:
        assert claimable(work, now) == (fresh.id, suspect.id)


def test_a_stage_of_a_cancelled_run_does_not_start(database: Database) -> None:
    run = queue(database)
    assert claim(database, run, "one") is not None
    with database.begin() as work:
        assert work.runs.request_cancel(run.id, now=NOW)

        assert not work.runs.start_stage(run.id, "plan", attempt=1, now=NOW)

        assert not work.runs.may_continue(run.id)
        assert work.runs.results(run.id) == {}


def test_a_stage_of_a_missing_run_does_not_start(database: Database) -> None:
    with database.begin() as work:
        assert not work.runs.start_stage(new_id(), "plan", attempt=1, now=NOW)


def test_only_the_first_stage_of_a_claim_resets_the_claims(database: Database) -> None:
    run = queue(database)
    assert claim(database, run, "one") is not None
    with database.begin() as work:
        work.runs.finish_stage(
            run.id, "plan", output="{}", author=COACH, now=NOW, first_of_claim=False
        )
        unchanged = work.runs.get(run.id)
        work.runs.finish_stage(run.id, "generate", output="{}", author=COACH, now=NOW)
        reset = work.runs.get(run.id)

    assert unchanged is not None
    assert reset is not None
    assert (unchanged.claims_without_progress, reset.claims_without_progress) == (1, 0)
