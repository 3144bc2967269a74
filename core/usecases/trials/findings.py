"""What the counts of a trial show."""

import math
from collections.abc import Sequence

from core.experiments.decision import Findings
from core.experiments.evidence import Evidence, forecast_n, weigh
from core.experiments.outcome import ArmCounts, OutcomeScale, Segment
from core.experiments.sample_ratio import mismatch
from core.store.trials.values import Counts, Estimate, KnownOutcome, People, Trial

_POINTS = 60
"""Points of a curve over the people; more cannot be seen."""


def find(trial: Trial, counts: Counts) -> Findings:
    """Return the evidence of all outcomes of a trial, and of its shares."""
    return Findings(
        primary=weigh(trial.scale, counts.primary),
        guardrails={
            one.label: weigh(one.scale, counts.guardrails[one.scale.name], alpha=one.alpha)
            for one in trial.rule.guardrails
        },
        mismatch=_mismatch(counts.people),
        cheaper=counts.costs.smaller,
    )


def estimate(trial: Trial, counts: Counts) -> Estimate:
    """Return the mean of each arm."""
    champion = total([segment.champion for segment in counts.primary], trial.scale)
    candidate = total([segment.candidate for segment in counts.primary], trial.scale)
    return Estimate(
        n=champion.n + candidate.n,
        champion=champion.mean(trial.scale),
        candidate=candidate.mean(trial.scale),
        guardrails={
            one.scale.name: mean
            for one in trial.rule.guardrails
            if (mean := _mean_of_candidate(one.scale, counts.guardrails[one.scale.name]))
            is not None
        },
    )


def _mean_of_candidate(scale: OutcomeScale, segments: Sequence[Segment]) -> float | None:
    return total([segment.candidate for segment in segments], scale).mean(scale)


def total(arms: Sequence[ArmCounts], scale: OutcomeScale) -> ArmCounts:
    """Return the counts of one arm over all shares."""
    sums = [sum(arm.counts[place] for arm in arms) for place in range(len(scale.values))]
    return ArmCounts(counts=tuple(sums))


def people_needed(trial: Trial, counts: Counts) -> int | None:
    """Return how many people in all a decision takes, by the outcomes at the present share."""
    now = next((each for each in counts.primary if each.share == trial.share), None)
    return None if now is None else forecast_n(trial.scale, now)


def evidence_over_n(trial: Trial, known: Sequence[KnownOutcome]) -> tuple[Evidence, ...]:
    """Return what was known after the first people, after some more, and so on."""
    step = max(1, math.ceil(len(known) / _POINTS))
    ends = sorted({*range(step, len(known) + 1, step), len(known)} - {0})
    outcomes = [(one.share, one.arm, one.value) for one in known]
    return tuple(
        weigh(trial.scale, Segment.count_by_share(trial.scale, outcomes[:end])) for end in ends
    )


def _mismatch(people: Sequence[People]) -> float:
    """Return the e-value of all shares together: people of each are others, so it is a product."""
    return math.prod(mismatch(each.champion, each.candidate, each.share) for each in people)
