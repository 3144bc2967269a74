"""How strongly a phrase sets one group of comments apart from another.

The weighted log-odds ratio with an informative Dirichlet prior of Monroe, Colaresi and Quinn
("Fightin' Words", Political Analysis 16, 2008, section 3.3.4). A comment counts once for each of
its phrases, and the odds are those among the words of a group, so that long complaints do not make
every word a complaint.

The prior draws the rates of both groups towards their common rate. Words that are frequent in any
text have a strong prior, so that "when" or "only" need much more evidence than "timeline": there is
no list of stop words.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

PRIOR_WORDS = 150.0
"""Weight of the prior of every phrase, in words of each group: about ten comments."""
BACKGROUND_WEIGHT = 3.0
"""Weight of what is known of a word from other texts, in copies of the comments at hand."""

FALSE_DISCOVERIES = 0.1
"""Share of chance findings accepted among all findings (Benjamini and Hochberg, 1995)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Comments and words of two groups."""

    low: int
    high: int

    @property
    def n(self) -> int:
        return self.low + self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """The log-odds ratio of a phrase, above 0 if it is rather of the low group, and its z-score."""

    log_odds: float
    z: float


NO_CONTRAST = Contrast(log_odds=0.0, z=0.0)


def contrast(found: Counted, words: Counted, *, background: float = 0.0) -> Contrast:
    """Return the contrast of a phrase that `found` comments have, of groups with so many words.

    `background` is the share of the phrase in other texts. Raises ValueError if a group is empty.
    """
    if not words.low or not words.high:
        raise ValueError("Two groups are compared, and one of them has no words")
    if found.n == 0 or found.n >= words.n:
        return NO_CONTRAST
    rate = found.n / words.n
    prior = PRIOR_WORDS * rate + BACKGROUND_WEIGHT * words.n * background
    weight = prior / rate
    low = _log_odds(found.low + prior, words.low + weight)
    high = _log_odds(found.high + prior, words.high + weight)
    spread = math.sqrt(1 / (found.low + prior) + 1 / (found.high + prior))
    return Contrast(log_odds=low - high, z=(low - high) / spread)


def least_z(scores: Iterable[tuple[float, float]]) -> float:
    """Return the least absolute z-score that counts among many; infinity if none does.

    Each score comes with the strongest one that its phrase could have had. The more phrases are
    compared, the higher the limit is (Benjamini and Hochberg), so that chance finds little; those
    too rare to pass in any case are not counted (Tarone, Biometrics 46, 1990).
    """
    every = [(_p_value(score), _p_value(strongest), abs(score)) for score, strongest in scores]
    compared = next((k for k in range(1, len(every) + 1) if _testable(every, k) <= k), len(every))
    tested = sorted(each for each in every if each[1] <= FALSE_DISCOVERIES / compared)
    least = math.inf
    for rank, (p_value, _, score) in enumerate(tested, 1):
        if p_value <= FALSE_DISCOVERIES * rank / len(tested):
            least = score
    return least


def _testable(every: Iterable[tuple[float, float, float]], compared: int) -> int:
    return sum(strongest <= FALSE_DISCOVERIES / compared for _, strongest, _ in every)


def _p_value(z: float) -> float:
    return math.erfc(abs(z) / math.sqrt(2))


def _log_odds(count: float, n: float) -> float:
    return math.log(count / (n - count))
