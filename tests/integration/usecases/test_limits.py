"""A run has limits of attempts and time; then it ends with a clear sentence."""

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.errors import StorageDamaged, StorageUnavailable
from core.goals.goal import Circumstances
from core.ids import new_id
from core.ports import Author
from core.runs.goal_run import GOAL
from core.runs.goal_state import GoalRunState, StageName
from core.runs.kind import TraceText, identity_of
from core.runs.stage import Stage, StageContext, StageResult
from core.store.runs.values import Run, RunStatus, StageStatus
from core.store.traces.read import find_trace
from core.tracing.span_record import SpanStatus
from core.tracing.tracer import LiveSpan
from core.usecases.goals.submit import Submitted, submit_goal
from core.usecases.runs import execute as execution
from core.usecases.runs.answer_questions import answer_questions
from core.usecases.runs.execute import execute_run
from core.usecases.runs.recorded_work import RecordedWork
from core.usecases.runs.retry import retry_run
from tests.conftest import make_settings
from tests.fakes import FrozenClock

WORK_S = 600.0
ATTEMPTS = 3
AUTHOR = Author(model="m", provider="p")


@pytest.fixture
def rein(tmp_path: Path, database_url: str, clock: FrozenClock) -> Iterator[Rein]:
    settings = make_settings(tmp_path, REIN_DATABASE_URL=database_url, REIN_MAX_ATTEMPTS=ATTEMPTS)
    built = build(settings, clock=clock)
    yield built
    built.jobs.stop(wait=True)
    built.database.close()


def submit(rein: Rein, *, asks: bool = False) -> Submitted:
    text = "I want to run a 5K by the end of Q1"
    return submit_goal(
        rein,
        viewer=LOCAL_VIEWER,
        text=text,
        circumstances=Circumstances(),
        key=new_id(),
        interactive=asks,
    )


def run_of(rein: Rein, submitted: Submitted) -> Run:
    with rein.database.begin() as work:
        run = work.runs.get(submitted.run_id)
    assert run is not None
    return run


def die(rein: Rein, submitted: Submitted, clock: FrozenClock) -> Run:
    """Take a run up as a worker does that dies at once."""
    with rein.database.begin() as work:
        run = work.runs.claim(
            submitted.run_id, owner="dead", now=clock.now(), lease_s=12, work_s=WORK_S
        )
    clock.advance(13)
    assert run is not None
    return run


def before(rein: Rein, name: StageName, act: Callable[[], object]) -> Rein:
    """Return a Rein that does something at the beginning of a stage of goals."""

    def changed(stage: Stage[GoalRunState]) -> Stage[GoalRunState]:
        def run(state: GoalRunState, context: StageContext, live: LiveSpan) -> StageResult:
            act()
            return stage.run(state, context, live)

        return replace(stage, run=run) if stage.name is name else stage

    stages = tuple(changed(stage) for stage in GOAL.stages)
    return replace(rein, run_kinds=(replace(GOAL, stages=stages),))


def test_a_run_that_was_taken_up_too_often_is_given_up_and_its_trace_says_so(
    rein: Rein, clock: FrozenClock
) -> None:
    submitted = submit(rein)
    with rein.database.begin() as work:
        work.runs.start_stage(submitted.run_id, "preprocess", attempt=1, now=clock.now())
    execute_trace(rein, submitted, clock)
    for _ in range(ATTEMPTS):
        die(rein, submitted, clock)

    assert execute_run(rein, submitted.run_id)

    run, trace = run_of(rein, submitted), find_trace(rein.database, submitted.trace_id)
    assert run.status is RunStatus.FAILED
    assert run.error == "This goal stopped its worker 3 times without finishing a step."
    assert trace is not None
    assert (trace.row.status, trace.spans[0].error) == (SpanStatus.ERROR, run.error)
    with rein.database.begin() as work:
        assert work.runs.results(run.id)["preprocess"].status is StageStatus.FAILED

    retry_run(rein, viewer=LOCAL_VIEWER, goal_id=submitted.goal_id)
    assert execute_run(rein, submitted.run_id)
    assert run_of(rein, submitted).status is RunStatus.DONE


def execute_trace(rein: Rein, submitted: Submitted, clock: FrozenClock) -> None:
    """Open the trace as the first worker does."""
    run = run_of(rein, submitted)
    with rein.database.begin() as work:
        RecordedWork(
            identity_of(run),
            trace_name=GOAL.trace_name,
            text=TraceText(search_text="run", input="run"),
            started_at=clock.now(),
        ).open(work)


def test_as_many_tries_as_are_allowed_are_made(rein: Rein, clock: FrozenClock) -> None:
    submitted = submit(rein)
    for _ in range(ATTEMPTS - 1):
        die(rein, submitted, clock)

    execute_run(rein, submitted.run_id)

    assert run_of(rein, submitted).status is RunStatus.DONE


def test_a_step_that_was_finished_starts_the_count_anew(rein: Rein, clock: FrozenClock) -> None:
    submitted = submit(rein)
    for _ in range(ATTEMPTS):
        die(rein, submitted, clock)
    with rein.database.begin() as work:
        work.runs.finish_stage(
            submitted.run_id, "other", output="{}", author=AUTHOR, now=clock.now()
        )

    assert run_of(rein, submitted).claims_without_progress == 0


def test_a_run_has_its_time_from_when_it_is_first_taken_up(rein: Rein, clock: FrozenClock) -> None:
    submitted = submit(rein)
    clock.advance(timedelta(hours=5))  # waiting for its turn is no work

    first = die(rein, submitted, clock)
    assert first.started_at is not None
    assert first.deadline_at == first.started_at + timedelta(seconds=WORK_S)


def test_time_in_which_nobody_worked_on_a_run_is_not_counted(
    rein: Rein, clock: FrozenClock
) -> None:
    submitted = submit(rein)
    first = die(rein, submitted, clock)
    clock.advance(timedelta(hours=8))  # the laptop was shut

    second = die(rein, submitted, clock)

    assert first.deadline_at is not None
    assert second.deadline_at == first.deadline_at + timedelta(hours=8, seconds=1)


def test_a_machine_that_slept_keeps_the_time_of_the_run_it_works(
    rein: Rein, clock: FrozenClock
) -> None:
    submitted = submit(rein)
    with rein.database.begin() as work:
        run = work.runs.claim(
            submitted.run_id, owner="me", now=clock.now(), lease_s=12, work_s=WORK_S
        )
        assert run is not None
        clock.advance(timedelta(hours=8))
        assert work.runs.renew(run.id, owner="me", now=clock.now(), lease_s=12)

    left = run_of(rein, submitted).deadline_at - clock.now()  # type: ignore[operator]
    assert left == timedelta(seconds=WORK_S - 12)


def test_a_clock_that_was_set_back_gives_no_run_more_than_its_time(
    rein: Rein, clock: FrozenClock
) -> None:
    submitted = submit(rein)
    die(rein, submitted, clock)
    clock.advance(timedelta(hours=-1))

    again = die(rein, submitted, clock)

    assert again.lease_until is not None
    assert again.deadline_at == again.lease_until + timedelta(seconds=WORK_S - 12)


def test_no_step_is_begun_once_the_time_is_over_and_what_is_finished_is_kept(
    rein: Rein, clock: FrozenClock
) -> None:
    submitted = submit(rein)
    slow = before(rein, StageName.GENERATE, lambda: clock.advance(WORK_S + 1))

    execute_run(slow, submitted.run_id)

    run = run_of(rein, submitted)
    assert run.status is RunStatus.FAILED
    assert run.error == "The time this goal may take is over."
    assert "What is finished is saved" in str(run.error_advice)
    with rein.database.begin() as work:
        states = {name: row.status for name, row in work.runs.results(run.id).items()}
    assert states["preprocess"] is states["generate"] is StageStatus.DONE
    assert states["plan"] is StageStatus.FAILED
    assert "evaluate" not in states, "the plan is judged too, so without it nothing is scored"

    retry_run(rein, viewer=LOCAL_VIEWER, goal_id=submitted.goal_id)
    execute_run(rein, submitted.run_id)
    assert run_of(rein, submitted).status is RunStatus.DONE, "trying again gives it its whole time"


def test_waiting_for_answers_is_no_work(rein: Rein, clock: FrozenClock) -> None:
    submitted = submit(rein, asks=True)
    execute_run(rein, submitted.run_id)
    assert run_of(rein, submitted).status is RunStatus.NEEDS_ANSWERS
    clock.advance(timedelta(days=3))
    with rein.database.begin() as work:
        questions = work.clarifications.list_open(submitted.run_id)

    answer_questions(
        rein,
        viewer=LOCAL_VIEWER,
        goal_id=submitted.goal_id,
        answers=dict.fromkeys(q.id for q in questions),
    )
    assert (
        run_of(rein, submitted).deadline_at,
        run_of(rein, submitted).claims_without_progress,
    ) == (None, 0)
    execute_run(rein, submitted.run_id)

    assert run_of(rein, submitted).status is RunStatus.DONE


def test_a_database_that_went_away_fails_no_run_and_counts_no_try(
    rein: Rein, clock: FrozenClock
) -> None:
    submitted = submit(rein)

    def away() -> None:
        raise StorageUnavailable("The database is busy with another write.")

    cut_off = before(rein, StageName.GENERATE, away)
    for _ in range(ATTEMPTS + 2):
        with pytest.raises(StorageUnavailable):
            execute_run(cut_off, submitted.run_id)
        assert not execute_run(cut_off, submitted.run_id), (
            "it rests a little, so that nobody turns in circles"
        )
        clock.advance(execution.RETRY_DELAY_S + 1)

    assert execute_run(rein, submitted.run_id)
    assert run_of(rein, submitted).status is RunStatus.DONE


def test_a_damaged_database_is_not_tried_for_ever(rein: Rein, clock: FrozenClock) -> None:
    submitted = submit(rein)

    def damaged() -> None:
        raise StorageDamaged("The database file is damaged.")

    broken = before(rein, StageName.GENERATE, damaged)
    for _ in range(ATTEMPTS + 1):
        with contextlib.suppress(StorageDamaged):
            execute_run(broken, submitted.run_id)
        clock.advance(rein.settings.lease_s + 1)
    execute_run(broken, submitted.run_id)

    assert run_of(rein, submitted).status is RunStatus.FAILED


def test_a_run_that_nobody_may_work_any_more_is_given_up_beside_the_step_that_hangs(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = make_settings(
        tmp_path, REIN_DATABASE_URL=database_url, REIN_RUN_DEADLINE_S=0.5, REIN_LEASE_S=0.5
    )
    monkeypatch.setattr(execution, "OVERDUE_S", 0.2)
    rein = build(settings)
    submitted = submit(rein)
    seen: list[Run] = []

    def hang() -> None:
        for _ in range(200):
            if run_of(rein, submitted).status is not RunStatus.RUNNING:
                seen.append(run_of(rein, submitted))
                return
            time.sleep(0.05)

    execute_run(before(rein, StageName.PREPROCESS, hang), submitted.run_id)

    assert [run.status for run in seen] == [RunStatus.FAILED]
    late = run_of(rein, submitted)
    assert (late.status, late.error) == (RunStatus.FAILED, seen[0].error), (
        "the step that came back late ends nothing"
    )
    assert "did not come back" in str(seen[0].error)
    rein.database.close()
