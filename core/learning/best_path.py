"""The most probable sequence of labels, if some labels may not follow others."""

import numpy as np

from core.learning.tuned_encoder import Floats

_LITTLE = 1e-9


def best_path(shares: Floats, transitions: Floats) -> list[int]:
    """Return the label of each row by Viterbi's algorithm.

    `shares` has the shape (rows, labels). `transitions` has (labels + 1, labels): what it adds to
    the logarithm of a share that a label follows another one; the last row is for the first label.
    """
    if not len(shares):
        return []
    scores = np.log(shares + _LITTLE)
    best = transitions[-1] + scores[0]
    origins = []
    for row in scores[1:]:
        candidates = best[:, None] + transitions[:-1]
        origins.append(candidates.argmax(axis=0))
        best = candidates.max(axis=0) + row
    path = [int(best.argmax())]
    for origin in reversed(origins):
        path.append(int(origin[path[-1]]))
    return path[::-1]
