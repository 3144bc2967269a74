"""Write the proof of a trial that is over: all that its result can be computed from again."""

import json
import platform
from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import core.experiments
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.datasets.canonical import canonical
from core.errors import Conflict
from core.experiments.decision import Outcome
from core.store.audit.values import AuditAction
from core.store.trials.arm_means import read_costs
from core.store.trials.people import list_people
from core.store.trials.rows import to_row
from core.store.trials.values import Trial
from core.usecases.access.allow import Access, allow
from core.usecases.trials.proof.pack import pack
from core.usecases.trials.proof.result import result_of
from core.usecases.trials.proof.rows import rows_of, write_rows
from core.usecases.trials.require_trial import require_trial
from core.usecases.trials.start_trial import entry

TRIAL, PEOPLE, COSTS = "trial.json", "people.csv", "costs.json"
RESULT, VERSIONS = "result.json", "versions.json"


@allow(Access.ADMIN, changes=AuditAction.TRIAL_PROVEN, whose="trial_id")
def write_proof(rein: Rein, *, viewer: Viewer, trial_id: str) -> bytes:
    """Return the proof of a trial as a zip; who took it stands in the audit log.

    It has no words, names or times of people. Raises NotAllowed below admin, NotFound, and
    Conflict while the trial runs: its arms must not be known before it ends.
    """
    at = rein.clock.now()
    with rein.database.begin() as work:
        trial = require_trial(work, trial_id)
        if trial.outcome is Outcome.RUNNING:
            raise Conflict(
                "This trial runs, and its arms are not given away before it ends.",
                advice="Wait for its end, or stop it.",
            )
        rows = rows_of(trial, list_people(work.connection, trial, now=at))
        costs = read_costs(work.connection, trial.id)
        # Nothing else is written, so the line is recorded here.
        work.audit.record(entry(AuditAction.TRIAL_PROVEN, trial, by=viewer.id, at=at))
    members = {
        TRIAL: _json(trial_json(trial)),
        PEOPLE: write_rows(trial, rows).encode(),
        COSTS: _json(asdict(costs)),
        RESULT: _json(result_of(trial, rows, costs)),
        VERSIONS: _json(_versions(rein, trial)),
        **{
            _prompt_file(trial, number): rein.prompts.find(trial.prompt, number).content.encode()
            for number in _arms(trial)
        },
    }
    return pack(members)


def trial_json(trial: Trial) -> dict[str, Any]:
    """Return what was agreed before the trial started, and how it ended.

    The key that placed people is given by its digest: with the key itself and a list of accounts,
    anybody could say who was in which arm.
    """
    row = to_row(trial)
    plain = ("id", "prompt", "champion", "candidate", "share", "scale", "rule", "reason")
    ended = trial.ended_at
    return {name: row[name] for name in plain} | {
        "assignment": {
            "method": "HMAC-SHA256 of trial and person, first 53 bits",
            "key_sha256": sha256(trial.key).hexdigest(),
        },
        "started_at": trial.started_at.isoformat(),
        "ended_at": ended.isoformat() if ended is not None else None,
        "recorded": {"outcome": trial.outcome.value, "decision": trial.decision},
    }


def code_digest() -> str:
    """Return the SHA-256 of the code that computes the result."""
    folder = Path(next(iter(core.experiments.__path__)))
    parts = sorted(folder.glob("*.py"))
    texts = (part.read_text(encoding="utf-8").replace("\r\n", "\n") for part in parts)
    return sha256("\n".join(texts).encode()).hexdigest()


def _versions(rein: Rein, trial: Trial) -> Mapping[str, Any]:
    return {
        "rein": version("rein"),
        "python": platform.python_version(),
        "numpy": version("numpy"),
        "experiments_sha256": code_digest(),
        "prompts": {
            _prompt_file(trial, number): rein.prompts.find(trial.prompt, number).hash
            for number in _arms(trial)
        },
    }


def _arms(trial: Trial) -> tuple[int, int]:
    return trial.champion, trial.candidate


def _prompt_file(trial: Trial, number: int) -> str:
    return f"prompts/{trial.prompt}-v{number}.md"


def _json(values: Mapping[str, Any]) -> bytes:
    return canonical(json.loads(json.dumps(values))).encode()
