"""Everything that pairs of a judge's score and a person's value say about the judge."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from core.quality.agreement.correlation import kendall, spearman
from core.quality.agreement.estimate import Estimate
from core.quality.agreement.human_values import LEVELS, HumanScale, score_level
from core.quality.agreement.kappa import confusion, weighted_kappa
from core.quality.agreement.length_bias import LengthReport, length_report
from core.quality.agreement.resampling import MIN_GROUPS
from core.quality.agreement.saturation import modal_share
from core.quality.agreement.trust import TrustVerdict, judge_trust
from core.quality.rubric import DIMENSIONS, Dimension


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedValue:
    """One pair: the scores that a judge gave a result, and what a person thinks of it."""

    person: str
    """Whose value it is; values of one person are not independent."""
    overall: float
    """0-10."""
    dimensions: tuple[float | None, ...]
    """In the order of DIMENSIONS; None where one is unscored."""
    value: float
    words: int | None
    """Words of the judged text; None if unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementReport:
    """How far a judge's scores agree with what people say."""

    n: int
    people: int
    """Below MIN_GROUPS, intervals are for these people only."""
    verdict: TrustVerdict
    correlation: Estimate
    """Spearman's rank correlation of the overall score with people's values."""
    tau: Estimate
    """Kendall's tau-b of the same."""
    kappa: Estimate
    """Quadratic weighted kappa of the five levels."""
    linear_kappa: Estimate
    table: tuple[tuple[int, ...], ...]
    """Pairs by level of the score (rows) and of the value (columns), the lowest first."""
    same_score: float | None
    """Share of the most frequent overall score."""
    by_dimension: tuple[tuple[Dimension, Estimate], ...]
    """Rank correlation of each dimension with people's values."""
    length: LengthReport
    """From the pairs whose text length is known."""


_REPORTS: Final = 32
"""Reports that are not computed again while their pairs stay the same."""


@lru_cache(maxsize=_REPORTS)
def agreement_report(pairs: tuple[JudgedValue, ...], scale: HumanScale) -> AgreementReport:
    """Return the report on the pairs of one judge."""
    people = groups_of(pairs)
    scores, values = [pair.overall for pair in pairs], [pair.value for pair in pairs]
    levels = [score_level(score) for score in scores], [scale.level_of(v) for v in values]
    correlation, same = spearman(scores, values, groups=people), modal_share(scores)
    return AgreementReport(
        n=len(pairs),
        people=len({pair.person for pair in pairs}),
        verdict=judge_trust(correlation, same_score=same),
        correlation=correlation,
        tau=kendall(scores, values),
        kappa=weighted_kappa(*levels, levels=LEVELS, groups=people),
        linear_kappa=weighted_kappa(*levels, levels=LEVELS, weighting="linear", groups=people),
        table=confusion(*levels, levels=LEVELS),
        same_score=same,
        by_dimension=tuple(
            (dimension, _of_dimension(pairs, place)) for place, dimension in enumerate(DIMENSIONS)
        ),
        length=_length(pairs),
    )


def groups_of(pairs: Sequence[JudgedValue]) -> list[str] | None:
    """Return whose value each pair has; None if there are too few people to draw them.

    The interval is then for these people only, and draws their values one by one.
    """
    people = [pair.person for pair in pairs]
    return people if len(set(people)) >= MIN_GROUPS else None


def _of_dimension(pairs: Sequence[JudgedValue], place: int) -> Estimate:
    scored = [(s, p) for p in pairs if (s := p.dimensions[place]) is not None]
    return spearman(
        [score for score, _ in scored],
        [pair.value for _, pair in scored],
        groups=groups_of([pair for _, pair in scored]),
    )


def _length(pairs: Sequence[JudgedValue]) -> LengthReport:
    measured = [(p, words) for p in pairs if (words := p.words) is not None]
    return length_report(
        [pair.overall for pair, _ in measured],
        [pair.value for pair, _ in measured],
        [words for _, words in measured],
        groups=groups_of([pair for pair, _ in measured]),
    )


def gap(overall: float, value: float, scale: HumanScale) -> float:
    """Return by how much the judge is above the person, both as shares of their scale, -1 to 1."""
    return overall / 10 - scale.share_of(value)
