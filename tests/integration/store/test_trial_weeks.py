"""A trial that first weeks decide: one a person, once the week is over, up to the promotion, its watch and its proof."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.errors import InvalidInput
from core.experiments.arm import Arm
from core.store.audit.values import AuditAction
from core.usecases.audit.list_audit import list_audit
from core.usecases.trials.list_trials import Outcome, Primary, TrialReport, Watch, show_trial
from core.usecases.trials.primary_text import text_of
from core.usecases.trials.proof.pack import unpack
from core.usecases.trials.proof.verify_proof import verify_proof
from core.usecases.trials.proof.write_proof import PEOPLE, write_proof
from core.usecases.trials.settle_trials import settle_trials
from core.usecases.trials.start_trial import Plan, start_trial
from tests.conftest import make_settings
from tests.factories.coaching import COACH
from tests.factories.trial_people import add_people, add_replay
from tests.factories.trial_weeks import TASKS, add_plan, add_weeks
from tests.fakes import FrozenClock

REASON = "Smaller steps"
WEEK = timedelta(days=8)


@pytest.fixture
def rein(tmp_path: Path, database_url: str, clock: FrozenClock) -> Iterator[Rein]:
    settings = make_settings(tmp_path, REIN_DATABASE_URL=database_url)
    built = build(settings, clock=clock, coach=COACH)
    clock.advance(60)
    add_replay(built)
    yield built
    built.jobs.stop(wait=True)
    built.database.close()


def start(rein: Rein, *, effect: float | None = None, most_n: int = 4_000) -> str:
    plan = Plan(
        prompt="defaults",
        candidate=3,
        reason=REASON,
        primary=Primary.WEEK_1,
        least_n=50,
        most_n=most_n,
        effect=effect,
    )
    return start_trial(rein, viewer=LOCAL_VIEWER, plan=plan)


def shown(rein: Rein, trial_id: str) -> TrialReport:
    return show_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id)


def better(arm: Arm | None, number: int) -> int:
    return TASKS if arm is Arm.CANDIDATE else number % 2


def worse(_arm: Arm | None, _number: int) -> int:
    return 0


def test_more_of_the_first_week_done_promotes_a_candidate_and_less_rolls_it_back(
    rein: Rein, clock: FrozenClock
) -> None:
    trial_id = start(rein)
    [first, *_] = add_weeks(rein, 60, done=better)
    add_people(rein, 5, stars=lambda _arm, _number: 1.0)
    settle_trials(rein)
    assert shown(rein, trial_id).findings.primary.n == 0, "no week is over"

    clock.advance(WEEK)
    settle_trials(rein)
    report = shown(rein, trial_id)
    found, means, text = report.findings.primary, report.means, text_of(report.trial.scale)
    assert (report.trial.outcome, report.trial.watch) == (Outcome.PROMOTED, Watch.WATCHED)
    assert (found.n, means.candidate) == (60, 1.0)
    assert means.champion == pytest.approx(0.165, abs=0.01), "none and one of three, in turns"
    assert text.difference(found).endswith("points")
    stars = [one for one in report.secondary if one.measure.scale.name == Primary.STARS]
    assert [one.evidence.n for one in stars] == [5], "stars are looked at beside"
    assert Primary.WEEK_1 not in {one.measure.scale.name for one in report.secondary}

    proof = write_proof(rein, viewer=LOCAL_VIEWER, trial_id=trial_id)
    verified = verify_proof(proof)
    assert (verified.agrees, verified.primary) == (True, Primary.WEEK_1)
    assert verified.result["primary"]["low"] == pytest.approx(found.low)
    assert unpack(proof)[PEOPLE].startswith(b"place,share,arm,shown,nth,week_1,")

    clock.advance(1)
    with rein.database.begin() as work:
        add_plan(work, rein, first)
        work.tasks.reopen(first.id, "w1t0")
    again = shown(rein, trial_id)
    assert again.findings.primary.n == 60, "a second plan of a person is no second outcome"

    add_weeks(rein, 30, done=worse)
    settle_trials(rein)
    assert shown(rein, trial_id).trial.watch is Watch.WATCHED
    clock.advance(WEEK)
    settle_trials(rein)
    ended = shown(rein, trial_id).trial
    assert (ended.watch, rein.prompts.find("defaults").version) == (Watch.ROLLED_BACK, 1)
    assert "0 % of the first week in the mean; the trial had found 100 %" in ended.watch_note
    done = [row.entry.action for row in list_audit(rein, viewer=LOCAL_VIEWER)]
    assert AuditAction.PROMPT_RELEASED in done
    assert AuditAction.PROMPT_ROLLED_BACK in done


def test_a_trial_of_first_weeks_ends_at_its_budget_of_people_and_counts_who_saw_their_plan(
    rein: Rein, clock: FrozenClock
) -> None:
    with pytest.raises(InvalidInput, match=r"at most 0\.5"):
        start(rein, effect=0.6)
    trial_id = start(rein, most_n=50)
    goals = add_weeks(rein, 49, done=lambda _arm, number: number % 2)
    with rein.database.begin() as work:
        add_plan(work, rein, goals[0])  # replaced within its week, so that the newer plan counts
    unseen = add_weeks(rein, 1, done=worse)
    with rein.database.begin() as work:
        add_plan(work, rein, unseen[0], shown=False)
    clock.advance(WEEK)
    settle_trials(rein)
    report = shown(rein, trial_id)
    assert (report.findings.primary.n, report.trial.outcome) == (49, Outcome.RUNNING)

    add_weeks(rein, 1, done=worse)
    clock.advance(WEEK)
    settle_trials(rein)
    assert shown(rein, trial_id).trial.outcome is Outcome.TIED
    assert shown(rein, trial_id).trial.decision == "No difference was found with 50 people."
