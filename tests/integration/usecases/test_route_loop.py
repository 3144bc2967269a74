"""The whole loop for a route: draft, checks, replay, trial, the rule's decision, the watch, a rollback by itself."""

import json
import random
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.errors import Conflict
from core.experiments.arm import Arm
from core.experiments.replay_gate import Aim, Verdict
from core.ports import Purpose, Tier
from core.prompts.releases import SHIPPED_BY
from core.store.audit.values import AuditAction
from core.usecases.audit.list_audit import list_audit
from core.usecases.evaluation_runs.work_evaluation_run import work_evaluation_run
from core.usecases.prompts.check_version import check_version
from core.usecases.routing.explain_route import explain_route
from core.usecases.routing.live_routes import LiveRoutes, get_live_routes
from core.usecases.trials.list_trials import Outcome, TrialReport, Watch, show_trial
from core.usecases.trials.proof.verify_proof import verify_proof
from core.usecases.trials.proof.write_proof import write_proof
from core.usecases.trials.replay_by_models import ReplayAsked, save_goals, start_replay
from core.usecases.trials.replay_version import list_replays
from core.usecases.trials.settle_trials import settle_trials
from core.usecases.trials.start_trial import Plan, start_trial
from core.usecases.trials.trial_state import TrialState
from tests.factories.rated_goals import add_rated_goal
from tests.factories.trial_people import add_people, add_replay, person
from tests.fakes import FrozenClock
from tests.integration.usecases.test_route_trials import drafted, planned, rein_with_routes
from tests.stubs.answers import sensible
from tests.stubs.gemini import GeminiStub
from tests.stubs.server import Asked as Call
from tests.stubs.server import Reply

DEAR, CHEAP = "gemini-2.5-pro", "gemini-2.5-flash"
TABLE = """
[models]
gemini = { provider = "google", name = "gemini-2.5-flash" }
gemini-pro = { provider = "google", name = "gemini-2.5-pro" }

[[routes]]
ask = ["gemini-pro", "gemini"]
because = "It is the larger one."
"""
ROUTE = 'generate = "gemini"\nplan = "gemini"'
OF_THE_LOOP = frozenset(
    {
        AuditAction.PROMPT_DRAFTED,
        AuditAction.REPLAY_MADE,
        AuditAction.TRIAL_STARTED,
        AuditAction.TRIAL_ENDED,
        AuditAction.PROMPT_RELEASED,
        AuditAction.PROMPT_ROLLED_BACK,
    }
)


def written(call: Call) -> Reply:
    """Answer; the dear model's resolutions are vague, and the cheap one's are not."""
    if call.purpose != "generate" or call.model == CHEAP:
        return Reply()
    draft = json.loads(sensible("generate", call.user))
    draft |= {"smart_statement": "I will try to become better at it some day, as far as I can."}
    draft["metrics"] = [{"name": "Feeling", "target": "better", "how": "I will feel it"}]
    return Reply(text=json.dumps(draft))


@pytest.fixture
def rein(tmp_path: Path, database_url: str, clock: FrozenClock) -> Iterator[Rein]:
    with (
        GeminiStub(written) as stub,
        rein_with_routes(tmp_path, database_url, clock, stub, model=CHEAP, table=TABLE) as built,
    ):
        yield built


def test_a_better_route_passes_its_gate_wins_by_the_rule_and_a_regression_rolls_it_back(
    rein: Rein, clock: FrozenClock
) -> None:
    version = drafted(rein, ROUTE)
    checks = check_version(rein, viewer=LOCAL_VIEWER, name="routes", version=version)
    assert [one.name for one in checks if not one.passed] == []
    plan = Plan(prompt="routes", candidate=version, reason="Plainer texts", least_n=60)
    with pytest.raises(Conflict, match="not replayed"):
        start_trial(rein, viewer=LOCAL_VIEWER, plan=plan)
    assert replayed(rein, version) is Verdict.PASSED

    trial_id = start_trial(rein, viewer=LOCAL_VIEWER, plan=plan)
    dice = random.Random(20_261_128)  # noqa: S311 - a crowd, no secrets
    means = {Arm.CHAMPION: 2.5, Arm.CANDIDATE: 4.2}
    add_people(rein, 120, stars=lambda arm, _: stars_of(dice, means[arm or Arm.CHAMPION]))
    assert planned(rein, person()) | {"evaluate": ""} in (
        {"preprocess": DEAR, "generate": model, "plan": model, "evaluate": ""}
        for model in (DEAR, CHEAP)
    )
    settle_trials(rein)
    report = shown(rein, trial_id)
    assert (report.trial.outcome, report.trial.watch) == (Outcome.PROMOTED, Watch.WATCHED)
    assert planned(rein, person())["generate"] == CHEAP, "for everybody"
    promoted = live(rein)
    assert (promoted.version, promoted.by) == (version, "the rule of its trial")
    assert promoted.trial_state is TrialState.PROMOTED
    assert first_asked(rein) == [DEAR, CHEAP, CHEAP]

    clock.advance(60)
    add_people(rein, 60, stars=lambda _arm, _number: stars_of(dice, 4.2))
    settle_trials(rein)
    assert shown(rein, trial_id).trial.watch is Watch.WATCHED, "it is as good as it was found"
    add_people(rein, 60, stars=lambda _arm, _number: stars_of(dice, 1.5))
    settle_trials(rein)
    after = shown(rein, trial_id).trial
    assert after.watch is Watch.ROLLED_BACK
    assert "stars in the mean" in after.watch_note
    assert planned(rein, person())["generate"] == DEAR
    assert (live(rein).version, live(rein).since) == (1, rein.clock.now())
    assert first_asked(rein) == [DEAR] * 3
    with pytest.raises(Conflict, match="was rolled back"):
        start_trial(rein, viewer=LOCAL_VIEWER, plan=plan)
    assert lines_of_the_loop(rein) == [
        (AuditAction.PROMPT_DRAFTED, LOCAL_VIEWER.id),
        (AuditAction.REPLAY_MADE, LOCAL_VIEWER.id),
        (AuditAction.TRIAL_STARTED, LOCAL_VIEWER.id),
        (AuditAction.TRIAL_ENDED, SHIPPED_BY),
        (AuditAction.PROMPT_RELEASED, SHIPPED_BY),
        (AuditAction.PROMPT_ROLLED_BACK, SHIPPED_BY),
    ]


def test_a_tie_goes_to_the_route_whose_runs_cost_less(rein: Rein) -> None:
    version = drafted(rein, ROUTE)
    add_replay(rein, prompt="routes", champion=1, candidate=version, aim=Aim.SCORES)
    dice = random.Random(20_261_129)  # noqa: S311 - a crowd, no secrets
    add_people(rein, 30, stars=lambda _arm, _number: 4.0)
    plan = Plan(prompt="routes", candidate=version, reason="Cheaper", least_n=60, most_n=360)
    trial_id = start_trial(rein, viewer=LOCAL_VIEWER, plan=plan)
    add_people(
        rein,
        360,
        stars=lambda _arm, _number: 4.0,
        price=lambda arm: dice.gauss(0.015 if arm is Arm.CANDIDATE else 0.02, 0.002),
    )
    settle_trials(rein)

    trial = shown(rein, trial_id).trial
    assert trial.outcome is Outcome.PROMOTED
    assert trial.decision == "No difference was found, and the candidate is cheaper."
    proof = write_proof(rein, viewer=LOCAL_VIEWER, trial_id=trial_id)
    assert verify_proof(proof).agrees
    costs = json.loads(ZipFile(BytesIO(proof)).read("costs.json"))
    assert sum(arm["n"] for arm in costs.values()) == 360


def stars_of(dice: random.Random, mean: float) -> float:
    """Return the stars of one person of a crowd, in halves."""
    return min(5.0, max(0.5, round(2 * dice.gauss(mean, 0.7)) / 2))


def replayed(rein: Rein, version: int) -> Verdict:
    """Work the replay of a route on past goals to its end, and return the verdict."""
    with rein.database.begin() as work:
        for number in range(20):
            add_rated_goal(work, text=f"Read {number + 5} books by June")
    rein.clock.advance(60)  # type: ignore[attr-defined]
    asked = ReplayAsked(
        prompt="routes", candidate=version, goals=20, judge="offline", budget_usd=50.0
    )
    ready = save_goals(rein, viewer=LOCAL_VIEWER, asked=asked)
    run_id = start_replay(rein, viewer=LOCAL_VIEWER, asked=ready, queue_only=True)
    work_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id)
    [found] = list_replays(rein, viewer=LOCAL_VIEWER)
    assert (found.prompt, found.candidate, found.gain.n) == ("routes", version, 20)

    return found.verdict


def shown(rein: Rein, trial_id: str) -> TrialReport:
    return show_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id)


def live(rein: Rein) -> LiveRoutes:
    return get_live_routes(rein, viewer=LOCAL_VIEWER)


def first_asked(rein: Rein) -> list[str]:
    """Return the model that the page names first for each step that writes."""
    found = explain_route(rein, viewer=LOCAL_VIEWER, text="Learn Spanish", tier=Tier.BASIC)
    writing = [one for one in found.stages if one.purpose is not Purpose.EVALUATE]
    return [one.candidates[0].name for one in writing]


def lines_of_the_loop(rein: Rein) -> list[tuple[AuditAction, str]]:
    """Return the lines of the audit log about versions, oldest first, with who did each."""
    entries = [row.entry for row in reversed(list_audit(rein, viewer=LOCAL_VIEWER))]
    return [(one.action, one.actor_id) for one in entries if one.action in OF_THE_LOOP]
