"""Which of several texts resembles a sentence: cosine of word and character-piece weights."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
_PIECE = 4
_PIECE_WEIGHT = 0.5
"""Pieces of words match "tired" with "tiredness"; whole words count double."""
_NEARER = 1.2
_COMMON = frozenset(
    """
    a an and are as at be but by can do does for from get go had has have i i'm i've if in is it
    just me my of on or so that the then there they this to too up was we what when with you your
    not don't can't really very always
    """.split()
)

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class TextIndex:
    """Texts by group; the group of the text that resembles a sentence most is found."""

    vectors: tuple[tuple[int, Vector], ...]
    weights: dict[str, float]

    def best(self, sentence: str, *, first: int = 0) -> tuple[int, float]:
        """Return the number of the best group and its similarity; the `first` ones win if close."""
        asked = _weighted(_features(sentence), self.weights)
        scored: dict[int, float] = {}
        for group, vector in self.vectors:
            scored[group] = max(scored.get(group, 0.0), _cosine(asked, vector))
        if not scored:
            return -1, 0.0
        group = max(scored, key=lambda n: scored[n] * (_NEARER if n < first else 1.0))
        return group, scored[group]


def index_texts(groups: Sequence[Iterable[str]]) -> TextIndex:
    """Return an index of groups of texts; what is in many groups weighs little."""
    features = [(n, _features(text)) for n, texts in enumerate(groups) for text in texts]
    seen: dict[str, set[int]] = {}
    for group, counts in features:
        for name in counts:
            seen.setdefault(name, set()).add(group)
    weights = {name: math.log(1 + len(groups) / len(found)) for name, found in seen.items()}
    return TextIndex(
        tuple((group, _weighted(counts, weights)) for group, counts in features), weights
    )


def _features(text: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for match in _WORD.finditer(text.lower().replace("’", "'")):
        word = match.group()
        if word in _COMMON:
            continue
        found[word] += 1
        padded = f"<{word}>"
        for at in range(max(1, len(padded) - _PIECE + 1)):
            found[f"#{padded[at : at + _PIECE]}"] += 1
    return found


def _weighted(counts: Counter[str], weights: dict[str, float]) -> Vector:
    """Return the vector of a text, of length one; unknown words count for the length."""
    usual = max(weights.values(), default=1.0)
    vector = {
        name: (1 + math.log(count))
        * weights.get(name, usual * 0.6)
        * (_PIECE_WEIGHT if name[0] == "#" else 1.0)
        for name, count in counts.items()
    }
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {name: value / length for name, value in vector.items()}


def _cosine(one: Vector, other: Vector) -> float:
    small, large = (one, other) if len(one) < len(other) else (other, one)
    return sum(value * large[name] for name, value in small.items() if name in large)
