"""A conditional random field over the tokens of a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

Attributes = Sequence[Sequence[str]]
"""For each token the attributes that hold for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedTokens:
    """The best label of each token, and the probability of every label at every token."""

    labels: tuple[str, ...]
    shares: tuple[dict[str, float], ...]


class SequenceTagger:
    """Labels tokens with a model file, whose hash must have been checked: a cut file crashes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(path))
        self._labels: tuple[str, ...] = tuple(self._tagger.labels())

    def tag(self, attributes: Attributes) -> TaggedTokens:
        """Return the labels of a text's tokens."""
        if not attributes:
            return TaggedTokens(labels=(), shares=())
        labels = tuple(self._tagger.tag([list(token) for token in attributes]))
        shares = tuple(
            {label: self._tagger.marginal(label, at) for label in self._labels}
            for at in range(len(attributes))
        )
        return TaggedTokens(labels=labels, shares=shares)
