"""A prompt that a model reads: an evaluation run against a second run of the live version opens its trial."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput
from core.prompts.library import default_prompt_library
from core.store.audit.values import AuditAction
from core.usecases.audit.list_audit import list_audit
from core.usecases.datasets.save_traces import Target, save_traces
from core.usecases.evaluation_runs.change_evaluation_run import (
    cancel_evaluation_run,
    retry_evaluation_run,
)
from core.usecases.evaluation_runs.work_evaluation_run import work_evaluation_run
from core.usecases.trials.judge_replays import judge_replays
from core.usecases.trials.replay_by_models import (
    ReplayAsked,
    forecast_replay,
    save_goals,
    start_replay,
)
from core.usecases.trials.replay_version import Aim, Replay, Verdict, list_replays
from core.usecases.trials.start_trial import Plan, start_trial
from tests.factories.rated_goals import add_rated_goal
from tests.fakes import FrozenClock
from tests.integration.usecases.test_evaluation_runs import build_rein, paid_rein
from tests.stubs.answers import sensible
from tests.stubs.gemini import GeminiStub
from tests.stubs.server import Asked as Call
from tests.stubs.server import Reply

ASKED = ReplayAsked(prompt="generate", candidate=1, goals=20, judge="offline", budget_usd=50.0)
CANDIDATE = default_prompt_library().find("generate", 1).system


class Writer:
    """A model whose live version writes vaguely, as long as the candidate is the better one."""

    candidate_is_better = True

    def __call__(self, call: Call) -> Reply:
        if call.purpose != "generate" or call.system == CANDIDATE or not self.candidate_is_better:
            return Reply()
        draft = json.loads(sensible("generate", call.user))
        draft |= {"smart_statement": "I will try to become better at it some day, as far as I can."}
        draft["metrics"] = [{"name": "Feeling", "target": "better", "how": "I will feel it"}]
        return Reply(text=json.dumps(draft))


@pytest.fixture
def writer() -> Writer:
    return Writer()


@pytest.fixture
def rein(tmp_path: Path, database_url: str, clock: FrozenClock, writer: Writer) -> Iterator[Rein]:
    with (
        GeminiStub(writer) as stub,
        paid_rein(tmp_path, database_url, clock, stub) as built,
    ):
        with built.database.begin() as work:
            for number in range(20):
                add_rated_goal(work, text=f"Read {number + 5} books by June")
        clock.advance(60)
        yield built


def replayed(rein: Rein) -> Replay:
    """Replay the candidate on past goals, and return the verdict."""
    ready = save_goals(rein, viewer=LOCAL_VIEWER, asked=ASKED)
    run_id = start_replay(rein, viewer=LOCAL_VIEWER, asked=ready, queue_only=True)
    rein.clock.advance(60)  # type: ignore[attr-defined]
    work_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id)
    [found] = list_replays(rein, viewer=LOCAL_VIEWER)
    assert found.evaluation_run_id == run_id
    return found


def test_only_a_candidate_that_beats_a_second_run_of_the_live_version_may_be_tried(
    rein: Rein, writer: Writer
) -> None:
    trial = Plan(prompt="generate", candidate=1, reason="Plainer words")
    with pytest.raises(Conflict, match="rein experiment replay generate 1"):
        start_trial(rein, viewer=LOCAL_VIEWER, plan=trial)
    plan = forecast_replay(rein, viewer=LOCAL_VIEWER, asked=ASKED)
    assert plan.items == 20
    assert (plan.usd or 0) > 0

    writer.candidate_is_better = False
    same = replayed(rein)
    assert (same.aim, same.verdict, same.gain.n) == (Aim.SCORES, Verdict.UNDECIDED, 20)
    with pytest.raises(Conflict, match="undecided"):
        start_trial(rein, viewer=LOCAL_VIEWER, plan=trial)

    writer.candidate_is_better = True
    better = replayed(rein)
    assert (better.verdict, better.champion, better.candidate) == (Verdict.PASSED, 2, 1)
    assert better.gain.low > 0
    assert start_trial(rein, viewer=LOCAL_VIEWER, plan=trial)

    lines = [row.entry for row in list_audit(rein, viewer=LOCAL_VIEWER)]
    made = [one for one in lines if one.action is AuditAction.REPLAY_MADE]
    assert [one.details["verdict"] for one in made] == ["pass", "undecided"]
    assert {one.actor_id for one in made} == {LOCAL_VIEWER.id}


def test_a_cancelled_replay_passes_nothing_and_its_retry_is_judged_again(rein: Rein) -> None:
    ready = save_goals(rein, viewer=LOCAL_VIEWER, asked=ASKED)
    run_id = start_replay(rein, viewer=LOCAL_VIEWER, asked=ready, queue_only=True)
    assert judge_replays(rein) == "0 replays judged"
    cancel_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id)
    assert judge_replays(rein) == "1 replay judged"
    assert judge_replays(rein) == "0 replays judged"
    [cancelled] = list_replays(rein, viewer=LOCAL_VIEWER)
    assert (cancelled.verdict, cancelled.gain.n) == (Verdict.UNDECIDED, 0)

    rein.clock.advance(60)  # type: ignore[attr-defined]
    retry_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id)
    assert judge_replays(rein) == "0 replays judged", "its cases wait again"
    cancel_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id)
    assert judge_replays(rein) == "1 replay judged"


def test_without_a_model_with_too_few_goals_or_by_rule_nothing_is_replayed(
    tmp_path: Path, database_url: str, clock: FrozenClock
) -> None:
    rein = build_rein(tmp_path, database_url, clock)
    with rein.database.begin() as work:
        few = [add_rated_goal(work, text=f"Read {n} books").trace_id for n in range(5, 24)]
    saved = save_traces(rein, viewer=LOCAL_VIEWER, target=Target(name="few"), trace_ids=few).version
    for asked, error, why in (
        (ASKED, Conflict, "there are 19"),
        (replace(ASKED, items=saved), InvalidInput, "there are 19"),
    ):
        with pytest.raises(error, match=why):
            forecast_replay(rein, viewer=LOCAL_VIEWER, asked=asked)
    with rein.database.begin() as work:
        add_rated_goal(work, text="Read 99 books")
    with pytest.raises(Conflict, match="none is set up"):
        forecast_replay(rein, viewer=LOCAL_VIEWER, asked=ASKED)
    with pytest.raises(InvalidInput, match="by rule"):
        forecast_replay(
            rein, viewer=LOCAL_VIEWER, asked=replace(ASKED, prompt="defaults", candidate=3)
        )
    rein.jobs.stop(wait=True)
    rein.database.close()
