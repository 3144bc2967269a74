"""Trials and replays as JSON."""

from datetime import datetime

from pydantic import BaseModel, Field

from core.precision import Figure
from core.usecases.trials.list_trials import (
    ArmMeans,
    Evidence,
    Moments,
    People,
    Trial,
    TrialReport,
)
from core.usecases.trials.replay_version import Gain, Replay
from core.usecases.trials.trial_state import TrialState, state_of


class TrialJson(BaseModel):
    """A trial of one version against the live one."""

    id: str
    prompt: str
    champion: int = Field(description="The version that was live")
    candidate: int
    state: TrialState | None = Field(description="null in a list while it runs")
    outcome: str
    share: Figure = Field(description="Of the people who are placed from now on")
    reason: str
    started_at: datetime
    ended_at: datetime | None
    decision: str = Field(description="Why it ended")
    watch: str = Field(description="How the promoted version stands since")
    watch_note: str


class EvidenceJson(BaseModel):
    """A difference, candidate less champion, with the range that holds at all times at once."""

    n: int = Field(description="People whose outcome is known")
    difference: Figure | None
    low: Figure
    high: Figure
    for_candidate: Figure = Field(description="E-value; decided at 40")
    for_champion: Figure


class ArmsJson(BaseModel):
    """People at one share of the candidate."""

    share: Figure
    champion: int
    candidate: int


class RuleJson(BaseModel):
    """What was agreed before it started."""

    least_n: int
    most_n: int
    tolerance: Figure
    smallest_effect: Figure


class MeanJson(BaseModel):
    """A mean of one arm with its 95 % interval at this look; each person's first run counts."""

    n: int
    mean: Figure | None
    low: Figure | None = Field(description="null below two runs")
    high: Figure | None


class BesideJson(BaseModel):
    """A figure of both arms beside the stars. A tie goes to the arm that costs less."""

    champion: MeanJson
    candidate: MeanJson
    difference: Figure | None = Field(description="Candidate less champion")
    low: Figure | None
    high: Figure | None


class TrialReportJson(TrialJson):
    """A trial with what it has found. No person's arm is in it."""

    rule: RuleJson
    stars: EvidenceJson
    guardrails: dict[str, EvidenceJson]
    cost_usd: BesideJson = Field(description="A run; those with an unknown price are left out")
    seconds: BesideJson = Field(description="A run, from its start to its end")
    mismatch: Figure = Field(description="E-value of wrong shares; 1,000 stops the trial")
    placed: list[ArmsJson]
    shown: list[ArmsJson] = Field(description="Those among them who were shown a result")
    over_n: list[EvidenceJson] = Field(description="After the first people, some more, and so on")
    people_needed: int | None = Field(description="People in all until a decision, if known")


class TrialList(BaseModel):
    """All trials, newest first."""

    trials: list[TrialJson]


class GainJson(BaseModel):
    """A mean of paired differences with its 95 % interval."""

    n: int
    mean: Figure
    low: Figure
    high: Figure


class ReplayJson(BaseModel):
    """What a replay showed of a candidate."""

    id: str
    prompt: str
    champion: int
    candidate: int
    aim: str = Field(description="What it is for")
    verdict: str = Field(description="pass, fail or undecided")
    gain: GainJson = Field(description="Of its aim; percent of the work, or points of the score")
    by_itself: Figure | None = Field(description="What a second run of the champion gains")
    scores: GainJson | None
    made_at: datetime
    evaluation_run_id: str | None = Field(description="The run whose end gave the verdict, if any")


class ReplayList(BaseModel):
    """The newest replay of each pair of versions."""

    replays: list[ReplayJson]


def trial_json(trial: Trial, state: TrialState | None) -> TrialJson:
    """Return a trial as JSON."""
    return TrialJson(
        id=trial.id,
        prompt=trial.prompt,
        champion=trial.champion,
        candidate=trial.candidate,
        state=state,
        outcome=trial.outcome.value,
        share=trial.share,
        reason=trial.reason,
        started_at=trial.started_at,
        ended_at=trial.ended_at,
        decision=trial.decision,
        watch=trial.watch.value,
        watch_note=trial.watch_note,
    )


def report_json(report: TrialReport) -> TrialReportJson:
    """Return a trial with what it has found as JSON."""
    trial, findings = report.trial, report.findings
    rule = trial.rule
    return TrialReportJson(
        **trial_json(trial, state_of(trial, n=findings.primary.n)).model_dump(),
        rule=RuleJson(
            least_n=rule.least_n,
            most_n=rule.most_n,
            tolerance=rule.tolerance,
            smallest_effect=trial.scale.effect,
        ),
        stars=_evidence(findings.primary),
        guardrails={name: _evidence(one) for name, one in report.guardrails.items()},
        cost_usd=_beside(report.costs),
        seconds=_beside(report.seconds),
        mismatch=findings.mismatch,
        placed=[_arms(each) for each in report.people],
        shown=[_arms(each) for each in report.shown],
        over_n=[_evidence(one) for one in report.over_n],
        people_needed=report.people_needed,
    )


def replay_json(replay: Replay) -> ReplayJson:
    """Return a replay as JSON."""
    return ReplayJson(
        id=replay.id,
        prompt=replay.prompt,
        champion=replay.champion,
        candidate=replay.candidate,
        aim=replay.aim.value,
        verdict=replay.verdict.value,
        gain=_gain(replay.gain),
        by_itself=replay.by_itself,
        scores=_gain(replay.scores) if replay.scores is not None else None,
        made_at=replay.made_at,
        evaluation_run_id=replay.evaluation_run_id,
    )


def _evidence(one: Evidence) -> EvidenceJson:
    return EvidenceJson(
        n=one.n,
        difference=one.difference,
        low=one.low,
        high=one.high,
        for_candidate=one.for_candidate,
        for_champion=one.for_champion,
    )


def _beside(one: ArmMeans) -> BesideJson:
    interval = one.interval
    return BesideJson(
        champion=_mean(one.champion),
        candidate=_mean(one.candidate),
        difference=one.difference,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
    )


def _mean(one: Moments) -> MeanJson:
    interval = one.interval
    return MeanJson(
        n=one.n,
        mean=one.mean,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
    )


def _arms(each: People) -> ArmsJson:
    return ArmsJson(share=each.share, champion=each.champion, candidate=each.candidate)


def _gain(gain: Gain) -> GainJson:
    return GainJson(n=gain.n, mean=gain.mean, low=gain.low, high=gain.high)
