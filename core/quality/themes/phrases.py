"""Split comments into phrases of one to three words, and find the comments that have each.

Works on every script that separates words; nothing here knows a language. Phrases do not cross
punctuation.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

Phrase = tuple[str, ...]

MAX_WORDS = 3
MAX_CHARACTERS = 1_000
"""Only the beginning of a long comment is read, so that the cost of a search is bounded."""

_CLAUSE = re.compile(r"[^.,;:!?()\[\]\"“”„«»…\n\r|/]+")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_MIN_STEM = 4
_MAX_ENDING = 2
"""A word and its longer form, such as "update" and "updates", differ by at most two letters."""


Clauses = tuple[tuple[str, ...], ...]
"""The words of a comment, part by part between punctuation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseIndex:
    """The comments that have each phrase, by their place in the list of comments."""

    places: Mapping[Phrase, frozenset[int]]
    clauses: Sequence[Clauses]
    stems: Mapping[str, str]
    """The shorter form of a word, for words that have one."""

    @property
    def words(self) -> tuple[int, ...]:
        """Return the number of different words of each comment."""
        return tuple(len(_words_of(clauses)) for clauses in self.clauses)

    def spell(self, phrase: Phrase) -> str:
        """Return a phrase as most comments spell it."""
        length = len(phrase)
        spelled = Counter(
            words[start : start + length]
            for place in sorted(self.places[phrase])
            for words in self.clauses[place]
            for start in range(len(words) - length + 1)
            if tuple(self.stems.get(w, w) for w in words[start : start + length]) == phrase
        )
        return " ".join(spelled.most_common(1)[0][0])


def index_phrases(texts: Sequence[str], *, at_least: int) -> PhraseIndex:
    """Return the phrases that at least `at_least` texts have.

    A phrase cannot be in more texts than the rarest of its words, so only words that are frequent
    enough are combined.
    """
    read = [tuple(_clauses(text)) for text in texts]
    words = [_words_of(clauses) for clauses in read]
    stems = _fold_endings(Counter(word for each in words for word in each))
    counts = Counter(stem for each in words for stem in {stems.get(word, word) for word in each})
    frequent = {stem for stem, count in counts.items() if count >= at_least}
    places: dict[Phrase, list[int]] = {}
    for place, clauses in enumerate(read):
        for phrase in dict.fromkeys(_phrases_of(clauses, stems, frequent)):
            places.setdefault(phrase, []).append(place)
    return PhraseIndex(
        places={p: frozenset(found) for p, found in places.items() if len(found) >= at_least},
        clauses=read,
        stems=stems,
    )


def _clauses(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the lower-case words of each part between punctuation."""
    plain = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS]).casefold().replace("’", "'")
    for clause in _CLAUSE.findall(plain):
        words = tuple(_WORD.findall(clause))
        if words:
            yield words


def _words_of(clauses: Clauses) -> set[str]:
    return {word for clause in clauses for word in clause}


def _fold_endings(counts: Counter[str]) -> dict[str, str]:
    """Return the shorter form of each word that is another word with a short ending."""
    folded: dict[str, str] = {}
    for word in sorted(counts, key=lambda each: (len(each), each)):
        stems = (word[:-cut] for cut in range(_MAX_ENDING, 0, -1))
        stem = next((s for s in stems if len(s) >= _MIN_STEM and s in counts), None)
        if stem is not None:
            folded[word] = folded.get(stem, stem)
    return folded


def _phrases_of(
    clauses: Clauses, stems: Mapping[str, str], frequent: AbstractSet[str]
) -> Iterator[Phrase]:
    for words in clauses:
        found = [stems.get(word, word) for word in words]
        for start in range(len(found)):
            for end in range(start + 1, min(start + MAX_WORDS, len(found)) + 1):
                if found[end - 1] not in frequent:
                    break
                yield tuple(found[start:end])
