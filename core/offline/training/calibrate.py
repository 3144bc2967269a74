"""Find the temperature of each head and the order of slots, and write them beside the weights."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from core.learning.models import MODEL_FOLDER, VOCABULARY_FILE
from core.learning.tokens import split_tokens
from core.learning.tuned_encoder import Floats, Head, TunedEncoder, piece_places
from core.offline.reading.roles.role_reader import topic_vectors
from core.offline.training.corpus import LabelledText, TrainingGoal
from core.offline.training.encode import role_labels, slot_labels
from core.offline.training.transitions import slot_transitions

_TEMPERATURES = tuple(float(t) for t in np.geomspace(0.3, 4.0, 40))
_LEAST = 1e-6

Rows = tuple[list[Floats], list[str]]
"""The values that a head is given, and the right labels."""


def calibrate(
    path: Path,
    goals: Sequence[TrainingGoal],
    gate: Sequence[LabelledText],
    learnt: Sequence[TrainingGoal],
) -> None:
    """Add to the file at `path` what fits the texts of writers that were not learnt from.

    That is the temperature of each head; the order of slots is counted in the texts `learnt`.
    """
    encoder = TunedEncoder(MODEL_FOLDER / "encoder" / VOCABULARY_FILE, path)
    found: dict[str, Any] = {}
    for name, rows in _all_rows(encoder, goals, gate).items():
        found[f"{name}.temperature"] = np.array(_best(encoder.head(name), rows))
    found["slots.transitions"] = slot_transitions(learnt, encoder.head("slots").labels)
    with np.load(path, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    np.savez(path, allow_pickle=False, **(arrays | found))


def _all_rows(
    encoder: TunedEncoder, goals: Sequence[TrainingGoal], gate: Sequence[LabelledText]
) -> Mapping[str, Rows]:
    found: dict[str, Rows] = {
        name: ([], []) for name in ("roles", "slots", "domains", "kinds", "levels", "gate")
    }
    for goal in goals:
        read, tokens = encoder.read(goal.text), split_tokens(goal.text)
        states = list(read.states[piece_places(read.ends, [token.start for token in tokens])])
        _add(found["roles"], states, role_labels(tokens, goal.marks))
        _add(found["slots"], states, slot_labels(tokens, goal.marks))
        topic = topic_vectors(read, encoder.head("roles"))
        _add(found["domains"], [topic], [goal.domain])
        _add(found["kinds"], [topic], [goal.kind])
        _add(found["levels"], [topic], [goal.level])
    for text in gate:
        _add(found["gate"], [encoder.read(text.text).mean()], [text.label])
    return found


def _add(rows: Rows, values: Sequence[Floats], labels: Sequence[str]) -> None:
    rows[0].extend(values)
    rows[1].extend(labels)


def _best(head: Head, rows: Rows) -> float:
    """Return the temperature under which the right labels are most probable."""
    known = [at for at, label in enumerate(rows[1]) if label in head.labels]
    values = np.stack([rows[0][at] for at in known])
    right = [head.labels.index(rows[1][at]) for at in known]

    def loss(temperature: float) -> float:
        shares = replace(head, temperature=temperature).shares(values)
        return -float(np.mean(np.log(np.maximum(shares[range(len(right)), right], _LEAST))))

    return min(_TEMPERATURES, key=loss)
