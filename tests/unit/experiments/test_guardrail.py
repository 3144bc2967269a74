"""Guardrails: harm beyond the margin is found at any look, and what is no harm hardly ever."""

import math

import numpy as np
import pytest

from core.experiments.evidence import weigh
from core.experiments.guardrail import FIRST_GUARDRAILS, GUARDRAIL_ALPHA, agree_guardrails
from core.experiments.outcome import ArmCounts, Segment
from tests.factories.trial_runs import RAILS, false_alarms, first_alarms

TRIALS = 300
"""`make bench` takes 2,000 trials of 3,000 people."""


@pytest.mark.parametrize("share", [0.5, 0.2])
def test_all_of_them_together_hardly_ever_reject_a_candidate_at_the_margin(share: float) -> None:
    alarms = false_alarms(trials=TRIALS, people=1_000, seed=3, share=share)
    limit = GUARDRAIL_ALPHA + 3 * math.sqrt(GUARDRAIL_ALPHA * (1 - GUARDRAIL_ALPHA) / TRIALS)
    assert alarms.mean() <= limit


def test_harm_is_found_within_a_few_hundred_people() -> None:
    for name, harm in {"made": 0.15, "answered": 0.15, "cost": 1.0, "seconds": 1.0}.items():
        found = first_alarms(RAILS[name], trials=60, people=1_500, seed=4, harm=harm)
        assert (found > 0).all(), name
        assert float(np.median(found)) <= 300, name


def test_a_look_is_what_the_counts_say_and_the_far_end_of_a_scale_is_its_end() -> None:
    cost = RAILS["cost"]
    assert cost.scale.place(-1e9) == 0
    assert cost.cap == pytest.approx(2.4 * 1.25 * 0.01)
    least, most = [0] * 41, [0] * 41
    least[-1], most[0] = 60, 60
    dearer = Segment(
        share=0.5,
        champion=ArmCounts(counts=tuple(least)),
        candidate=ArmCounts(counts=tuple(most)),
    )
    assert cost.is_broken(weigh(cost.scale, [dearer], alpha=cost.alpha))


def test_a_share_of_nothing_is_not_what_is_accepted() -> None:
    rails = agree_guardrails(usual_usd=0.0, usual_seconds=0.04, more_cost=0.25, more_time=0.25)
    assert [one.margin for one in rails] == [0, 0, 0, 0.00025, 0.25]
    assert sum(one.alpha / 2 for one in rails) == pytest.approx(GUARDRAIL_ALPHA)
    assert sum(one.alpha / 2 for one in FIRST_GUARDRAILS) == pytest.approx(GUARDRAIL_ALPHA)
