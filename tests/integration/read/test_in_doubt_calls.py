"""A call in doubt shows when it was made again and what it may have cost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.call_ledger import LedgerEntry
from core.llm.providers.offline import OFFLINE
from core.ports import Completion, Cost, Purpose
from core.store.calls.in_doubt import (
    InDoubtSummary,
    list_in_doubt_calls,
    list_latest_in_doubt_calls,
    summarize_in_doubt_calls,
)
from core.store.database.engine import Database
from core.store.runs.values import Run
from core.store.unit_of_work import UnitOfWork
from tests.factories.stored import add_goal, add_run
from tests.fakes import NOW
from tests.integration.store.paid import make_completion, make_entry

SOON = timedelta(minutes=4)


def begin_run(work: UnitOfWork) -> Run:
    return add_run(work, add_goal(work))


def leave_in_doubt(work: UnitOfWork, run: Run, **changes: object) -> LedgerEntry:
    """A call whose worker stopped: it is in flight when its run is claimed again."""
    entry = make_entry(run_id=run.id, trace_id=run.trace_id)
    entry = replace(entry, **changes)  # type: ignore[arg-type]
    work.calls.open(entry)
    assert work.calls.mark_in_doubt(run.id) == 1
    return entry


def answer(
    work: UnitOfWork, run: Run, *, usd: float | None, after: timedelta = SOON, **changes: object
) -> None:
    entry = replace(
        make_entry(run_id=run.id, trace_id=run.trace_id), started_at=NOW + after, **changes
    )  # type: ignore[arg-type]
    work.calls.open(entry)
    work.calls.close(entry.id, priced(usd), finished_at=NOW + after)


def priced(usd: float | None) -> Completion:
    return replace(make_completion(), cost=Cost(usd=usd, price_version="2027-01-01"))


def test_a_call_in_doubt_names_its_repetition_and_costs_what_that_did(database: Database) -> None:
    with database.begin() as work:
        run = begin_run(work)
        entry = leave_in_doubt(work, run)
        answer(work, run, usd=0.25)
        answer(work, run, usd=0.75, after=2 * SOON)  # the repair of that reply

    (doubt,) = list_in_doubt_calls(database, run.trace_id)

    assert (doubt.call_id, doubt.model, doubt.stage) == (entry.id, "gemini-3.8-flash", "generate")
    assert (doubt.started_at, doubt.retried_at, doubt.retry_model) == (
        NOW,
        NOW + SOON,
        "gemini-3.8-flash",
    )
    assert doubt.cost_usd == 0.25


def test_a_call_that_was_not_made_again_says_so_and_costs_what_its_kind_does(
    database: Database,
) -> None:
    with database.begin() as work:
        other = begin_run(work)
        answer(work, other, usd=0.1)
        answer(work, other, usd=0.3)
        answer(work, other, usd=9.0, model="gemini-4-argon")
        run = begin_run(work)
        leave_in_doubt(work, run)

    (doubt,) = list_in_doubt_calls(database, run.trace_id)

    assert (doubt.retried_at, doubt.retry_model) == (None, None)
    assert doubt.cost_usd == pytest.approx(0.2)


def test_a_cost_nobody_can_tell_is_unknown_and_not_zero(database: Database) -> None:
    with database.begin() as work:
        run = begin_run(work)
        leave_in_doubt(work, run)
        answer(work, run, usd=None)

    assert [doubt.cost_usd for doubt in list_in_doubt_calls(database, run.trace_id)] == [None]
    assert summarize_in_doubt_calls(database, since=NOW) == InDoubtSummary(
        n=1, cost_usd=0, unpriced=1
    )


def test_another_model_that_took_over_is_named_and_does_not_set_the_price(
    database: Database,
) -> None:
    with database.begin() as work:
        run = begin_run(work)
        leave_in_doubt(work, run)
        answer(work, run, usd=0.5, model="gemini-4-argon")

    (doubt,) = list_in_doubt_calls(database, run.trace_id)
    assert (doubt.retry_model, doubt.cost_usd) == ("gemini-4-argon", None)


def test_a_step_beside_it_is_not_its_repetition(database: Database) -> None:
    with database.begin() as work:
        run = begin_run(work)
        leave_in_doubt(work, run, stage="evaluate", purpose=Purpose.EVALUATE)
        answer(work, run, usd=0.5, stage="plan", purpose=Purpose.PLAN)

    (doubt,) = list_in_doubt_calls(database, run.trace_id)
    assert (doubt.stage, doubt.retried_at, doubt.cost_usd) == ("evaluate", None, None)


def test_two_workers_that_stopped_in_the_same_step_are_two_doubts(database: Database) -> None:
    with database.begin() as work:
        run = begin_run(work)
        leave_in_doubt(work, run)
        leave_in_doubt(work, run, started_at=NOW + SOON)
        answer(work, run, usd=0.5, after=2 * SOON)

    doubts = list_in_doubt_calls(database, run.trace_id)
    assert [(doubt.started_at, doubt.retried_at) for doubt in doubts] == [
        (NOW, NOW + SOON),
        (NOW + SOON, NOW + 2 * SOON),
    ]
    assert summarize_in_doubt_calls(database, since=NOW).n == 2


def test_calls_that_ended_or_are_under_way_or_cost_nothing_are_not_in_doubt(
    database: Database,
) -> None:
    with database.begin() as work:
        run = begin_run(work)
        leave_in_doubt(work, run, provider=OFFLINE, model="offline-coach")
        answer(work, run, usd=0.5)
        failed = make_entry(run_id=run.id, trace_id=run.trace_id)
        work.calls.open(failed)
        work.calls.fail(failed.id, fault="timeout", message="Too slow.", finished_at=NOW)
        work.calls.open(make_entry(run_id=run.id, trace_id=run.trace_id))

    assert list_in_doubt_calls(database, run.trace_id) == ()
    assert summarize_in_doubt_calls(database, since=NOW) == InDoubtSummary(
        n=0, cost_usd=0, unpriced=0
    )


def test_only_calls_since_the_moment_asked_for_are_counted(database: Database) -> None:
    with database.begin() as work:
        run = begin_run(work)
        leave_in_doubt(work, run, started_at=NOW - timedelta(days=8))
        leave_in_doubt(work, run)
        answer(work, run, usd=0.5)

    assert summarize_in_doubt_calls(database, since=NOW - timedelta(days=7)) == InDoubtSummary(
        n=1, cost_usd=0.5, unpriced=0
    )
    (latest,) = list_latest_in_doubt_calls(database, since=NOW - timedelta(days=7))
    assert (latest.started_at, latest.cost_usd, latest.trace_id) == (NOW, 0.5, run.trace_id)


def test_the_latest_doubts_come_newest_first_and_no_more_than_asked_for(database: Database) -> None:
    with database.begin() as work:
        entries = [
            leave_in_doubt(work, begin_run(work), started_at=NOW + place * SOON)
            for place in range(3)
        ]

    latest = list_latest_in_doubt_calls(database, since=NOW, limit=2)

    assert [doubt.call_id for doubt in latest] == [entries[2].id, entries[1].id]
