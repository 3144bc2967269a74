"""Proposals go to a replay and a trial by themselves: only with a budget, a pass at a time, until it is spent."""

from pathlib import Path

import pytest

from core.accounts.user import EVALUATOR_ID
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.runs.rewrites.draft import Draft, read_draft
from core.store.audit.values import AuditAction
from core.store.evaluation_runs.tables import evaluation_cases, evaluation_runs
from core.store.prompts.drafts import add_draft_text
from core.store.prompts.texts import next_version
from core.usecases.audit.list_audit import list_audit
from core.usecases.trials.automatic import advance_trials as use_case
from core.usecases.trials.automatic.advance_trials import OFF, SPENT, advance_trials
from core.usecases.trials.automatic.budget import get_automation
from core.usecases.trials.list_trials import Outcome, list_trials
from core.usecases.trials.propose_version import Proposal
from tests.factories.rated_goals import add_rated_goal
from tests.factories.trial_people import add_replay
from tests.fakes import FrozenClock
from tests.integration.usecases.test_evaluation_runs import REVIEWER, build_rein, rows
from tests.stubs.gemini import GeminiStub

SETTING = "REIN_AUTOMATIC_TRIALS_USD_PER_MONTH"


def rein_with(folder: Path, url: str, clock: FrozenClock, **settings: str) -> Rein:
    clock.advance(60)
    return build_rein(folder, url, clock, **settings)


def close(rein: Rein) -> None:
    rein.jobs.stop(wait=True)
    rein.database.close()


def draft_of_a_model(rein: Rein) -> int:
    """Store a draft as a model proposes it."""
    live = rein.prompts.find("generate")
    draft = Draft(
        name="generate",
        based_on=live.version,
        reason="Proposed by gemini: smaller first weeks.",
        system=f"{live.system}\nAsk for half in the first week.",
        user=live.user,
    )
    with rein.database.begin() as work:
        text = read_draft(live, draft, version=next_version(work.connection, draft.name))
        add_draft_text(
            work.connection,
            text,
            based_on=draft.based_on,
            by=LOCAL_VIEWER.id,
            at=rein.clock.now(),
            proposed_by="gemini",
        )
    rein.known_texts.expire()
    return text.version


def rein_with_model(
    stub: GeminiStub, folder: Path, database_url: str, clock: FrozenClock, *, usd: str
) -> Rein:
    """Return a Rein whose model is the stub, and whose trials may cost so much in a month."""
    return rein_with(
        folder,
        database_url,
        clock,
        GEMINI_API_KEY="key-of-a-test",
        GEMINI_BASE_URL=stub.url,
        REIN_GEMINI_MODEL="gemini-2.5-flash",
        REIN_MODEL_CONSENT="assumed",
        **{SETTING: usd},
    )


def add_rated_goals(rein: Rein) -> None:
    with rein.database.begin() as work:
        for number in range(20):
            add_rated_goal(work, text=f"Read {number + 5} books by June")


def test_the_settings_that_the_rule_proposes_are_tried_after_a_pass_and_only_with_a_budget(
    tmp_path: Path, database_url: str, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        use_case, "propose_version", lambda *_a, **_k: Proposal(version=3, reason="Too much.")
    )
    off = rein_with(tmp_path, database_url, clock)
    add_replay(off)
    assert advance_trials(off) == OFF
    assert list_trials(off, viewer=LOCAL_VIEWER) == ()
    close(off)

    rein = rein_with(tmp_path, database_url, clock, **{SETTING: "0"})
    try:
        assert advance_trials(rein) == "defaults@v3 trial started"
        assert advance_trials(rein) == "nothing to do", "one trial of a prompt at a time"
        (trial,) = list_trials(rein, viewer=LOCAL_VIEWER)
        lines = [line.entry for line in list_audit(rein, viewer=LOCAL_VIEWER)]
    finally:
        close(rein)
    assert (trial.started_by, trial.reason) == (EVALUATOR_ID, "Started by itself. Too much.")
    started = [one for one in lines if one.action is AuditAction.TRIAL_STARTED]
    assert [one.actor_id for one in started] == [EVALUATOR_ID]


def test_a_draft_of_a_model_is_replayed_within_the_budget_tried_and_stopped_when_it_is_spent(
    tmp_path: Path, database_url: str, clock: FrozenClock
) -> None:
    with GeminiStub() as stub:
        rein = rein_with_model(stub, tmp_path, database_url, clock, usd="5")
        try:
            add_rated_goals(rein)
            version = draft_of_a_model(rein)
            label = f"generate@v{version}"
            assert advance_trials(rein) == f"{label} replay started"
            (run,) = rows(rein, evaluation_runs)
            assert (run["created_by"], run["replay"], run["pairwise"]) == (EVALUATOR_ID, 1, 0)
            reserved = get_automation(rein, viewer=REVIEWER).spent_usd
            assert reserved > 0, "what is under way counts with its forecast"
            assert advance_trials(rein) == f"{label} is being replayed"

            end_replay(rein, cost_usd=0.01)
            assert get_automation(rein, viewer=REVIEWER).spent_usd == pytest.approx(0.4)
            add_replay(rein, prompt="generate", champion=2, candidate=version)
            assert advance_trials(rein) == f"{label} trial started"
            end_replay(rein, cost_usd=0.2)
            assert get_automation(rein, viewer=REVIEWER).is_spent
            assert advance_trials(rein) == f"{label} stopped"
            (trial,) = list_trials(rein, viewer=LOCAL_VIEWER)
            assert (trial.outcome, trial.decision) == (Outcome.STOPPED, SPENT)
            assert advance_trials(rein) == "nothing to do", "what was tried is not tried again"
        finally:
            close(rein)


def test_a_replay_that_the_month_cannot_pay_is_not_started(
    tmp_path: Path, database_url: str, clock: FrozenClock
) -> None:
    with GeminiStub() as stub:
        rein = rein_with_model(stub, tmp_path, database_url, clock, usd="0.001")
        try:
            add_rated_goals(rein)
            draft_of_a_model(rein)
            assert "costs more than is left of the month" in advance_trials(rein)
            assert rows(rein, evaluation_runs) == []
            assert stub.asked == []
        finally:
            close(rein)


def end_replay(rein: Rein, *, cost_usd: float) -> None:
    """Let every case of the replay have ended, at a cost."""
    done = evaluation_cases.update().values(status="done", cost_usd=cost_usd)
    with rein.database.begin() as work:
        work.connection.execute(done)
