"""A goal's whole way on a real database: submit, run, resume, cancel, fail, try again."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from core.accounts.user import LOCAL_USER, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein, build
from core.errors import Conflict, GoalDeclined, InvalidInput, NotFound
from core.goals.goal import Circumstances
from core.ids import new_id
from core.llm.providers.catalog import PROVIDERS
from core.runs.stage import Stage, StageResult
from core.store.goals.read import GoalView, find_goal
from core.store.runs.values import RunStatus
from core.store.traces.read import TraceDetail, find_trace
from core.tracing.span_record import SpanStatus
from core.usecases.goals.archive import archive_goal, delete_goal, restore_goal
from core.usecases.goals.submit import Submitted, submit_goal
from core.usecases.plans.complete_task import complete_task
from core.usecases.runs.background_workers import start_working
from core.usecases.runs.cancel import cancel_run
from core.usecases.runs.checkpoints import StoredCheckpoints
from core.usecases.runs.execute import execute_run
from core.usecases.runs.retry import retry_run
from tests.conftest import make_settings
from tests.fakes import FrozenClock
from tests.stubs.faults import Fault
from tests.stubs.gemini import GeminiStub
from tests.stubs.server import Asked, Reply

GOAL = "I want to run a 5K by the end of Q1"
STAGE_NAMES = ("preprocess", "generate", "evaluate", "plan")
SOMEBODY = User(id=new_id(), name="Somebody", role=Role.USER)
PIPELINE_SPANS = [
    "goal_generation_pipeline",
    "preprocessing_stage",
    "llm_call_preprocess",
    "json_parsing",
    "generation_stage",
    "llm_call_generation",
    "evaluation_stage",
    "llm_call_evaluation",
    "planning_stage",
    "llm_call_planning",
]


def submit(rein: Rein, text: str = GOAL, *, key: str | None = None) -> Submitted:
    return submit_goal(
        rein, viewer=LOCAL_VIEWER, text=text, circumstances=Circumstances(), key=key or new_id()
    )


def view_of(rein: Rein, goal_id: str) -> GoalView:
    view = find_goal(rein.database, goal_id, user_id=LOCAL_USER.id)
    assert view is not None
    return view


def trace_of(rein: Rein, trace_id: str) -> TraceDetail:
    detail = find_trace(rein.database, trace_id)
    assert detail is not None
    return detail


@pytest.fixture
def stub() -> Iterator[GeminiStub]:
    with GeminiStub() as server:
        yield server


def with_gemini(
    folder: Path, stub: GeminiStub, *, deadline_s: float = 5, clock: FrozenClock | None = None
) -> Rein:
    settings = make_settings(
        folder,
        GEMINI_API_KEY="key-of-a-test",
        GEMINI_BASE_URL=stub.url,
        REIN_CALL_DEADLINE_S=deadline_s,
    )
    return build(settings, clock=clock)


def test_a_goal_becomes_a_traced_scored_planned_resolution_without_a_key(rein: Rein) -> None:
    submitted = submit(rein)

    assert execute_run(rein, submitted.run_id)

    view, trace = view_of(rein, submitted.goal_id), trace_of(rein, submitted.trace_id)
    assert view.status is RunStatus.DONE
    assert view.clarified is not None
    assert view.clarified.deadline.isoformat() == "2027-03-31"
    assert view.resolution is not None
    assert view.evaluation is not None
    assert view.plan is not None
    assert view.evaluation.overall is not None
    assert trace.row.status is SpanStatus.OK
    assert trace.row.overall == view.evaluation.overall
    assert sorted({span.name for span in trace.spans}) == sorted(PIPELINE_SPANS)
    assert all(span.status is SpanStatus.OK for span in trace.spans)


def test_submitting_twice_with_one_key_starts_one_run(rein: Rein) -> None:
    first = submit(rein, key="same")
    second = submit(rein, "something else entirely", key="same")

    assert first == second


def test_two_people_may_use_the_same_key(rein: Rein) -> None:
    first = submit(rein, key="same")
    second = submit_goal(
        rein, viewer=Viewer(user=SOMEBODY), text=GOAL, circumstances=Circumstances(), key="same"
    )

    assert first.goal_id != second.goal_id


def test_an_unusable_goal_is_refused_and_nothing_is_stored(rein: Rein) -> None:
    with pytest.raises(InvalidInput) as refused:
        submit(rein, "   \x00 \n")

    assert refused.value.field == "text"
    with rein.database.begin() as work:
        assert work.runs.list_claimable(rein.clock.now()) == ()


@pytest.mark.parametrize(
    "text",
    ["what is the weather like tomorrow", "I want to kill myself", "<script>alert(1)</script>"],
)
def test_what_must_not_be_planned_is_declined_before_anything_is_stored(
    rein: Rein, text: str
) -> None:
    with pytest.raises(GoalDeclined) as declined:
        submit(rein, text)

    assert declined.value.field == "text"
    with rein.database.begin() as work:
        assert work.runs.list_claimable(rein.clock.now()) == ()


def test_a_person_may_insist_that_it_is_a_goal_but_not_on_harm(rein: Rein) -> None:
    def insist(text: str, key: str) -> Submitted:
        return submit_goal(
            rein,
            viewer=LOCAL_VIEWER,
            text=text,
            circumstances=Circumstances(),
            key=key,
            insist=True,
        )

    submitted = insist("blue elephants", "a")
    with pytest.raises(GoalDeclined) as declined:
        insist("I want to kill myself", "b")

    assert execute_run(rein, submitted.run_id)
    assert declined.value.final


def test_with_a_model_only_harm_and_an_empty_text_are_declined_before_it(
    rein: Rein, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        rein.models, "configured", {"a model": SimpleNamespace(provider=PROVIDERS[0].provider)}
    )

    assert submit(rein, "what is the weather like tomorrow").goal_id
    with pytest.raises(GoalDeclined) as harm:
        submit(rein, "I want to kill myself")
    with pytest.raises(GoalDeclined) as nothing:
        submit(rein, "12345")

    assert harm.value.final
    assert not nothing.value.final


def test_a_run_is_worked_by_one_worker_only(rein: Rein) -> None:
    submitted = submit(rein)

    worked = [execute_run(rein, submitted.run_id) for _ in range(2)]

    assert worked == [True, False]


def test_the_worker_of_the_process_picks_a_submitted_goal_up(rein: Rein) -> None:
    start_working(rein)
    submitted = submit(rein)
    rein.jobs.stop(wait=True)

    if (
        view_of(rein, submitted.goal_id).status is RunStatus.QUEUED
    ):  # stopped before it was found: the next start does
        start_working(rein)
        for _ in range(200):
            if view_of(rein, submitted.goal_id).status is RunStatus.DONE:
                break
            threading.Event().wait(0.05)

    assert view_of(rein, submitted.goal_id).status is RunStatus.DONE


def test_a_cancelled_goal_that_was_waiting_never_starts(rein: Rein) -> None:
    submitted = submit(rein)

    cancel_run(rein, viewer=LOCAL_VIEWER, goal_id=submitted.goal_id)

    assert not execute_run(rein, submitted.run_id)
    assert view_of(rein, submitted.goal_id).status is RunStatus.CANCELLED


def test_cancelling_a_run_under_way_keeps_what_is_finished(tmp_path: Path) -> None:
    rein: Rein
    goal_id: list[str] = []

    def cancel_while_generating(asked: Asked) -> Reply:
        if asked.purpose == "generate":
            cancel_run(rein, viewer=LOCAL_VIEWER, goal_id=goal_id[0])
        return Reply()

    with GeminiStub(cancel_while_generating) as stub:
        rein = with_gemini(tmp_path, stub)
        submitted = submit(rein)
        goal_id.append(submitted.goal_id)
        execute_run(rein, submitted.run_id)
        asked_for = [asked.purpose for asked in stub.asked]
        view, trace = view_of(rein, submitted.goal_id), trace_of(rein, submitted.trace_id)
        rein.database.close()

    assert asked_for == ["preprocess", "generate"]
    assert view.status is RunStatus.CANCELLED
    assert view.resolution is not None
    assert view.plan is None
    assert trace.row.status is SpanStatus.CANCELLED
    stages_shown = {span.name for span in trace.spans if span.name.endswith("_stage")}
    assert stages_shown == {"preprocessing_stage", "generation_stage"}


def test_trying_again_after_a_cancel_pays_for_no_stage_twice(tmp_path: Path) -> None:
    with GeminiStub() as stub:
        rein = with_gemini(tmp_path, stub)
        submitted = submit(rein)
        cancelled = threading.Event()

        def cancel_once(asked: Asked) -> Reply:
            if asked.purpose == "generate" and not cancelled.is_set():
                cancelled.set()
                cancel_run(rein, viewer=LOCAL_VIEWER, goal_id=submitted.goal_id)
            return Reply()

        stub._decide = cancel_once
        execute_run(rein, submitted.run_id)
        retry_run(rein, viewer=LOCAL_VIEWER, goal_id=submitted.goal_id)
        execute_run(rein, submitted.run_id)
        view = view_of(rein, submitted.goal_id)
        counts = {
            purpose: stub.count(purpose)
            for purpose in ("preprocess", "generate", "evaluate", "plan")
        }
        trace = trace_of(rein, submitted.trace_id)
        rein.database.close()

    assert view.status is RunStatus.DONE
    assert counts == {"preprocess": 1, "generate": 1, "evaluate": 1, "plan": 1}
    assert trace.row.status is SpanStatus.OK


def test_gemini_writes_every_part_and_is_billed_for_it(tmp_path: Path, stub: GeminiStub) -> None:
    rein = with_gemini(tmp_path, stub)
    submitted = submit(rein)

    execute_run(rein, submitted.run_id)

    view, trace = view_of(rein, submitted.goal_id), trace_of(rein, submitted.trace_id)
    rein.database.close()
    assert {stage.stage: stage.model for stage in view.stages} == dict.fromkeys(
        ("preprocess", "generate", "evaluate", "plan"), "gemini-3.8-flash"
    )
    assert trace.row.input_tokens == stub.billed.input
    assert trace.row.output_tokens == stub.billed.output
    assert trace.row.cost_usd is not None
    assert trace.row.cost_usd > 0
    assert trace.row.prompt_version == "generate@v2"


@pytest.mark.parametrize("stage", STAGE_NAMES)
def test_a_reply_that_came_back_before_the_crash_is_taken_from_the_ledger(
    tmp_path: Path, stub: GeminiStub, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    clock = FrozenClock()
    rein = with_gemini(tmp_path, stub, clock=clock)
    submitted = submit(rein)
    finish = StoredCheckpoints.finish

    def power_off(self: StoredCheckpoints, ended: Stage[Any], outcome: StageResult) -> object:
        if ended.name == stage:
            raise KeyboardInterrupt
        return finish(self, ended, outcome)

    with monkeypatch.context() as patch:
        patch.setattr(StoredCheckpoints, "finish", power_off)
        with pytest.raises(KeyboardInterrupt):
            execute_run(rein, submitted.run_id)
    clock.advance(timedelta(seconds=rein.settings.lease_s + 1))
    execute_run(rein, submitted.run_id)
    view, trace = view_of(rein, submitted.goal_id), trace_of(rein, submitted.trace_id)
    rein.database.close()

    assert view.status is RunStatus.DONE
    assert {asked.purpose: stub.count(asked.purpose) for asked in stub.asked} == dict.fromkeys(
        STAGE_NAMES, 1
    )
    assert trace.row.input_tokens == stub.billed.input


@pytest.mark.parametrize(
    "fault",
    [
        Fault.BAD_KEY,
        Fault.CHATTER,
        Fault.TRUNCATED,
        Fault.SAFETY,
        Fault.EMPTY,
        Fault.HTML,
        Fault.RESET,
        Fault.HANG,
    ],
)
def test_whatever_gemini_does_the_person_gets_a_plan_and_is_told_who_wrote_it(
    tmp_path: Path, fault: Fault
) -> None:
    with GeminiStub(lambda _: Reply(fault=fault)) as stub:
        rein = with_gemini(tmp_path, stub, deadline_s=0.5)
        submitted = submit(rein)
        execute_run(rein, submitted.run_id)
        view, trace = view_of(rein, submitted.goal_id), trace_of(rein, submitted.trace_id)
        rein.database.close()

    assert view.status is RunStatus.DONE
    assert view.plan is not None
    assert {stage.model for stage in view.stages} == {"offline-coach"}
    assert all(stage.because for stage in view.stages)
    assert trace.row.errors > 0
    assert "key-of-a-test" not in repr(trace)


def test_a_failed_stage_is_shown_with_advice_and_tried_again_where_it_stopped(
    rein: Rein, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitted = submit(rein)

    def explode(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    with monkeypatch.context() as patch:
        patch.setattr("core.runs.stages.plan.compile_plan", explode)
        execute_run(rein, submitted.run_id)
    failed = view_of(rein, submitted.goal_id)
    trace = trace_of(rein, submitted.trace_id)
    retry_run(rein, viewer=LOCAL_VIEWER, goal_id=submitted.goal_id)
    execute_run(rein, submitted.run_id)
    again = view_of(rein, submitted.goal_id)

    assert failed.status is RunStatus.FAILED
    assert failed.error is not None
    assert failed.error_advice
    assert failed.resolution is not None
    assert failed.evaluation is None
    assert failed.plan is None
    assert trace.row.status is SpanStatus.ERROR
    assert [s.name for s in trace.spans if s.error and s.error.startswith("ZeroDivisionError")] == [
        "planning_stage"
    ]
    assert again.status is RunStatus.DONE
    assert again.plan is not None
    assert again.evaluation is not None


def test_a_run_whose_worker_died_is_taken_over_when_its_lease_is_out(
    rein: Rein, clock: FrozenClock
) -> None:
    submitted = submit(rein)
    with rein.database.begin() as work:
        work.runs.claim(submitted.run_id, owner="dead", now=clock.now(), lease_s=30)

    too_early = execute_run(rein, submitted.run_id)
    clock.advance(timedelta(seconds=31))
    in_time = execute_run(rein, submitted.run_id)

    assert (too_early, in_time) == (False, True)
    assert view_of(rein, submitted.goal_id).status is RunStatus.DONE


def test_a_person_sees_and_changes_only_their_own_goals(rein: Rein) -> None:
    submitted = submit(rein)

    assert find_goal(rein.database, submitted.goal_id, user_id=SOMEBODY.id) is None
    for act in (cancel_run, retry_run, archive_goal, restore_goal, delete_goal):
        with pytest.raises(NotFound):
            act(rein, viewer=Viewer(user=SOMEBODY), goal_id=submitted.goal_id)


def test_a_goal_that_does_not_exist_is_not_found(rein: Rein) -> None:
    for goal_id in (new_id(), "'; DROP TABLE goals; --", ""):
        with pytest.raises(NotFound):
            cancel_run(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)


def test_a_deleted_goal_is_gone_with_its_trace(rein: Rein) -> None:
    submitted = submit(rein)
    execute_run(rein, submitted.run_id)

    delete_goal(rein, viewer=LOCAL_VIEWER, goal_id=submitted.goal_id)

    assert find_goal(rein.database, submitted.goal_id, user_id=LOCAL_USER.id) is None
    assert find_trace(rein.database, submitted.trace_id) is None


def test_a_goal_under_way_is_not_deleted(rein: Rein) -> None:
    submitted = submit(rein)
    with rein.database.begin() as work:
        work.runs.claim(submitted.run_id, owner="busy", now=rein.clock.now(), lease_s=30)

    with pytest.raises(Conflict):
        delete_goal(rein, viewer=LOCAL_VIEWER, goal_id=submitted.goal_id)


def test_a_ticked_task_stays_ticked_until_it_is_unticked(rein: Rein) -> None:
    submitted = submit(rein)
    execute_run(rein, submitted.run_id)
    plan = view_of(rein, submitted.goal_id).plan
    assert plan is not None
    task = plan.weeks[0].tasks[0]

    complete_task(rein, viewer=LOCAL_VIEWER, goal_id=submitted.goal_id, task_id=task.id, done=True)
    ticked = view_of(rein, submitted.goal_id).done_tasks
    complete_task(rein, viewer=LOCAL_VIEWER, goal_id=submitted.goal_id, task_id=task.id, done=False)

    assert ticked == {task.id}
    assert view_of(rein, submitted.goal_id).done_tasks == frozenset()
