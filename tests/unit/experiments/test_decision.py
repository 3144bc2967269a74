"""The rule of a trial: what ends it, and who gets what afterwards."""

from dataclasses import replace

import pytest

from core.experiments.arm import Arm
from core.experiments.decision import Findings, Outcome, Rule, decide
from core.experiments.evidence import Evidence

RULE = Rule(least_n=60, most_n=1_000, tolerance=0.1)
MADE = RULE.guardrails[0].label


def _evidence(low: float, high: float, n: int = 200) -> Evidence:
    return Evidence(
        n=n, difference=(low + high) / 2, low=low, high=high, for_candidate=1, for_champion=1
    )


def _findings(primary: Evidence, mismatch: float = 1.0, **guardrails: Evidence) -> Findings:
    return Findings(primary=primary, guardrails=guardrails, mismatch=mismatch)


def test_a_trial_runs_until_the_sequence_leaves_zero() -> None:
    decision = decide(RULE, _findings(_evidence(-0.1, 0.4)))
    assert (decision.outcome, decision.winner) == (Outcome.RUNNING, None)


def test_a_better_candidate_wins() -> None:
    decision = decide(RULE, _findings(_evidence(0.01, 0.4)))
    assert (decision.outcome, decision.winner) == (Outcome.PROMOTED, Arm.CANDIDATE)


def test_a_worse_candidate_goes() -> None:
    decision = decide(RULE, _findings(_evidence(-0.4, -0.01)))
    assert (decision.outcome, decision.winner) == (Outcome.REJECTED, Arm.CHAMPION)


def test_a_few_people_call_no_winner() -> None:
    assert decide(RULE, _findings(_evidence(0.1, 2, n=59))).outcome is Outcome.RUNNING


def test_harm_ends_a_trial_even_if_the_stars_are_better() -> None:
    decision = decide(RULE, _findings(_evidence(0.2, 0.4), **{MADE: _evidence(-0.3, -0.05)}))
    assert (decision.outcome, decision.winner) == (Outcome.REJECTED, Arm.CHAMPION)
    assert MADE in decision.reason


def test_harm_counts_before_enough_people_have_rated() -> None:
    decision = decide(RULE, _findings(_evidence(-1, 1, n=5), **{MADE: _evidence(-0.9, -0.2)}))
    assert decision.outcome is Outcome.REJECTED


def test_wrong_shares_stop_a_trial_before_anything_else() -> None:
    decision = decide(RULE, _findings(_evidence(0.2, 0.4), mismatch=1_000.0))
    assert (decision.outcome, decision.winner) == (Outcome.STOPPED, Arm.CHAMPION)


def test_a_tie_goes_to_the_champion() -> None:
    decision = decide(RULE, _findings(_evidence(-0.05, 0.05, n=1_000)))
    assert (decision.outcome, decision.winner) == (Outcome.TIED, Arm.CHAMPION)


def test_a_tie_goes_to_the_cheaper_candidate_only_if_a_loss_is_excluded() -> None:
    near, far = _evidence(-0.05, 0.05, n=1_000), _evidence(-0.15, 0.2, n=1_000)
    named = replace(RULE, cheaper=Arm.CANDIDATE)
    for rule, found in ((named, None), (RULE, Arm.CANDIDATE)):
        winners = [
            decide(rule, replace(_findings(one), cheaper=found)).winner for one in (near, far)
        ]
        assert winners == [Arm.CANDIDATE, Arm.CHAMPION]


@pytest.mark.parametrize(("named", "found"), [(None, Arm.CHAMPION), (Arm.CHAMPION, Arm.CANDIDATE)])
def test_a_tie_stays_with_a_champion_that_costs_less_or_was_named(
    named: Arm | None, found: Arm
) -> None:
    findings = replace(_findings(_evidence(-0.05, 0.05, n=1_000)), cheaper=found)
    assert decide(replace(RULE, cheaper=named), findings).winner is Arm.CHAMPION


@pytest.mark.parametrize("changes", [{"least_n": 0}, {"most_n": 10}, {"tolerance": -1}])
def test_a_rule_that_makes_no_sense_is_refused(changes: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"least_n|tolerance"):
        Rule(**({"least_n": 60, "most_n": 100, "tolerance": 0.1} | changes))  # type: ignore[arg-type]
