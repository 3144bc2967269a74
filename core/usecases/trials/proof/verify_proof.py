"""Compute the result of a trial again from its proof, without a database."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from core.experiments.arm_means import NO_MEANS, ArmMeans, Moments
from core.experiments.decision import Outcome
from core.experiments.primary import Primary, primary_of
from core.prompts.library import hash_of
from core.store.trials.rows import to_rule, to_scale
from core.store.trials.values import Trial
from core.usecases.access.allow import Access, without_viewer
from core.usecases.trials.proof.pack import BrokenProof, unpack
from core.usecases.trials.proof.result import differs, result_of
from core.usecases.trials.proof.rows import ProofRow, read_rows
from core.usecases.trials.proof.write_proof import (
    COSTS,
    PEOPLE,
    RESULT,
    TRIAL,
    VERSIONS,
    code_digest,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A proof that holds."""

    trial_id: str
    label: str
    """The candidate and what it was tried against."""
    people: int
    primary: Primary
    result: Mapping[str, Any]
    """As computed now from the rows."""
    recorded: str
    """The outcome that was recorded when the trial ended."""
    agrees: bool
    """Whether the rows lead to the recorded outcome by the rule. Not if it was stopped by hand, or
    if people changed or withdrew ratings since."""
    same_code: bool
    """Whether the code that computed the result then is the same as now."""


@without_viewer(Access.OPEN, "reads a file that the person has")
def verify_proof(content: bytes) -> Verified:
    """Check a proof and compute its result again. Raises BrokenProof with the member at fault."""
    members = unpack(content)
    trial = _read(members, TRIAL, read_trial)
    rows = _read(members, PEOPLE, partial(read_rows, primary=trial.scale.name))
    versions = _read(members, VERSIONS, json.loads)
    _check_places(rows)
    _check_prompts(members, versions)
    costs = _read(members, COSTS, _to_costs) if COSTS in members else NO_MEANS
    result = result_of(trial, rows, costs)
    if where := differs(_read(members, RESULT, json.loads), result):
        raise BrokenProof(f"{RESULT} is not what {PEOPLE} and {COSTS} give: {where}.")
    return Verified(
        trial_id=trial.id,
        label=f"{trial.label} against v{trial.champion}",
        people=len(rows),
        primary=primary_of(trial.scale),
        result=result,
        recorded=trial.outcome.value,
        agrees=result["decision"]["outcome"] == trial.outcome.value,
        same_code=versions["experiments_sha256"] == code_digest(),
    )


def _read(members: Mapping[str, bytes], name: str, read: Any) -> Any:  # noqa: ANN401 - JSON or rows
    content = members.get(name)
    if content is None:
        raise BrokenProof(f"{name} is missing.")
    try:
        return read(content.decode())
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenProof(f"{name} cannot be read ({error}).") from error


def read_trial(text: str) -> Trial:
    """Return the trial of a proof."""
    values = json.loads(text)
    recorded = values["recorded"]
    started = datetime.fromisoformat(values["started_at"])
    same = ("id", "prompt", "champion", "candidate", "share", "reason")
    return Trial(
        **{name: values[name] for name in same},
        key=b"",
        scale=to_scale(values["scale"]),
        rule=to_rule(values["rule"]),
        started_by="",
        started_at=started,
        outcome=Outcome(recorded["outcome"]),
        decision=recorded["decision"],
    )


def _to_costs(text: str) -> ArmMeans:
    return ArmMeans(**{arm: Moments(**one) for arm, one in json.loads(text).items()})


def _check_places(rows: tuple[ProofRow, ...]) -> None:
    wrong = sum(not row.is_placed_right for row in rows)
    if wrong:
        raise BrokenProof(f"{PEOPLE}: the arm of {wrong} people is not that of their place.")


def _check_prompts(members: Mapping[str, bytes], versions: Mapping[str, Any]) -> None:
    texts = {name: content for name, content in members.items() if name.startswith("prompts/")}
    if texts.keys() != versions["prompts"].keys():
        raise BrokenProof(f"{VERSIONS} names other prompts than there are.")
    for name, content in texts.items():
        if hash_of(content.decode()) != versions["prompts"][name]:
            raise BrokenProof(f"{name} is not the text whose hash is in {VERSIONS}.")
