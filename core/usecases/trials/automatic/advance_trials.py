"""Take proposals one step on, to a replay or after a pass to a trial, within a monthly budget.

It is off unless a monthly budget is set, which approves proposals in advance. It uses the same
use-cases as an admin, so every gate holds and every step is a line of the audit log.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from core.accounts.user import EVALUATOR, EVALUATOR_ID
from core.bootstrap import Rein
from core.errors import ReinError
from core.experiments.decision import Outcome
from core.experiments.replay_gate import Verdict
from core.prompts.releases import ReleaseStatus
from core.runs.goal_run import USUAL
from core.store.accounts.values import Account
from core.store.replays.read import find_newest_replay
from core.store.trials.open_trials import list_open_trials
from core.store.trials.spending import list_tried
from core.usecases.access.allow import Access, without_viewer
from core.usecases.evaluation_runs.list_evaluation_runs import list_evaluation_runs
from core.usecases.prompts.list_prompts import list_prompts
from core.usecases.trials.automatic.budget import AUTOMATION, get_automation
from core.usecases.trials.propose_version import propose_version
from core.usecases.trials.replay_by_models import (
    READ_BY_MODELS,
    ReplayAsked,
    forecast_replay,
    save_goals,
    start_replay,
)
from core.usecases.trials.replay_version import replay_version
from core.usecases.trials.start_trial import MAX_REASON_CHARACTERS, Plan, start_trial
from core.usecases.trials.stop_trial import stop_trial
from core.usecases.utc_days import last_days

DAYS = 30
OFF = "off"
SPENT = "The monthly budget of automatic trials is spent."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A proposed version that was never tried."""

    prompt: str
    champion: int
    version: int
    reason: str

    @property
    def label(self) -> str:
        return f"{self.prompt}@v{self.version}"


@without_viewer(Access.SYSTEM, "a periodic job, off unless a monthly budget is set")
def advance_trials(rein: Rein) -> str:
    """Return what was done, in words; "off" without a budget.

    At most one step is taken for each prompt, so that the budget is read again before the next.
    """
    if rein.settings.automatic_trials_usd is None:
        return OFF
    with rein.database.begin() as work:
        work.accounts.ensure(Account(user=EVALUATOR, created_at=rein.clock.now()))
    done = [*_stop_unaffordable(rein), *(_advance(rein, one) for one in _candidates(rein))]
    return "; ".join(done) or "nothing to do"


def _stop_unaffordable(rein: Rein) -> Iterator[str]:
    """Stop the trials that started by themselves and cost money, once the budget is spent."""
    if not get_automation(rein, viewer=AUTOMATION).is_spent:
        return
    with rein.database.read() as connection:
        running = list_open_trials(connection)
    for trial in running:
        mine = trial.started_by == EVALUATOR_ID and trial.outcome is Outcome.RUNNING
        if mine and trial.prompt in READ_BY_MODELS:
            stop_trial(rein, viewer=AUTOMATION, trial_id=trial.id, reason=SPENT)
            yield f"{trial.label} stopped"


def _candidates(rein: Rein) -> tuple[_Candidate, ...]:
    """Return the newest proposal for each prompt without a running trial, if it was never tried."""
    with rein.database.read() as connection:
        tried = list_tried(connection)
        busy = {one.prompt for one in list_open_trials(connection)}
    found: dict[str, _Candidate] = {}
    versions = list_prompts(rein, viewer=AUTOMATION)
    live = {one.text.name: one.text.version for one in versions if one.live}
    for one in versions:  # by name and version, so the newest proposal is the last one
        name, version = one.text.name, one.text.version
        drafted = one.proposed_by and one.status is ReleaseStatus.DRAFT
        if drafted and name in READ_BY_MODELS:
            found[name] = _Candidate(
                prompt=name, champion=live[name], version=version, reason=one.text.intent
            )
    proposal = propose_version(rein, viewer=AUTOMATION, days=last_days(rein, DAYS))
    if proposal is not None:
        found[USUAL] = _Candidate(
            prompt=USUAL,
            champion=live[USUAL],
            version=proposal.version,
            reason=proposal.reason,
        )
    return tuple(
        one
        for one in found.values()
        if one.prompt not in busy and (one.prompt, one.version) not in tried
    )


def _advance(rein: Rein, one: _Candidate) -> str:
    """Replay a candidate, or start its trial after a pass; return what was done or why not."""
    with rein.database.read() as connection:
        replay = find_newest_replay(
            connection, prompt=one.prompt, champion=one.champion, candidate=one.version
        )
    try:
        if replay is None:
            return _replay(rein, one)
        if replay.verdict is not Verdict.PASSED:
            return f"{one.label} waits for a person: its replay says {replay.verdict.value}"
        return _start(rein, one)
    except ReinError as error:  # a gate that holds for everybody, such as too few goals
        return f"{one.label} not advanced: {error}"


def _replay(rein: Rein, one: _Candidate) -> str:
    if one.prompt not in READ_BY_MODELS:
        made = replay_version(rein, viewer=AUTOMATION, prompt=one.prompt, candidate=one.version)
        return f"{one.label} replayed: {made.verdict.value}"
    under_way = {
        listed.run.variants[1].label.partition(",")[0]
        for listed in list_evaluation_runs(rein, viewer=AUTOMATION)
        if listed.run.replay and not listed.progress.over
    }
    if one.label in under_way:
        return f"{one.label} is being replayed"
    left = get_automation(rein, viewer=AUTOMATION).left_usd
    asked = ReplayAsked(prompt=one.prompt, candidate=one.version, budget_usd=left)
    if (cost := forecast_replay(rein, viewer=AUTOMATION, asked=asked).usd) is None or cost > left:
        return f"{one.label} waits: its replay costs more than is left of the month"
    start_replay(rein, viewer=AUTOMATION, asked=save_goals(rein, viewer=AUTOMATION, asked=asked))
    return f"{one.label} replay started"


def _start(rein: Rein, one: _Candidate) -> str:
    if one.prompt in READ_BY_MODELS and get_automation(rein, viewer=AUTOMATION).is_spent:
        return f"{one.label} waits: {SPENT.lower()}"
    reason = f"Started by itself. {one.reason}"[:MAX_REASON_CHARACTERS]
    plan = Plan(prompt=one.prompt, candidate=one.version, reason=reason)
    start_trial(rein, viewer=AUTOMATION, plan=plan)
    return f"{one.label} trial started"
