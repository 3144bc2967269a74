"""Read trials with what they show at this moment."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.experiments.arm_means import ArmMeans, Moments
from core.experiments.decision import Decision, Findings, Outcome, decide
from core.experiments.evidence import ALPHA, Evidence
from core.experiments.guardrail import GUARDRAIL_ALPHA, Guardrail, Unit
from core.experiments.outcome import ArmCounts
from core.experiments.primary import Primary, primary_of
from core.experiments.sample_ratio import ALARM
from core.experiments.secondary import Finding, weigh_secondary
from core.experiments.watch import Watching, watch
from core.store.trials import read
from core.store.trials.arm_means import read_seconds
from core.store.trials.measures import count_secondary
from core.store.trials.primary import count_since, list_outcomes
from core.store.trials.values import Estimate, People, Trial, Watch
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow
from core.usecases.exports.trial_address import find_opik_address
from core.usecases.trials.findings import estimate, evidence_over_n, find, people_needed
from core.usecases.trials.require_trial import require_trial

__all__ = [
    "ALARM",
    "ALPHA",
    "GUARDRAIL_ALPHA",
    "ArmMeans",
    "Evidence",
    "Finding",
    "Guardrail",
    "Moments",
    "Outcome",
    "People",
    "Primary",
    "Trial",
    "TrialReport",
    "Unit",
    "Watch",
    "Watching",
    "list_trials",
    "show_trial",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialReport:
    """A trial with its evidence; no person's arm is in it."""

    trial: Trial
    people: tuple[People, ...]
    shown: tuple[People, ...]
    """Those among them who were shown a result."""
    findings: Findings
    means: Estimate
    decision: Decision
    """What the rule says of the counts of this moment."""
    over_n: tuple[Evidence, ...]
    """The evidence after the first people, some more, and so on."""
    costs: ArmMeans
    """US dollars a run, beside the quality that decides."""
    seconds: ArmMeans
    """How long a run took."""
    secondary: tuple[Finding, ...]
    """What is looked at beside; it decides nothing."""
    people_needed: int | None
    """People in all until a decision, at the present pace of the evidence; None if unknown."""
    watching: Watching | None
    """What the ratings since the promotion show; None if nothing was promoted."""
    opik_address: str | None = None
    """Where its experiments can be opened; None before they are there."""

    @property
    def primary(self) -> Primary:
        return primary_of(self.trial.scale)

    @property
    def guardrails(self) -> Mapping[str, Evidence]:
        return self.findings.guardrails


@allow(Access.REVIEWER)
def list_trials(rein: Rein, *, viewer: Viewer, sample: bool = False) -> tuple[Trial, ...]:
    """Return all trials, newest first. Raises NotAllowed below reviewer."""
    with rein.database.read() as connection:
        return read.list_trials(connection, sample=sample)


@allow(Access.REVIEWER)
def show_trial(rein: Rein, *, viewer: Viewer, trial_id: str) -> TrialReport:
    """Return what a trial shows. Raises NotAllowed below reviewer, NotFound."""
    now = rein.clock.now()
    with rein.database.read() as connection:
        trial = require_trial(UnitOfWork(connection), trial_id)
        counts = read.count_trial(connection, trial, now=now)
        known = list_outcomes(connection, trial, now=now)
        seconds = read_seconds(connection, trial_id)
        secondary = count_secondary(connection, trial, now=now)
        since = (
            count_since(
                connection,
                since=trial.watched_since,
                scale=trial.scale,
                until=trial.watch_ended_at or now,
                sample=trial.sample,
            )
            if trial.watch is not Watch.NONE and trial.watched_since is not None
            else None
        )
    findings, means = find(trial, counts), estimate(trial, counts)
    promised = trial.estimate.candidate if trial.estimate is not None else None
    return TrialReport(
        trial=trial,
        people=counts.people,
        shown=counts.shown,
        findings=findings,
        means=means,
        decision=decide(trial.rule, findings),
        over_n=evidence_over_n(trial, known),
        costs=counts.costs,
        seconds=seconds,
        secondary=weigh_secondary(secondary, primary=primary_of(trial.scale)),
        people_needed=people_needed(trial, counts),
        watching=watch(trial.scale, ArmCounts(counts=since), promised=promised)
        if since is not None and promised is not None
        else None,
        opik_address=find_opik_address(rein.database, rein.settings, trial),
    )
