"""A trial of routes: another model is asked first for a share of the people, then for all, then for none."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput
from core.experiments.arm import Arm
from core.experiments.replay_gate import Aim
from core.experiments.variant import LIVE, Variant
from core.goals.goal import Circumstances
from core.ids import new_id
from core.ports import Purpose
from core.store.runs.tables import runs, stage_results
from core.usecases.evaluation_runs.plan_evaluation_run import Asked, plan_for
from core.usecases.goals.get_goal import get_goal
from core.usecases.goals.submit import submit_goal
from core.usecases.prompts.check_version import check_version
from core.usecases.prompts.draft_prompt import Draft, draft_prompt
from core.usecases.runs.execute import execute_run
from core.usecases.traces.get_trace import find_payloads, get_trace
from core.usecases.traces.list_traces import TraceFilter, list_traces
from core.usecases.trials.change_trial import promote_candidate, roll_back_candidate
from core.usecases.trials.list_trials import show_trial
from core.usecases.trials.start_trial import Plan, start_trial
from tests.factories.trial_people import add_replay, arms_of, person
from tests.fakes import FrozenClock
from tests.integration.usecases.test_evaluation_runs import build_rein
from tests.stubs.gemini import GeminiStub

USUAL, OTHER = "gemini-2.5-flash", "gemini-2.5-pro"
TABLE = """
[models]
gemini = { provider = "google", name = "gemini-2.5-flash" }
gemini-pro = { provider = "google", name = "gemini-2.5-pro" }

[[routes]]
ask = ["gemini", "gemini-pro"]
because = "It is cheap."
"""
PEOPLE = 8
"""The chance that all of them are of one arm is 1 in 128, and the test draws again."""


@contextmanager
def rein_with_routes(
    folder: Path, url: str, clock: FrozenClock, stub: GeminiStub, *, model: str, table: str
) -> Iterator[Rein]:
    """Run Rein with the models of a stub, of which a table says which is asked first."""
    (folder / "routes.toml").write_text(table, encoding="utf-8")
    built = build_rein(
        folder,
        url,
        clock,
        GEMINI_API_KEY="key-of-a-test",
        GEMINI_BASE_URL=stub.url,
        REIN_GEMINI_MODEL=model,
        REIN_ROUTES=str(folder / "routes.toml"),
        REIN_MODEL_CONSENT="assumed",
    )
    clock.advance(60)
    yield built
    built.jobs.stop(wait=True)
    built.database.close()


@pytest.fixture
def rein(tmp_path: Path, database_url: str, clock: FrozenClock) -> Iterator[Rein]:
    with (
        GeminiStub() as stub,
        rein_with_routes(tmp_path, database_url, clock, stub, model=USUAL, table=TABLE) as built,
    ):
        yield built


def drafted(rein: Rein, settings: str) -> int:
    draft = Draft(name="routes", based_on=1, reason="A stronger writer", settings=settings)
    return draft_prompt(rein, viewer=LOCAL_VIEWER, draft=draft)


def planned(rein: Rein, viewer: Viewer) -> dict[str, str]:
    """Plan a goal with the whole pipeline; return the model of each step."""
    one = submit_goal(
        rein, viewer=viewer, text="Learn Spanish", circumstances=Circumstances(), key=new_id()
    )
    assert execute_run(rein, one.run_id)
    query = (
        select(stage_results.c.stage, stage_results.c.model)
        .join(runs, runs.c.id == stage_results.c.run_id)
        .where(runs.c.goal_id == one.goal_id)
    )
    with rein.database.read() as connection:
        return {row.stage: row.model for row in connection.execute(query)}


def test_a_route_is_tried_by_person_beside_its_cost_and_is_promoted_and_rolled_back(
    rein: Rein,
) -> None:
    version = drafted(rein, 'generate = "gemini-pro"\nplan = "gemini-pro"')
    plan = Plan(prompt="routes", candidate=version, reason="Better texts")
    with pytest.raises(Conflict, match="not replayed"):
        start_trial(rein, viewer=LOCAL_VIEWER, plan=plan)
    add_replay(rein, prompt="routes", champion=1, candidate=version, aim=Aim.SCORES)
    trial_id = start_trial(rein, viewer=LOCAL_VIEWER, plan=plan)

    people = [person() for _ in range(PEOPLE)]
    asked = {viewer.id: planned(rein, viewer) for viewer in people}
    while len(set(arms_of(rein).values())) < 2:
        people.append(person())
        asked[people[-1].id] = planned(rein, people[-1])

    by_arm = {Arm.CHAMPION: USUAL, Arm.CANDIDATE: OTHER}
    for user_id, arm in arms_of(rein).items():
        models = asked[user_id]
        assert (models["generate"], models["plan"]) == (by_arm[arm], by_arm[arm])
        assert models["preprocess"] == USUAL, "the step is not part of the route"
    report = show_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id)
    costs, seconds = report.costs, report.seconds
    assert costs.champion.n + costs.candidate.n == len(people)
    assert seconds.champion.n + seconds.candidate.n == len(people)
    assert costs.difference is not None
    assert costs.difference > 0, "the candidate is the dearer model"
    assert costs.champion.mean == pytest.approx(cost_of_a_run(rein, asked, people, Arm.CHAMPION))

    assert shown_models(rein, people[0]) == {"a model"}
    promote_candidate(rein, viewer=LOCAL_VIEWER, trial_id=trial_id, reason="It is better")
    assert planned(rein, person())["generate"] == OTHER
    roll_back_candidate(rein, viewer=LOCAL_VIEWER, trial_id=trial_id, reason="Too dear")
    assert planned(rein, person())["generate"] == USUAL


def shown_models(rein: Rein, viewer: Viewer) -> set[str | None]:
    """Return the models that a person is shown for what they got, on the page and in their traces."""
    rows = list_traces(rein, viewer=viewer, filters=TraceFilter()).rows
    goal_id, trace_id = rows[0].goal_id, rows[0].trace_id
    assert goal_id is not None
    goal, _ = get_goal(rein, viewer=viewer, goal_id=goal_id)
    spans = get_trace(rein, viewer=viewer, trace_id=trace_id).spans
    seen = (goal, rows, spans, *find_payloads(rein, viewer=viewer, trace_id=trace_id).values())
    assert [name for name in (USUAL, OTHER) for one in seen if name in str(one)] == []
    named = {row.writer_model for row in rows} | {span.model for span in spans if span.model}
    return named | {stage.model for stage in goal.stages}


def cost_of_a_run(
    rein: Rein, asked: dict[str, dict[str, str]], people: list[Viewer], arm: Arm
) -> float:
    """Return the mean cost of the runs of an arm, from the ledger itself."""
    from core.store.calls.tables import llm_calls  # noqa: PLC0415 - the other way to count

    theirs = [one.id for one in people if arms_of(rein)[one.id] is arm]
    query = select(llm_calls.c.cost_usd).where(llm_calls.c.user_id.in_(theirs))
    with rein.database.read() as connection:
        return sum(row.cost_usd for row in connection.execute(query)) / len(theirs)


@pytest.mark.parametrize(
    "settings", ['evaluate = "gemini"', "generate = 3", 'generate = " "', "generate ="]
)
def test_what_is_no_route_is_no_version(rein: Rein, settings: str) -> None:
    with pytest.raises(InvalidInput):
        drafted(rein, settings)


def test_a_model_without_a_key_is_found_before_people_meet_it(rein: Rein) -> None:
    version = drafted(rein, 'generate = "claude"')
    add_replay(rein, prompt="routes", champion=1, candidate=version, aim=Aim.SCORES)

    checks = check_version(rein, viewer=LOCAL_VIEWER, name="routes", version=version)

    assert [one.name for one in checks if not one.passed] == ["Models"]
    with pytest.raises(Conflict, match="Not set up: claude"):
        start_trial(
            rein,
            viewer=LOCAL_VIEWER,
            plan=Plan(prompt="routes", candidate=version, reason="Better"),
        )


def test_the_replay_of_a_route_writes_with_its_models_and_forecasts_their_cost(
    rein: Rein,
) -> None:
    version = drafted(rein, 'plan = "gemini-pro"')

    found = plan_for(
        rein, Asked(variants=[LIVE, f"routes@v{version}"], replay=True, pairwise=False), 20
    )

    def writers(variant: Variant) -> list[str]:
        return [variant.writer(step) for step in (Purpose.GENERATE, Purpose.PLAN)]

    assert [writers(one) for one in found.variants] == [
        ["gemini", "gemini"],
        ["gemini", "gemini-pro"],
    ]
    cheap, dear = found.forecast.usd_per_case
    assert cheap is not None
    assert dear is not None
    assert 0 < cheap < dear
