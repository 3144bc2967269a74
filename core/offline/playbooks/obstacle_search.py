"""Which obstacle of a playbook a sentence speaks of."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from core.offline.playbooks.likeness import speaks_of_the_body
from core.offline.playbooks.parts import ObstacleGuide
from core.offline.playbooks.similarity import TextIndex, index_texts

Guides = tuple[ObstacleGuide, ...]

_ALIKE = 0.3
"""Least similarity for an answer to count as an answer to a sentence."""
_VERY_ALIKE = 0.5
_THE_SAME = 0.8
_SHARED_WORDS = 2
_CACHED_SENTENCES = 256
_CACHED_SEARCHES = 4


class ObstacleSearch:
    """Finds obstacles among those of a topic and the everyday ones; it never changes."""

    def __init__(self, obstacles: Guides, everyday: Guides) -> None:
        self.obstacles, self.everyday = obstacles, everyday
        self._all = (*obstacles, *everyday)
        self._names = {guide.obstacle.lower(): guide for guide in reversed(self._all)}
        self.find = lru_cache(maxsize=_CACHED_SENTENCES)(self._find)

    def named(self, obstacle: str) -> ObstacleGuide | None:
        """Return the guide of an obstacle with this name, in any letters, or None."""
        return self._names.get(obstacle.lower())

    def _find(self, sentence: str, *, gives_up_something: bool) -> ObstacleGuide | None:
        """Return the obstacle that a sentence speaks of, or None if none surely does.

        A wrong answer is worse than a general one, so the best match has to share two telling
        words with the sentence, or half of them, or be very alike. If it does not, pain and
        illness are answered on one telling word, if the sentence means them: no "cold turkey".
        Cached, because each stage asks for the same sentences.
        """
        index = self._index
        number, similarity = index.best(sentence, first=len(self.obstacles))
        guide = self._all[number]
        shared, telling = index.shared(sentence, number)
        everyday = number >= len(self.obstacles) and gives_up_something
        sure = shared >= _SHARED_WORDS or 2 * shared > telling or similarity >= _VERY_ALIKE
        enough = guide.cautious or (sure and not everyday)
        same = similarity >= _THE_SAME
        meant = not guide.cautious or speaks_of_the_body(sentence, guide)
        if same or (similarity >= _ALIKE and shared and enough and meant):
            return guide
        cautious = (n for n, other in enumerate(self._all) if other.cautious)
        rare = (self._all[n] for n in cautious if index.shares_rare(sentence, n))
        return next((guide for guide in rare if speaks_of_the_body(sentence, guide)), None)

    @cached_property
    def _index(self) -> TextIndex:
        return index_texts([(g.obstacle, g.situation, *g.examples) for g in self._all])


@dataclass(slots=True)
class ObstacleSearches:
    """The newest searches of a playbook and its copies, which share them."""

    _newest: tuple[ObstacleSearch, ...] = field(default=())

    def among(self, obstacles: Guides, everyday: Guides) -> ObstacleSearch:
        """Return the search in these very guides; building its index takes 30 ms."""
        for search in self._newest:
            if search.obstacles is obstacles and search.everyday is everyday:
                return search
        search = ObstacleSearch(obstacles, everyday)
        self._newest = (search, *self._newest[: _CACHED_SEARCHES - 1])
        return search
