"""Pairs of an evaluation run: two texts compared in both orders, paid once and counted honestly."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from core.accounts.viewer import LOCAL_VIEWER
from core.errors import InvalidInput
from core.experiments.pairwise import PairVerdict, Place, PreferenceDraft
from core.ports import Purpose
from core.store.calls.tables import llm_calls
from core.store.evaluation_runs.store import EvaluationRunStore
from core.store.evaluation_runs.tables import evaluation_cases, evaluation_pairs
from core.store.evaluation_runs.values import CaseStatus, EndedCase
from core.store.runs.tables import runs
from core.usecases.evaluation_runs.change_evaluation_run import (
    cancel_evaluation_run,
    retry_evaluation_run,
)
from core.usecases.evaluation_runs.evaluation_run_json import report_json
from core.usecases.evaluation_runs.get_case import get_case
from core.usecases.evaluation_runs.plan_evaluation_run import Asked, plan_evaluation_run
from tests.fakes import FrozenClock
from tests.integration.usecases.test_evaluation_runs import (
    OFFLINE,
    REVIEWER,
    build_rein,
    paid_rein,
    rows,
    save,
    shown,
    start,
    worked,
)
from tests.stubs.answers import data_of
from tests.stubs.faults import Fault
from tests.stubs.gemini import GeminiStub
from tests.stubs.server import Asked as Call
from tests.stubs.server import Reply

JUDGED = Asked(variants=["live,model=gemini", "live,model=offline"], judge="gemini")
SAME = replace(JUDGED, variants=["live,model=offline", "defaults@v3,model=offline"])
GOALS = ("Learn Spanish", "Run 5 km by June")


def prefers_the_first(call: Call) -> Reply:
    if call.purpose != "compare":
        return Reply()
    quote = str(data_of(call.user)["first"]).splitlines()[0]
    draft = PreferenceDraft(reason="It comes first.", evidence=quote, better=Place.FIRST)
    return Reply(text=draft.model_dump_json())


def test_each_pair_is_compared_in_both_orders_and_a_win_needs_both(
    tmp_path: Path, database_url: str, clock: FrozenClock
) -> None:
    with GeminiStub() as stub, paid_rein(tmp_path, database_url, clock, stub) as rein:
        version = save(rein, *GOALS)
        plan = plan_evaluation_run(rein, viewer=LOCAL_VIEWER, version=version, asked=JUDGED)
        alone = plan_evaluation_run(
            rein, viewer=LOCAL_VIEWER, version=version, asked=replace(JUDGED, pairwise=False)
        )
        report = worked(rein, start(rein, version, JUDGED))
        asked = [data_of(call.user) for call in stub.asked if call.purpose == "compare"]
        texts = get_case(
            rein,
            viewer=REVIEWER,
            evaluation_run_id=report.run.id,
            item_id=report.compared[0].shown[0].item_id,
        )
        paid = [row for row in rows(rein, llm_calls) if row["purpose"] == Purpose.COMPARE]

    assert plan.usd is not None
    assert alone.usd is not None
    assert plan.usd > alone.usd, "pairs are part of the forecast"
    (found,) = report.compared
    assert found.by_judge
    assert (found.counts.decided, found.counts.by_order, found.waiting) == (2, 0, 0)
    assert len(asked) == 4
    by_goal = [[one for one in asked if one["words"].startswith(goal)] for goal in GOALS]
    for one, other in by_goal:
        assert (one["first"], one["second"]) == (other["second"], other["first"])
    assert {row["prompt_name"] for row in paid} == {"compare"}
    assert len(paid) == 4
    assert report.progress.spent_usd > sum(one.spent_usd for one in report.totals)
    assert texts.pairs[0].verdict in {PairVerdict.WIN, PairVerdict.LOSS}
    assert report_json(report)["comparisons"][0]["preferences"]["by"] == "judge"


def test_a_judge_that_takes_the_first_text_decides_nothing(
    tmp_path: Path, database_url: str, clock: FrozenClock
) -> None:
    with (
        GeminiStub(prefers_the_first) as stub,
        paid_rein(tmp_path, database_url, clock, stub) as rein,
    ):
        report = worked(rein, start(rein, save(rein, *GOALS), JUDGED))

    counts = report.compared[0].counts
    assert (counts.wins, counts.losses, counts.by_order, counts.order_share) == (0, 0, 2, 1.0)
    assert counts.win_interval is None


def test_two_equal_texts_are_alike_and_no_call_is_paid(
    tmp_path: Path, database_url: str, clock: FrozenClock
) -> None:
    with GeminiStub() as stub, paid_rein(tmp_path, database_url, clock, stub) as rein:
        report = worked(rein, start(rein, save(rein, GOALS[0]), SAME))

    assert (report.compared[0].counts.ties, stub.count("compare")) == (1, 0)


def test_an_order_that_was_paid_is_not_asked_again(
    tmp_path: Path, database_url: str, clock: FrozenClock
) -> None:
    refused: list[str] = []

    def once(call: Call) -> Reply:
        if call.purpose == "compare" and not refused:
            refused.append(call.user)
            return Reply(fault=Fault.BAD_REQUEST)
        return Reply()

    with GeminiStub(once) as stub, paid_rein(tmp_path, database_url, clock, stub) as rein:
        run_id = start(rein, save(rein, GOALS[0]), JUDGED)
        failed = worked(rein, run_id)
        calls = len(stub.asked)
        again = retry_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id)
        report = worked(rein, run_id)
        asked = [call.user for call in stub.asked[calls:]]

    assert (failed.progress.pairs, failed.compared[0].left_out) == ({CaseStatus.FAILED: 1}, 1)
    assert again == 1
    assert asked == refused, "the other order and the cases were paid"
    assert report.compared[0].counts.decided == 1


def test_a_failed_case_leaves_its_pair_out_and_a_retry_brings_it_back(
    tmp_path: Path, database_url: str, clock: FrozenClock
) -> None:
    failing = [True]

    def reply(call: Call) -> Reply:
        bad = failing and call.purpose == "evaluate"
        return Reply(fault=Fault.BAD_REQUEST) if bad else Reply()

    with GeminiStub(reply) as stub, paid_rein(tmp_path, database_url, clock, stub) as rein:
        run_id = start(rein, save(rein, GOALS[0]), JUDGED)
        first = worked(rein, run_id)
        failing.clear()
        retry_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id)
        report = worked(rein, run_id)

    assert first.progress.pairs == {CaseStatus.CANCELLED: 1}
    assert report.progress.pairs == {CaseStatus.DONE: 1}


def test_a_cancelled_run_compares_nothing_more_until_it_is_retried(
    tmp_path: Path, database_url: str, clock: FrozenClock
) -> None:
    with GeminiStub() as stub, paid_rein(tmp_path, database_url, clock, stub) as rein:
        run_id = start(rein, save(rein, GOALS[0]), JUDGED)
        with rein.database.begin() as work:
            for case in rows_of_cases(work.connection):
                end(work.connection, case, at=rein.clock.now())
        cancel_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id)

        assert shown(rein, run_id).progress.pairs == {CaseStatus.CANCELLED: 1}
        assert stub.asked == []
        assert retry_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id) == 1


def test_pairs_beyond_the_budget_are_refused(
    tmp_path: Path, database_url: str, clock: FrozenClock
) -> None:
    with GeminiStub() as stub, paid_rein(tmp_path, database_url, clock, stub) as rein:
        version = save(rein, GOALS[0])
        plan = plan_evaluation_run(rein, viewer=LOCAL_VIEWER, version=version, asked=JUDGED)
        assert plan.usd is not None
        with pytest.raises(InvalidInput, match="more than its budget"):
            start(rein, version, replace(JUDGED, budget_usd=plan.usd * 0.9))
        run_id = start(rein, version, replace(JUDGED, budget_usd=plan.usd))
        with rein.database.begin() as work:  # cases cost more than was expected
            work.connection.execute(evaluation_pairs.update().values(cost_usd=plan.usd))
        report = worked(rein, run_id)

    assert report.compared[0].left_out == 1
    assert "compare" not in {call.purpose for call in stub.asked}


def test_without_a_model_scores_are_compared_and_no_text(
    tmp_path: Path, database_url: str, clock: FrozenClock
) -> None:
    rein = build_rein(tmp_path, database_url, clock)
    try:
        report = worked(rein, start(rein, save(rein, *GOALS), OFFLINE))
    finally:
        rein.jobs.stop(wait=True)
        rein.database.close()

    (found,) = report.compared
    assert not found.by_judge
    assert (found.counts.n, found.counts.by_order, report.progress.pairs) == (2, 0, {})


def test_two_cases_that_end_at_once_queue_their_pair_once(
    tmp_path: Path, database_url: str, clock: FrozenClock
) -> None:
    with GeminiStub() as stub, paid_rein(tmp_path, database_url, clock, stub) as rein:
        start(rein, save(rein, GOALS[0]), JUDGED)
        one, other = rows(rein, evaluation_cases)

        def end_other() -> None:
            with rein.database.begin() as work:
                end(work.connection, other, at=clock.now())

        thread = threading.Thread(target=end_other)
        with rein.database.begin() as work:
            end(work.connection, one, at=clock.now())
            thread.start()
            thread.join(timeout=0.3)
            assert thread.is_alive(), "it waits for the pair, so that it sees both cases"
        thread.join()
        pairs = [row for row in rows(rein, runs) if row["kind"] == "evaluation_pair"]

    assert len(pairs) == 1


def rows_of_cases(connection: object) -> list[dict[str, object]]:
    found = connection.execute(evaluation_cases.select()).mappings()  # type: ignore[attr-defined]
    return [dict(row) for row in found]


def end(connection: object, case: dict[str, object], *, at: object) -> None:
    EvaluationRunStore(connection).end_case(  # type: ignore[arg-type]
        EndedCase(
            run_id=str(case["run_id"]),
            status=CaseStatus.DONE,
            error=None,
            duration_us=1,
            at=at,  # type: ignore[arg-type]
        )
    )
