"""Choose the phrases that count, and merge those that the same ratings have."""

import math
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from core.quality.themes.contrast import Contrast, Counted, contrast, least_z
from core.quality.themes.phrases import Phrase, PhraseIndex, index_phrases

MIN_COMMENTS = 5
"""Fewer comments are single people, who could be recognised."""

SAME = 0.5
"""Two phrases are one theme if half of the ratings that have either have both."""

MIN_RATIO = 1.5
"""A phrase is at least so many times as frequent in one group as in the other."""

PART = 0.7
"""A phrase belongs to a theme that explains so many of its ratings."""

_COMMON = 0.04
"""A word in more comments than this says nothing by itself unless it sets the groups apart."""
_TELLING = 1.0
"""Least z-score of a common word at the beginning or end of a phrase."""
_FUNCTION_WORD = 1 / 1_000
"""A word with a larger share of other texts, such as "to" or "have", is no end of a phrase."""
_GENERAL = 1 / 3_000
"""A word with a larger share of other texts, such as "too", does not name a theme by itself."""
LEANING = 1.64
"""Least z-score of a theme that is shown as uncertain where a group has no certain one."""
MAX_LEANING = 3

_LONGER = 0.2
"""Share of a theme's ratings that a label may miss for each word that it is longer."""

WordShares = Mapping[str, float]
"""The shares of the most frequent words in other texts; a word that is missing has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseGroup:
    """Phrases of one theme, with the places of the comments that have any of them."""

    label: str
    phrases: tuple[str, ...]
    is_low: bool
    z: float
    is_certain: bool
    """False if among so many phrases it could be chance."""
    places: frozenset[int]


@dataclass(slots=True)
class _Group:
    phrases: dict[Phrase, frozenset[int]]
    places: frozenset[int]

    def add(self, phrase: Phrase, places: frozenset[int]) -> None:
        self.phrases[phrase] = places
        self.places |= places

    def explains(self, places: AbstractSet[int]) -> bool:
        both = len(self.places & places)
        return both >= SAME * len(self.places | places) or both >= PART * len(places)

    def shared_with(self, places: AbstractSet[int]) -> int:
        return len(self.places & places)


class _Scored:
    """The phrases of some texts with the contrast of each."""

    def __init__(self, texts: Sequence[str], low: AbstractSet[int], background: WordShares) -> None:
        self._low, self._background, self._n = low, background, len(texts)
        self.index: PhraseIndex = index_phrases(texts, at_least=MIN_COMMENTS)
        low_words = sum(count for i, count in enumerate(self.index.words) if i in low)
        self._words = Counted(low=low_words, high=sum(self.index.words) - low_words)
        found = {p: self._contrast(p, places) for p, places in self.index.places.items()}
        self.of = {p: each for p, each in found.items() if self._has_telling_ends(p, found)}
        self.least = least_z((self.of[p].z, self._strongest_z(p)) for p in self._asked())

    def is_theme(self, phrase: Phrase, places: AbstractSet[int], *, least: float) -> bool:
        """Return whether the phrase would be distinctive if only these places had it."""
        found = self._contrast(phrase, places)
        return len(places) >= MIN_COMMENTS and _is_distinctive(found, least)

    def distinctive(self, *, is_low: bool, least: float) -> list[Phrase]:
        """Return the phrases of one side, the strongest first, those of general words last."""
        found = [
            phrase
            for phrase, each in self.of.items()
            if _is_distinctive(each, least) and (each.z > 0) == is_low
        ]
        return sorted(found, key=lambda p: (self.is_general(p), -abs(self.of[p].z), p))

    def is_general(self, phrase: Phrase) -> bool:
        return all(self._background.get(word, 0.0) > _GENERAL for word in phrase)

    def reads_well(self, phrase: Phrase) -> bool:
        """Return whether a phrase names something by itself: "easy to start", not "easy to"."""
        ends = (self._background.get(word, 0.0) for word in (phrase[0], phrase[-1]))
        if any(share > _FUNCTION_WORD for share in ends):
            return False
        return len(phrase) > 1 or not self.is_general(phrase)

    def _asked(self) -> Iterable[Phrase]:
        """Return one phrase of those that exactly the same texts have: the strongest."""
        weakest_first = sorted(self.of, key=lambda p: (abs(self.of[p].z), p))
        return {self.index.places[phrase]: phrase for phrase in weakest_first}.values()

    def _contrast(self, phrase: Phrase, places: AbstractSet[int]) -> Contrast:
        low = len(places & self._low)
        return self._compare(phrase, Counted(low=low, high=len(places) - low))

    def _strongest_z(self, phrase: Phrase) -> float:
        """Return the strongest z-score of a phrase in so many texts: if all are of one group."""
        n = len(self.index.places[phrase])
        sides = (Counted(low=n, high=0), Counted(low=0, high=n))
        return max(abs(self._compare(phrase, side).z) for side in sides)

    def _compare(self, phrase: Phrase, found: Counted) -> Contrast:
        known = self._background.get(phrase[0], 0.0) if len(phrase) == 1 else 0.0
        return contrast(found, self._words, background=known)

    def _has_telling_ends(self, phrase: Phrase, found: Mapping[Phrase, Contrast]) -> bool:
        """Return whether the first and the last word of a phrase carry meaning.

        A word carries none if many comments of both groups have it.
        """
        return all(
            len(self.index.places[(word,)]) < _COMMON * self._n or abs(found[(word,)].z) >= _TELLING
            for word in (phrase[0], phrase[-1])
        )


def group_phrases(
    texts: Sequence[str], low: AbstractSet[int], *, background: WordShares
) -> list[PhraseGroup]:
    """Return the themes of texts, the most distinctive first.

    `low` are the places of the texts with low ratings. Both groups have texts with words.
    """
    scored = _Scored(texts, low, background)
    found = [group for is_low in (True, False) for group in _find_groups(scored, is_low=is_low)]
    return sorted(found, key=lambda group: (not group.is_certain, -group.z, group.label))


def _find_groups(scored: _Scored, *, is_low: bool) -> list[PhraseGroup]:
    """Return the certain themes of one side, or else a few that could be chance."""
    least = scored.least
    groups = _merge(scored, scored.distinctive(is_low=is_low, least=least), least=least)
    if not groups:
        least = min(LEANING, least)
        groups = _merge(scored, scored.distinctive(is_low=is_low, least=least), least=least)
        groups = groups[:MAX_LEANING]
    return [_finish(group, scored, is_low=is_low) for group in groups]


def _is_distinctive(found: Contrast, least: float) -> bool:
    return abs(found.z) >= least and abs(found.log_odds) >= math.log(MIN_RATIO)


def _merge(scored: _Scored, phrases: Sequence[Phrase], *, least: float) -> list[_Group]:
    """Return groups of phrases that mostly the same texts have.

    A general phrase, such as "too" after "too tight" and "too long", is a theme of its own only if
    the texts that no other theme explains make it one.
    """
    groups: list[_Group] = []
    explained: frozenset[int] = frozenset()
    for phrase in phrases:
        places = scored.index.places[phrase]
        fitting = [group for group in groups if group.explains(places)]
        if fitting:
            max(fitting, key=lambda group: group.shared_with(places)).add(phrase, places)
        elif scored.is_theme(phrase, places - explained, least=least):
            groups.append(_Group(phrases={phrase: places}, places=places))
        else:
            continue
        explained |= places
    return groups


def _finish(group: _Group, scored: _Scored, *, is_low: bool) -> PhraseGroup:
    """Return a group with its label: a longer phrase, unless it misses too many of its texts.

    Its texts are those with one of the phrases that are shown: "the first" is no complaint.
    """
    z = max(abs(scored.of[phrase].z) for phrase in group.phrases)
    every = sorted(group.phrases, key=lambda p: (-len(group.phrases[p]), -len(p), p))
    most = [phrase for phrase in every if scored.reads_well(phrase)] or every
    texts = frozenset[int]().union(*(group.phrases[phrase] for phrase in most))

    def worth(phrase: Phrase) -> tuple[bool, float]:
        covered = len(group.phrases[phrase]) / len(texts)
        return not scored.is_general(phrase[-1:]), covered + _LONGER * (len(phrase) - 1)

    return PhraseGroup(
        label=scored.index.spell(max(most, key=worth)),
        phrases=tuple(scored.index.spell(phrase) for phrase in most),
        is_low=is_low,
        z=z,
        is_certain=z >= scored.least,
        places=texts,
    )
