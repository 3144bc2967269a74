"""The whole loop without a key: low stars, a theme, a proposal, a trial, a promotion, a note, a rollback."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.experiments.arm import Arm
from core.goals.goal import Circumstances
from core.ids import new_id
from core.quality.rating import Rating
from core.store.audit.values import AuditAction
from core.store.ratings.inbox_filter import InboxFilter
from core.usecases.audit.list_audit import list_audit
from core.usecases.goals.get_goal import get_goal
from core.usecases.goals.submit import submit_goal
from core.usecases.prompts.list_prompts import list_prompts
from core.usecases.prompts.release_prompt import release_prompt
from core.usecases.ratings.get_themes import get_themes
from core.usecases.ratings.list_inbox import list_inbox
from core.usecases.ratings.rate import rate
from core.usecases.ratings.reply import Note, reply_to_theme
from core.usecases.runs.execute import execute_run
from core.usecases.trials.list_trials import Outcome, Watch, show_trial
from core.usecases.trials.propose_version import propose_version
from core.usecases.trials.replay_version import Aim, Verdict, replay_version
from core.usecases.trials.require_replay import write_verdict
from core.usecases.trials.settle_trials import settle_trials
from core.usecases.trials.start_trial import Plan, start_trial
from core.usecases.utc_days import last_days
from tests.conftest import make_settings
from tests.factories.coaching import COACH
from tests.factories.trial_people import add_people, person
from tests.fakes import FrozenClock

COMPLAINT, PRAISE = "The first week asks far too much of me.", "Clear steps, I start today."

OF_THE_LOOP = frozenset(
    {
        AuditAction.PROMPT_RELEASED,
        AuditAction.PROMPT_ROLLED_BACK,
        AuditAction.TRIAL_STARTED,
        AuditAction.TRIAL_ENDED,
    }
)
"""Lines about versions; others are about what was read and answered."""


@pytest.fixture
def rein(tmp_path: Path, database_url: str, clock: FrozenClock) -> Iterator[Rein]:
    settings = make_settings(tmp_path, REIN_DATABASE_URL=database_url)
    built = build(settings, clock=clock, coach=COACH)
    clock.advance(60)
    yield built
    built.jobs.stop(wait=True)
    built.database.close()


def live(rein: Rein) -> list[int]:
    found = list_prompts(rein, viewer=LOCAL_VIEWER)
    return [one.text.version for one in found if one.text.name == "defaults" and one.live]


def rate_by_hand(rein: Rein, stars: float) -> str | None:
    """Plan a goal with the whole pipeline, look at it and rate it; return the version it was written with."""
    ada = person()
    one = submit_goal(
        rein, viewer=ada, text="Learn Spanish", circumstances=Circumstances(), key=new_id()
    )
    assert execute_run(rein, one.run_id)
    view, _ = get_goal(rein, viewer=ada, goal_id=one.goal_id)
    rate(rein, viewer=ada, trace_id=one.trace_id, rating=Rating(stars=stars))
    return next(stage.prompt for stage in view.stages if stage.stage == "plan")


def test_a_bad_version_is_found_replaced_and_a_regression_rolled_back(
    rein: Rein, clock: FrozenClock
) -> None:
    release_prompt(rein, viewer=LOCAL_VIEWER, name="defaults", version=2, reason="Faster")
    assert rate_by_hand(rein, 1.0) == "defaults@v2"
    add_people(rein, 20, stars=lambda _arm, _number: 1.5, comment=COMPLAINT)
    add_people(rein, 25, stars=lambda _arm, _number: 5.0, comment=PRAISE)

    days = last_days(rein, 7)
    theme = get_themes(rein, viewer=LOCAL_VIEWER, days=days).complaint
    assert theme is not None
    proposal = propose_version(rein, viewer=LOCAL_VIEWER, days=days)
    assert proposal is not None
    assert proposal.version == 1
    assert "20 people with low ratings write that the plan asks too much." in proposal.reason

    replay = replay_version(
        rein, viewer=LOCAL_VIEWER, prompt="defaults", candidate=proposal.version, goals=24
    )
    assert (replay.aim, replay.verdict) == (Aim.LESS, Verdict.PASSED), write_verdict(replay)
    plan = Plan(prompt="defaults", candidate=proposal.version, reason=proposal.reason, least_n=60)
    trial_id = start_trial(rein, viewer=LOCAL_VIEWER, plan=plan)
    add_people(rein, 160, stars=lambda arm, _number: 4.5 if arm is Arm.CANDIDATE else 2.0)
    assert (
        show_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id).decision.outcome
        is Outcome.PROMOTED
    )
    assert live(rein) == [2], "nobody has looked yet"
    rate_by_hand(rein, 4.0)
    assert live(rein) == [1], "the rating made the decision"
    assert rate_by_hand(rein, 4.5) is None

    filters = InboxFilter(sample=False, since=days.since, until=days.until)
    note = Note(text="The first week asks less now.", version="defaults@v1")
    reached = reply_to_theme(
        rein, viewer=LOCAL_VIEWER, filters=filters, theme=theme.label, note=note
    )
    assert reached == theme.n
    assert list_inbox(rein, viewer=LOCAL_VIEWER, filters=filters, theme=theme.label).rows

    clock.advance(60)
    add_people(rein, 60, stars=lambda _arm, _number: 1.0)
    settle_trials(rein)
    assert show_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id).trial.watch is Watch.ROLLED_BACK
    assert live(rein) == [2]
    lines = [row.entry.action for row in reversed(list_audit(rein, viewer=LOCAL_VIEWER))]
    assert [line for line in lines if line in OF_THE_LOOP] == [
        AuditAction.PROMPT_RELEASED,
        AuditAction.TRIAL_STARTED,
        AuditAction.TRIAL_ENDED,
        AuditAction.PROMPT_RELEASED,
        AuditAction.PROMPT_ROLLED_BACK,
    ]
