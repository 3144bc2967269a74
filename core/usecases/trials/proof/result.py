"""What the rows of a trial show: computed when a proof is written, and again to check it."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.experiments.arm_means import ArmMeans
from core.experiments.decision import decide
from core.experiments.evidence import Evidence
from core.store.trials.values import Trial
from core.usecases.trials.findings import estimate, evidence_over_n, find
from core.usecases.trials.proof.rows import ProofRow, counts_of, known_of

TOLERANCE = 1e-9
"""Largest relative difference of two computations of one figure, on other machines."""


def result_of(trial: Trial, rows: Sequence[ProofRow], costs: ArmMeans) -> dict[str, Any]:
    """Return estimate, evidence, the sequence over the people, and the answer of the rule."""
    counts = counts_of(trial, rows, costs)
    findings, means = find(trial, counts), estimate(trial, counts)
    decision = decide(trial.rule, findings)
    return {
        "people": [
            {"share": each.share, "champion": each.champion, "candidate": each.candidate}
            for each in counts.people
        ],
        "estimate": {"n": means.n, "champion": means.champion, "candidate": means.candidate},
        "primary": _evidence(findings.primary),
        "guardrails": {name: _evidence(one) for name, one in findings.guardrails.items()},
        "mismatch": findings.mismatch,
        "sequence": [_evidence(one) for one in evidence_over_n(trial, known_of(rows))],
        **({"cheaper": findings.cheaper.value} if findings.cheaper else {}),
        "decision": {"outcome": decision.outcome.value, "reason": decision.reason},
    }


def differs(written: object, computed: object, *, at: str = "") -> str | None:
    """Return where two results differ, or None. Figures may differ by rounding."""
    if isinstance(written, Mapping) and isinstance(computed, Mapping):
        if written.keys() != computed.keys():
            return at or "its parts"
        return _first(
            differs(written[key], computed[key], at=f"{at} {key}".strip()) for key in computed
        )
    if isinstance(written, list) and isinstance(computed, list):
        if len(written) != len(computed):
            return at
        pairs = enumerate(zip(written, computed, strict=True), start=1)
        return _first(differs(one, other, at=f"{at} {n}") for n, (one, other) in pairs)
    if isinstance(written, int | float) and isinstance(computed, int | float):
        largest = max(1.0, abs(written), abs(computed))
        return None if abs(written - computed) <= TOLERANCE * largest else at
    return None if written == computed else at


def _first(found: Any) -> str | None:  # noqa: ANN401 - an iterator of texts and None
    return next((one for one in found if one is not None), None)


def _evidence(one: Evidence) -> dict[str, Any]:
    return {
        "n": one.n,
        "difference": one.difference,
        "low": one.low,
        "high": one.high,
        "for_candidate": one.for_candidate,
        "for_champion": one.for_champion,
    }
