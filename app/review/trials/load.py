"""Read what the Trials page shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from app import auth, services
from core.experiments.decision import Outcome
from core.usecases.evaluation_runs.list_evaluation_runs import Listed, list_evaluation_runs
from core.usecases.prompts.list_prompts import PromptVersion, list_prompts
from core.usecases.trials import list_trials as trials
from core.usecases.trials.list_trial_results import RatedResult, list_trial_results
from core.usecases.trials.list_trials import Trial, TrialReport, show_trial
from core.usecases.trials.propose_version import Proposal, propose_version
from core.usecases.trials.replay_version import Replay, list_replays
from core.usecases.trials.start_trial import WRITING
from core.usecases.trials.trial_state import TrialState, state_of
from core.usecases.utc_days import last_days

PROPOSAL_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedTrial:
    """A trial in the list."""

    trial: Trial
    state: TrialState
    n: int
    """People whose outcome is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What can be tried: the versions of the prompts people rate, and their replays."""

    versions: tuple[PromptVersion, ...]
    replays: tuple[Replay, ...]
    running: frozenset[str]
    """The prompts with a running trial."""
    under_way: Mapping[str, Listed]
    """The evaluation runs that replay a version now, by the label of the version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialView:
    """One trial with its versions and records."""

    report: TrialReport
    state: TrialState
    champion: PromptVersion | None
    candidate: PromptVersion | None
    replay: Replay | None
    results: tuple[RatedResult, ...]


@services.in_one_reading
def load_list(*, sample: bool) -> tuple[ListedTrial, ...]:
    """Return all trials, newest first."""
    rein, viewer = services.rein(), auth.current_viewer()
    return tuple(map(_listed, trials.list_trials(rein, viewer=viewer, sample=sample)))


def _listed(trial: Trial) -> ListedTrial:
    n = trial.estimate.n if trial.estimate is not None else 0
    if trial.outcome is Outcome.RUNNING:
        rein, viewer = services.rein(), auth.current_viewer()
        n = show_trial(rein, viewer=viewer, trial_id=trial.id).findings.primary.n
    return ListedTrial(trial=trial, state=state_of(trial, n=n), n=n)


@services.in_one_reading
def load_choices(listed: tuple[ListedTrial, ...]) -> Choices:
    """Return what a trial can be started with."""
    rein, viewer = services.rein(), auth.current_viewer()
    found = list_prompts(rein, viewer=viewer)
    return Choices(
        versions=tuple(one for one in found if one.text.name in WRITING),
        replays=list_replays(rein, viewer=viewer),
        running=frozenset(
            one.trial.prompt for one in listed if one.trial.outcome is Outcome.RUNNING
        ),
        under_way={
            one.run.variants[1].label.partition(",")[0]: one
            for one in list_evaluation_runs(rein, viewer=viewer)
            if one.run.replay and one.progress.ended < one.progress.total
        },
    )


def find_proposal() -> Proposal | None:
    """Return the version to try next by rule, or None."""
    rein = services.rein()
    days = last_days(rein, PROPOSAL_DAYS)
    return propose_version(rein, viewer=auth.current_viewer(), days=days)


@services.in_one_reading
def load_trial(trial_id: str) -> TrialView:
    """Return one trial. Raises NotFound."""
    rein, viewer = services.rein(), auth.current_viewer()
    report = show_trial(rein, viewer=viewer, trial_id=trial_id)
    trial = report.trial
    versions = {
        one.text.version: one
        for one in list_prompts(rein, viewer=viewer)
        if one.text.name == trial.prompt
    }
    replays = {
        (one.prompt, one.champion, one.candidate): one for one in list_replays(rein, viewer=viewer)
    }
    return TrialView(
        report=report,
        state=state_of(trial, n=report.findings.primary.n),
        champion=versions.get(trial.champion),
        candidate=versions.get(trial.candidate),
        replay=replays.get((trial.prompt, trial.champion, trial.candidate)),
        results=list_trial_results(rein, viewer=viewer, trial_id=trial_id),
    )
