"""The verdict on a judge: whether its scores can be used to rank results."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import atanh, ceil
from typing import Final

from core import formats
from core.quality.agreement.estimate import Estimate
from core.quality.agreement.saturation import USELESS
from core.quality.intervals import t_quantile

USEFUL: Final = 0.3
"""Least rank correlation with people: a medium effect in Cohen, Statistical Power Analysis (1988).

Two people who judge the same text seldom agree better than 0.3 to 0.5.
"""
MIN_PAIRS: Final = 30
"""With fewer pairs, no interval of a correlation is narrow enough for a decision."""
MAX_NEEDED: Final = 2_000
_LARGE: Final = 10_000
"""Degrees of freedom with which Student's t is the normal distribution."""


class Trust(StrEnum):
    """What a judge can be used for."""

    RANKING = "can be trusted for ranking"
    WEAK = "too weak"
    UNDECIDED = "not enough pairs yet"


RULE: Final = (
    f"A judge can be trusted for ranking if the 95 % interval of its rank correlation with people "
    f"lies above {USEFUL}; it is too weak if the interval lies below, or if "
    f"{formats.share(USELESS)} of its scores are the same. "
    f"Fewer than {MIN_PAIRS} pairs decide nothing."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustVerdict:
    """The verdict, with what it follows from."""

    trust: Trust
    because: str
    """One sentence."""
    needed: int | None = None
    """Pairs that would decide it; None if it is decided, or if more pairs would not help."""


def judge_trust(correlation: Estimate, *, same_score: float | None) -> TrustVerdict:
    """Return the verdict from the rank correlation of a judge's scores with people's values.

    `same_score` is the share of the judge's most frequent score.
    """
    n, interval = correlation.n, correlation.interval
    if n < MIN_PAIRS:
        because = f"{n} of about {MIN_PAIRS} pairs so far."
        return TrustVerdict(trust=Trust.UNDECIDED, because=because, needed=MIN_PAIRS)
    if same_score is not None and same_score >= USELESS:
        same = formats.share(same_score)
        because = f"{same} of its scores are the same, so it tells next to nothing apart."
        return TrustVerdict(trust=Trust.WEAK, because=because)
    if correlation.value is None or interval is None:
        return TrustVerdict(trust=Trust.UNDECIDED, because=correlation.reason)
    band = f"{correlation.value:.2f} [{interval.low:.2f}, {interval.high:.2f}]"
    if interval.low >= USEFUL:
        because = f"Its rank correlation with people, {band}, is above {USEFUL}."
        return TrustVerdict(trust=Trust.RANKING, because=because)
    if interval.high < USEFUL:
        because = f"Its rank correlation with people, {band}, is below {USEFUL}."
        return TrustVerdict(trust=Trust.WEAK, because=because)
    return _undecided(correlation.value, n, band)


def _undecided(value: float, n: int, band: str) -> TrustVerdict:
    needed = pairs_needed(value)
    # The estimate of a normal shape may be met before the interval of the records decides.
    needed = None if needed is None else max(needed, n + 1)
    about = f"more than {MAX_NEEDED:,}" if needed is None else f"about {needed:,}"
    because = (
        f"Its rank correlation with people, {band}, may be above or below {USEFUL}: "
        f"{n:,} of {about} pairs."
    )
    return TrustVerdict(trust=Trust.UNDECIDED, because=because, needed=needed)


def pairs_needed(value: float) -> int | None:
    """Return how many pairs would decide a rank correlation, or None above MAX_NEEDED.

    Source: the standard error of Fisher's z of Spearman's rho by Bonett and Wright (2000), Sample
    size requirements for estimating Pearson, Kendall and Spearman correlations.
    """
    distance = abs(atanh(min(0.99, max(-0.99, value))) - atanh(USEFUL))
    if distance == 0:
        return None
    needed = 3 + (1 + value**2 / 2) * (t_quantile(_LARGE) / distance) ** 2
    return None if needed > MAX_NEEDED else max(MIN_PAIRS, ceil(needed))


def best_first(judges: Mapping[str, Estimate]) -> tuple[str, ...]:
    """Return judges by their rank correlation with people; those without one come last."""
    return tuple(
        sorted(judges, key=lambda name: (judges[name].value is None, -(judges[name].value or 0.0)))
    )
