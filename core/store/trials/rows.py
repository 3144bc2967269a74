"""Trials as rows."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from core.experiments.arm import Arm
from core.experiments.decision import Outcome, Rule
from core.experiments.guardrail import Guardrail, Unit
from core.experiments.outcome import OutcomeScale
from core.store.database.rows import Row
from core.store.trials.values import Estimate, Trial, Watch


def to_row(trial: Trial) -> Row:
    """Return the row of a trial."""
    return {
        "id": trial.id,
        "prompt": trial.prompt,
        "champion": trial.champion,
        "candidate": trial.candidate,
        "share": trial.share,
        "key": trial.key.hex(),
        "scale": asdict(trial.scale) | {"values": list(trial.scale.values)},
        "rule": asdict(trial.rule),
        "reason": trial.reason,
        "started_by": trial.started_by,
        "started_at": trial.started_at,
        "outcome": trial.outcome,
        "decision": trial.decision,
        "watch": trial.watch,
        "watch_note": trial.watch_note,
        "sample": trial.sample,
    }


def to_trial(row: Row) -> Trial:
    """Return the trial of a row."""
    return Trial(
        **row
        | {
            "key": bytes.fromhex(row["key"]),
            "scale": to_scale(row["scale"]),
            "rule": to_rule(row["rule"]),
            "outcome": Outcome(row["outcome"]),
            "watch": Watch(row["watch"]),
            "estimate": Estimate(**row["estimate"]) if row["estimate"] else None,
        }
    )


def to_scale(found: Mapping[str, Any]) -> OutcomeScale:
    """Return a scale as it is stored."""
    return OutcomeScale(**{**found, "values": tuple(found["values"])})


def to_rule(found: Mapping[str, Any]) -> Rule:
    """Return a rule as it is stored; one from before there were others has the first guardrails."""
    values = dict(found)
    values["cheaper"] = Arm(found["cheaper"]) if found["cheaper"] else None
    if "guardrails" in found:
        values["guardrails"] = tuple(
            Guardrail(**one | {"scale": to_scale(one["scale"]), "unit": Unit(one["unit"])})
            for one in found["guardrails"]
        )
    return Rule(**values)
