"""Cut a text into small clauses and describe each, for the linear model of clause roles."""

from collections.abc import Mapping, Sequence

import numpy as np

from core.learning.linear_model import LinearModel
from core.learning.text_features import TextFeatures, Values, text_features
from core.learning.tokens import Token
from core.learning.word_vectors import WordVectors
from core.offline.reading.roles.token_features import clause_bounds

CLAUSE_BUCKETS = 1 << 14
_PLACES = 4
_OWN_WEIGHT = 2.0
"""The clause itself counts more than the two beside it."""


def clause_features(
    tokens: Sequence[Token], text: str, vectors: WordVectors
) -> list[tuple[tuple[int, int], TextFeatures]]:
    """Return for each clause its range of tokens and its features, neighbours included."""
    bounds = clause_bounds(tokens, text)
    texts = [text[tokens[a].start : tokens[b - 1].end] for a, b in bounds]
    own = [text_features(t, buckets=CLAUSE_BUCKETS, vectors=vectors) for t in texts]
    nothing = np.zeros(vectors.size, dtype=np.float32)
    found: list[tuple[tuple[int, int], TextFeatures]] = []
    for at, (bound, features) in enumerate(zip(bounds, own, strict=True)):
        before = own[at - 1].dense if at else nothing
        after = own[at + 1].dense if at + 1 < len(own) else nothing
        dense = np.concatenate(
            [features.dense * _OWN_WEIGHT, before, after, _place(at, len(bounds))]
        )
        found.append(
            (
                bound,
                TextFeatures(
                    buckets=features.buckets,
                    weights=features.weights,
                    dense=dense.astype(np.float32),
                ),
            )
        )
    return found


def clause_attributes(
    described: Sequence[tuple[tuple[int, int], TextFeatures]], model: LinearModel
) -> list[list[str]]:
    """Return for each token what the linear model holds its clause for."""
    found: list[list[str]] = []
    for (start, end), features in described:
        found.extend([_attributes(model.probabilities(features))] * (end - start))
    return [[*own, f"-:{found[at - 1][1]}" if at else "-:edge"] for at, own in enumerate(found)]


def _attributes(shares: Mapping[str, float]) -> list[str]:
    first, second = sorted(shares.items(), key=lambda item: -item[1])[:2]
    sure = "+" if first[1] > 0.8 else "" if first[1] > 0.5 else "-"
    return [f"clause={first[0]}{sure}", f"clause={first[0]}", f"clause={first[0]}|{second[0]}"]


def _place(at: int, count: int) -> Values:
    place = np.zeros(_PLACES + 3, dtype=np.float32)
    place[min(at, _PLACES - 1)] = 1
    place[_PLACES] = at == count - 1
    place[_PLACES + 1] = count == 1
    place[_PLACES + 2] = 1
    return place
