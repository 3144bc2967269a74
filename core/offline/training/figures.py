"""Measure the trained models on the held-out writers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from core.learning.evidence_model import EvidenceModel
from core.learning.tokens import split_tokens
from core.offline.reading.roles.gate_model import gate_shares
from core.offline.reading.roles.role_reader import build_role_reader
from core.offline.training.corpus import LabelledText, TrainingGoal
from core.offline.training.encode import role_labels, slot_labels

_Marked = tuple[int, int, str]


def reader_figures(held: Sequence[TrainingGoal], *, folder: Path) -> dict[str, float]:
    """Return the share of right roles, domains, kinds and levels, and the F1 of each slot."""
    reader = build_role_reader(folder, judge=EvidenceModel(weights={}, sure_from={}))
    readings = [reader.read(goal.text) for goal in held]
    right: Counter[str] = Counter()
    slots: list[tuple[set[_Marked], set[_Marked]]] = []
    role_pairs: list[tuple[str, str]] = []
    for goal, reading in zip(held, readings, strict=True):
        tokens = split_tokens(goal.text)
        role_pairs += zip(role_labels(tokens, goal.marks), reading.roles.labels, strict=True)
        slots.append((_spans(slot_labels(tokens, goal.marks)), _spans(reading.slot_tags.labels)))
        right["domains"] += _best(reading.domains) == goal.domain
        right["kinds"] += _best(reading.kinds) == goal.kind
        right["levels"] += _best(reading.levels) == goal.level
    found = {f"{name}: right": count / len(held) for name, count in right.items()}
    found["roles: tokens right"] = sum(a == b for a, b in role_pairs) / len(role_pairs)
    for name in sorted({gold for gold, _ in role_pairs}):
        found[f"roles: F1 {name}"] = _f1(
            (_one(at, gold, name), _one(at, predicted, name))
            for at, (gold, predicted) in enumerate(role_pairs)
        )
    names = sorted({mark[2] for gold, _ in slots for mark in gold})
    found["slots: F1 all"] = _f1(slots)
    for name in names:
        found[f"slots: F1 {name}"] = _f1(
            ({m for m in gold if m[2] == name}, {m for m in predicted if m[2] == name})
            for gold, predicted in slots
        )
    return {name: round(value, 3) for name, value in found.items()}


def gate_figures(held: Sequence[LabelledText]) -> dict[str, float]:
    """Return for each label of the gate the share of its held-out texts that are right."""
    pairs = [(text.label, _best(gate_shares(text.text))) for text in held]
    counts = Counter(label for label, _ in pairs)
    right = Counter(label for label, predicted in pairs if label == predicted)
    return {f"gate: right {name}": round(right[name] / counts[name], 3) for name in sorted(counts)}


def _one(at: int, label: str, name: str) -> set[_Marked]:
    return {(at, at + 1, name)} if label == name else set()


def _best(shares: Mapping[str, float]) -> str:
    return max(shares, key=lambda name: shares[name])


def _f1(pairs: Iterable[tuple[set[_Marked], set[_Marked]]]) -> float:
    both = gold_only = extra = 0
    for gold, predicted in pairs:
        both += len(gold & predicted)
        gold_only += len(gold - predicted)
        extra += len(predicted - gold)
    return 2 * both / max(1, 2 * both + gold_only + extra)


def _spans(labels: Sequence[str]) -> set[_Marked]:
    found: set[_Marked] = set()
    start = None
    for at, label in enumerate([*labels, "O"]):
        if start is not None and not label.startswith("I-"):
            found.add((start, at, labels[start][2:]))
            start = None
        if label.startswith("B-") or (label.startswith("I-") and start is None):
            start = at
    return found
