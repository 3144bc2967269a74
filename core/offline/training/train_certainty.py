"""Train, on the held-out writers, how sure each reading is; measure it on writers left out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from core.learning.evidence_model import EvidenceModel
from core.learning.train_linear import train_evidence_weights
from core.offline.playbooks.library import load_playbooks
from core.offline.reading.goal_parser import GoalParser
from core.offline.reading.roles.evidence import CLAUSE_FIELDS, SLOT_FIELDS, evidence_of
from core.offline.reading.roles.merged_facts import least_of
from core.offline.reading.roles.role_reader import RoleReader
from core.offline.training.corpus import TrainingGoal
from core.offline.training.slot_truth import CORPUS_DAY, is_right, is_stated

_PARTS, _STRENGTH = 6, 0.3
_MOST_WRONG = 0.04
"""The share of wrong readings among those called sure, with one more wrong than was seen."""
_FEW = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A reading of a training text, with its evidence and whether it is right."""

    field: str
    evidence: Mapping[str, float]
    right: bool
    persona: str


def train_certainty(
    goals: Sequence[TrainingGoal], reader: RoleReader
) -> tuple[EvidenceModel, dict[str, float]]:
    """Return the model and its figures; the figures come from models that left the writer out."""
    rows = _read(goals, reader)
    shares = _left_out(rows)
    model = EvidenceModel(weights=_weights(rows), sure_from=_sure_from(rows, shares))
    return model, _figures(rows, shares, goals)


def _read(goals: Sequence[TrainingGoal], reader: RoleReader) -> list[Judged]:
    parser = GoalParser(load_playbooks(), reader)
    rows: list[Judged] = []
    for goal in goals:
        found = parser.candidates(goal.text, today=CORPUS_DAY).candidates
        choices = [(name, choice) for name, choice in found.single.items()]
        choices += [(name, choice) for name, many in found.lists.items() for choice in many]
        rows += [
            Judged(
                field=name,
                evidence=evidence_of(name, choice, found.reading),
                right=is_right(name, choice.value, goal),
                persona=goal.persona,
            )
            for name, choice in choices
            if choice.value is not None
        ]
    return rows


def _left_out(rows: Sequence[Judged]) -> list[float]:
    """Return for each reading its probability by a model that never saw its writer."""
    parts = [_part(row) for row in rows]
    models = [
        EvidenceModel(
            weights=_weights([r for r, p in zip(rows, parts, strict=True) if p != part]),
            sure_from={},
        )
        for part in range(_PARTS)
    ]
    return [
        models[part].probability(row.field, row.evidence)
        for row, part in zip(rows, parts, strict=True)
    ]


def _weights(rows: Collection[Judged]) -> dict[str, dict[str, float]]:
    return {
        field: _fitted([row for row in rows if row.field == field])
        for field in (*SLOT_FIELDS, *CLAUSE_FIELDS)
    }


def _fitted(rows: Sequence[Judged]) -> dict[str, float]:
    right = [row.right for row in rows]
    if len(rows) < _FEW or len(set(right)) == 1:
        return {"sure": 1.0}
    return train_evidence_weights([row.evidence for row in rows], right, strength=_STRENGTH)


def _part(row: Judged) -> int:
    return crc32(row.persona.encode()) % _PARTS


def _sure_from(rows: Sequence[Judged], shares: Sequence[float]) -> dict[str, float]:
    """Return for each field the lowest probability above which nearly nothing was wrong."""
    found: dict[str, float] = {}
    for field in (*SLOT_FIELDS, *CLAUSE_FIELDS):
        own = [(s, r.right) for r, s in zip(rows, shares, strict=True) if r.field == field]
        for least in np.arange(0.6, 0.995, 0.005):
            taken = [right for share, right in own if share >= least]
            if (len(taken) - sum(taken) + 1) / (len(taken) + 2) <= _MOST_WRONG:
                found[field] = round(float(least), 3)
                break
    return found


def _sure_elsewhere(rows: Sequence[Judged], shares: Sequence[float]) -> list[Judged]:
    """Return the readings called sure by limits that were chosen on other writers."""
    both = list(zip(rows, shares, strict=True))
    found: list[Judged] = []
    for half in (0, 1):
        seen = [(r, s) for r, s in both if _part(r) % 2 != half]
        limits = _sure_from([r for r, _ in seen], [s for _, s in seen])
        found += [r for r, s in both if _part(r) % 2 == half and s >= limits.get(r.field, 2.0)]
    return found


def _figures(
    rows: Sequence[Judged], shares: Sequence[float], goals: Sequence[TrainingGoal]
) -> dict[str, float]:
    found: dict[str, float] = {}
    sure = _sure_elsewhere(rows, shares)
    found["certainty: sure readings"] = len(sure)
    found["certainty: wrong among the sure"] = sum(not r.right for r in sure) / max(1, len(sure))
    for field in (*SLOT_FIELDS, *CLAUSE_FIELDS):
        own = [(r.right, s) for r, s in zip(rows, shares, strict=True) if r.field == field]
        counted = [right for right, share in own if share >= least_of(field)]
        found[f"certainty: right of those that count, {field}"] = sum(counted) / max(
            1, len(counted)
        )
        stated = sum(is_stated(field, goal) for goal in goals) if field in SLOT_FIELDS else 0
        if stated:
            found[f"certainty: found of the stated {field}"] = sum(counted) / stated
    return {name: round(value, 3) for name, value in found.items()}
