"""The rule that ends a trial, written down before it starts: winner, tie, or reason to stop."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.experiments.arm import Arm
from core.experiments.evidence import Evidence
from core.experiments.guardrail import FIRST_GUARDRAILS, Guardrail
from core.experiments.sample_ratio import ALARM


class Outcome(StrEnum):
    """How a trial stands."""

    RUNNING = "running"
    PROMOTED = "candidate wins"
    REJECTED = "champion stays"
    TIED = "no difference found"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What was agreed before the trial started."""

    least_n: int
    """People with a known outcome in all before a winner may be called."""
    most_n: int
    """People after which the trial ends without a winner."""
    tolerance: float
    """The loss that is accepted for a cheaper candidate, in the unit of the primary outcome."""
    cheaper: Arm | None = None
    """The arm that a tie goes to; None for the one whose runs are found to cost less."""
    guardrails: tuple[Guardrail, ...] = FIRST_GUARDRAILS
    """What must not get worse."""

    def __post_init__(self) -> None:
        if not 0 < self.least_n <= self.most_n:
            raise ValueError("a trial needs 0 < least_n <= most_n")
        if self.tolerance < 0:
            raise ValueError("the tolerance is not negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What is known of a trial at this moment."""

    primary: Evidence
    guardrails: Mapping[str, Evidence]
    """Evidence of each guardrail by its label, coded so that more is better."""
    mismatch: float
    """The e-value of wrong shares (see `sample_ratio`)."""
    cheaper: Arm | None = None
    """The arm whose runs cost less; None if that is not certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The answer of the rule."""

    outcome: Outcome
    reason: str
    """One sentence for people."""

    @property
    def winner(self) -> Arm | None:
        """Return the arm that everybody gets from now on; None while the trial runs."""
        match self.outcome:
            case Outcome.RUNNING:
                return None
            case Outcome.PROMOTED:
                return Arm.CANDIDATE
            case _:
                return Arm.CHAMPION


def decide(rule: Rule, findings: Findings) -> Decision:
    """Return how the trial stands. The first reason that applies decides."""
    return (
        _broken(findings)
        or _harmful(rule, findings)
        or _decided(rule, findings.primary)
        or _exhausted(rule, findings)
        or Decision(outcome=Outcome.RUNNING, reason="Not decided yet.")
    )


def _broken(findings: Findings) -> Decision | None:
    if findings.mismatch < ALARM:
        return None
    return Decision(
        outcome=Outcome.STOPPED,
        reason="The arms do not have their shares of people, so no figure can be trusted.",
    )


def _harmful(rule: Rule, findings: Findings) -> Decision | None:
    worse = [
        one.label
        for one in rule.guardrails
        if one.label in findings.guardrails and one.is_broken(findings.guardrails[one.label])
    ]
    if not worse:
        return None
    return Decision(
        outcome=Outcome.REJECTED,
        reason=f"The candidate is worse on {', '.join(worse)}, which must not get worse.",
    )


def _decided(rule: Rule, primary: Evidence) -> Decision | None:
    if primary.n < rule.least_n:
        return None
    if primary.better:
        return Decision(outcome=Outcome.PROMOTED, reason="The candidate is better.")
    if primary.worse:
        return Decision(outcome=Outcome.REJECTED, reason="The candidate is worse.")
    return None


def _exhausted(rule: Rule, findings: Findings) -> Decision | None:
    primary, cheaper = findings.primary, rule.cheaper or findings.cheaper
    if primary.n < rule.most_n:
        return None
    if cheaper is Arm.CANDIDATE and primary.low > -rule.tolerance:
        return Decision(
            outcome=Outcome.PROMOTED,
            reason="No difference was found, and the candidate is cheaper.",
        )
    return Decision(
        outcome=Outcome.TIED,
        reason=f"No difference was found with {primary.n:,} people.",
    )
