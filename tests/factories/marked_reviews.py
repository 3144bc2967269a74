"""Sentences of real app reviews, in which people marked features and how they are spoken of.

The reviews are not ours to ship; they are read from beside this checkout where they are present.
They carry no stars: a sentence with a complained-of feature counts as a low rating, one with a
praised feature as a high one, and others are left out.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scipy.stats import fisher_exact

from core.learning.word_frequency import load_word_shares
from core.quality.themes.comment import Comment
from core.quality.themes.merging import MIN_COMMENTS
from core.quality.themes.phrases import index_phrases
from core.quality.themes.theme import Theme, find_themes

FILE = (
    Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "reviews_feature_labels.jsonl"
)
_DAY = date(2026, 1, 1)
_SURE = 0.05
_EVERYDAY = 1 / 3_000
"""A word with a larger share of English text is no feature of an app."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with a complained-of or a praised feature, and what people marked in it."""

    comment: Comment
    marked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The themes that were found, against the marked features."""

    themes: tuple[Theme, ...]
    """Those that are certain."""
    hits: tuple[Theme, ...]
    """Of them, those that lie in a marked feature in at least half of their sentences."""
    features: frozenset[str]
    """Words of marked features that set complaints apart from praise, by Fisher's exact test."""
    recalled: frozenset[str]


def read_sentences() -> list[Sentence]:
    """Return the sentences that speak well or badly of a feature."""
    found = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        signs = {feature["pol"] for feature in row["features"]}
        if signs & {"neg", "pos"}:
            comment = Comment(
                key=(row["review"], str(row["sentence"])),
                stars=1.0 if "neg" in signs else 5.0,
                text=row["text"],
                day=_DAY,
            )
            marked = " . ".join(feature["f"] for feature in row["features"])
            found.append(Sentence(comment=comment, marked=marked))
    return found


def compare(sentences: list[Sentence]) -> Agreement:
    """Find the themes of the sentences and compare them with the marked features."""
    comments = [each.comment for each in sentences]
    found = find_themes(comments, since=_DAY, until=_DAY, background=load_word_shares())
    certain = tuple(theme for theme in found.themes if theme.is_certain)
    marked = {each.comment.key: set(_stems(each.marked)) for each in sentences}
    hits = tuple(
        theme
        for theme in certain
        if 2 * sum(_words(theme) <= marked[key] for key in theme.members) >= theme.n
    )
    features = _features(sentences)
    recalled = features & {word for theme in certain for word in _words(theme)}
    return Agreement(themes=certain, hits=hits, features=features, recalled=recalled)


def _features(sentences: list[Sentence]) -> frozenset[str]:
    low = {place for place, each in enumerate(sentences) if each.comment.stars < 4}
    index = index_phrases([each.marked for each in sentences], at_least=MIN_COMMENTS)
    found = set()
    for phrase, places in index.places.items():
        if len(phrase) == 1 and load_word_shares().get(phrase[0], 0) < _EVERYDAY:
            of_low = len(places & low)
            of_high = len(places) - of_low
            rest = len(sentences) - len(low) - of_high
            table = [[of_low, of_high], [len(low) - of_low, rest]]
            if fisher_exact(table).pvalue < _SURE:
                found.add(phrase[0])
    return frozenset(found)


def _words(theme: Theme) -> set[str]:
    return set(_stems(theme.label))


def _stems(text: str) -> list[str]:
    return [stem.rstrip("sd") for stem in text.casefold().replace(".", " ").split()]
