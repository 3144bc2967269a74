"""Trials as rows."""

from dataclasses import asdict

from core.experiments.arm import Arm
from core.experiments.decision import Outcome, Rule
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
    scale, rule = row["scale"], row["rule"]
    return Trial(
        **row
        | {
            "key": bytes.fromhex(row["key"]),
            "scale": OutcomeScale(**scale | {"values": tuple(scale["values"])}),
            "rule": Rule(**rule | {"cheaper": Arm(rule["cheaper"]) if rule["cheaper"] else None}),
            "outcome": Outcome(row["outcome"]),
            "watch": Watch(row["watch"]),
            "estimate": Estimate(**row["estimate"]) if row["estimate"] else None,
        }
    )
