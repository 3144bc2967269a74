"""How slots follow each other in the training texts."""

from collections.abc import Sequence

import numpy as np

from core.learning.tokens import split_tokens
from core.learning.tuned_encoder import Floats
from core.offline.training.corpus import TrainingGoal
from core.offline.training.encode import slot_labels

_WEIGHT = 0.2
"""What the order of labels counts beside the words; .15 to .3 gave the most right slots."""
_SEEN = 0.5
_NEVER = -1e3


def slot_transitions(goals: Sequence[TrainingGoal], labels: Sequence[str]) -> Floats:
    """Return, shape (labels + 1, labels), how much more often than by chance a label follows.

    The last row is for the start of a text. A slot cannot go on where it did not begin.
    """
    count = len(labels)
    seen = np.full((count + 1, count), _SEEN)
    for goal in goals:
        before = count
        for label in slot_labels(split_tokens(goal.text), goal.marks):
            at = labels.index(label)
            seen[before, at] += 1
            before = at
    follows = np.log(seen / seen.sum(axis=1, keepdims=True))
    alone = np.log(seen[:count].sum(axis=0) / seen[:count].sum())
    found = _WEIGHT * (follows - alone)
    found[_forbidden(labels)] = _NEVER
    return np.asarray(found, dtype=np.float32)


def _forbidden(labels: Sequence[str]) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    rows = [[_breaks(before, label) for label in labels] for before in (*labels, "O")]
    return np.array(rows, dtype=np.bool_)


def _breaks(before: str, label: str) -> bool:
    return label.startswith("I-") and before[2:] != label[2:]
