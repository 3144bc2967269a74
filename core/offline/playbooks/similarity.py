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
_NEARER = 1.1
_COMMON = frozenset(
    """
    a an and are as at be but by can do does for from get go had has have i i'm i've if in is it
    just me my of on or so that the then there they this to too up was we what when with you your
    not don't can't really very always
    """.split()
)

_STEM = 5
_ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|es|s|e)$")
_LEAST_LETTERS = 3
_SAYS_LITTLE = _COMMON | frozenset(
    """
    about after again all also any back before both could day days during each enough ever every
    feel going gone got hard hate hour hours into keep keeps last lately left less like little long
    lot made make makes many maybe minutes month months more morning most much need never next
    night nothing now off often once one only other out over own right said same second seem since
    some something somehow soon start started still sure take than them thing things think third
    those three time times two until usually want week weeks well went while who why will within
    without work would year years yet evening evenings come comes goes says today
    """.split()
)
"""Words that many sentences share although they speak of different things."""

Vector = dict[str, float]


_RARE = 3
"""A word in more groups than this says little: "come" is in "it comes and goes", too."""


@dataclass(frozen=True, slots=True)
class TextIndex:
    """Texts by group; the group of the text that resembles a sentence most is found."""

    vectors: tuple[tuple[int, Vector], ...]
    weights: dict[str, float]
    stems: tuple[frozenset[str], ...] = ()
    """Beginnings of the telling words of each group."""

    def shared(self, sentence: str, group: int) -> tuple[int, int]:
        """Return how many telling words of a sentence a group shares, and how many there are."""
        words = telling_stems(sentence)
        return len(words & self.stems[group]), len(words)

    def shares_rare(self, sentence: str, group: int) -> bool:
        """Return whether a group shares a word with a sentence that few other groups have."""
        both = telling_stems(sentence) & self.stems[group]
        return any(sum(word in stems for stems in self.stems) <= _RARE for word in both)

    def likenesses(self, sentence: str) -> list[float]:
        """Return the similarity of each group, by its most similar text."""
        asked = _weighted(_features(sentence), self.weights)
        scored = [0.0] * (1 + max((group for group, _ in self.vectors), default=-1))
        for group, vector in self.vectors:
            scored[group] = max(scored[group], _cosine(asked, vector))
        return scored

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
    listed = [tuple(texts) for texts in groups]
    features = [(n, _features(text)) for n, texts in enumerate(listed) for text in texts]
    seen: dict[str, set[int]] = {}
    for group, counts in features:
        for name in counts:
            seen.setdefault(name, set()).add(group)
    weights = {name: math.log(1 + len(groups) / len(found)) for name, found in seen.items()}
    return TextIndex(
        tuple((group, _weighted(counts, weights)) for group, counts in features),
        weights,
        tuple(frozenset().union(*(telling_stems(text) for text in texts)) for texts in listed),
    )


def telling_stems(text: str) -> frozenset[str]:
    """Return the beginnings of the words of a text that say what it is about."""
    words = (m.group() for m in _WORD.finditer(text.lower().replace("’", "'")))
    return frozenset(
        _ENDING.sub("", w)[:_STEM]
        for w in words
        if len(w) >= _LEAST_LETTERS and w not in _SAYS_LITTLE
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
