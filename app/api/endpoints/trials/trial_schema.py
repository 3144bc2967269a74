"""Trials and replays as JSON."""

from datetime import datetime

from pydantic import BaseModel, Field

from app.api.endpoints.trials.trial_parts import (
    ArmsJson,
    BesideJson,
    EvidenceJson,
    GuardrailJson,
    SecondaryJson,
    arms_json,
    beside_json,
    evidence_json,
    guardrail_json,
    secondary_json,
)
from core.experiments.primary import primary_of
from core.precision import Figure
from core.usecases.trials.list_trials import Primary, Trial, TrialReport
from core.usecases.trials.replay_version import Gain, Replay
from core.usecases.trials.trial_state import TrialState, state_of


class TrialJson(BaseModel):
    """A trial of one version against the live one."""

    id: str
    prompt: str
    champion: int = Field(description="The version that was live")
    candidate: int
    primary: Primary = Field(description="What decides")
    state: TrialState | None = Field(description="null in a list while it runs")
    outcome: str
    share: Figure = Field(description="Of the people who are placed from now on")
    reason: str
    started_at: datetime
    ended_at: datetime | None
    decision: str = Field(description="Why it ended")
    watch: str = Field(description="How the promoted version stands since")
    watch_note: str


class RuleJson(BaseModel):
    """What was agreed before it started."""

    least_n: int
    most_n: int
    tolerance: Figure
    smallest_effect: Figure


class TrialReportJson(TrialJson):
    """A trial with what it has found. No person's arm is in it."""

    rule: RuleJson
    stars: EvidenceJson | None = Field(description="null if week 1 decides")
    week_1: EvidenceJson | None = Field(description="Share of its tasks; null if stars decide")
    guardrails: dict[str, GuardrailJson]
    secondary: list[SecondaryJson]
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
        primary=primary_of(trial.scale),
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
    rule, primary = trial.rule, evidence_json(findings.primary)
    return TrialReportJson(
        **trial_json(trial, state_of(trial, n=findings.primary.n)).model_dump(),
        rule=RuleJson(
            least_n=rule.least_n,
            most_n=rule.most_n,
            tolerance=rule.tolerance,
            smallest_effect=trial.scale.effect,
        ),
        stars=primary if report.primary is Primary.STARS else None,
        week_1=primary if report.primary is Primary.WEEK_1 else None,
        guardrails={
            one.label: guardrail_json(one, report.guardrails[one.label]) for one in rule.guardrails
        },
        secondary=[secondary_json(one) for one in report.secondary],
        cost_usd=beside_json(report.costs),
        seconds=beside_json(report.seconds),
        mismatch=findings.mismatch,
        placed=[arms_json(each) for each in report.people],
        shown=[arms_json(each) for each in report.shown],
        over_n=[evidence_json(one) for one in report.over_n],
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


def _gain(gain: Gain) -> GainJson:
    return GainJson(n=gain.n, mean=gain.mean, low=gain.low, high=gain.high)
