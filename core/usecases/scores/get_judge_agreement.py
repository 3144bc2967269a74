"""Say how far the judges' scores agree with what people say of the same results."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotFound
from core.quality.agreement.corrected_mean import CorrectedMean, Moments, corrected_mean
from core.quality.agreement.correlation import spearman
from core.quality.agreement.estimate import Estimate
from core.quality.agreement.human_values import HumanScale, score_level
from core.quality.agreement.report import AgreementReport, agreement_report, gap, groups_of
from core.quality.agreement.saturation import modal_share
from core.quality.agreement.trust import TrustVerdict, best_first, judge_trust
from core.quality.intervals import Scale
from core.quality.slice import EVERYTHING, Slice
from core.store.scores.pairs import (
    MAX_PAIRS,
    SOURCES,
    FoundPairs,
    Pair,
    ValueSource,
    find_pairs,
    find_titles,
)
from core.store.scores.trends import OVERALL, score_totals
from core.usecases.access.allow import Access, allow
from core.usecases.utc_days import UtcDays

__all__ = [
    "MAX_PAIRS",
    "SCALES",
    "Gap",
    "JudgeAgreement",
    "JudgeSummary",
    "Pair",
    "get_judge_agreement",
]

SCALES: Final[tuple[HumanScale, ...]] = tuple(source.scale for source in SOURCES)
"""What people say; the first is the default."""
GAPS_SHOWN: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeSummary:
    """One judge of the window."""

    judge: str
    """Its model."""
    correlation: Estimate
    verdict: TrustVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A pair in which judge and person are far apart."""

    pair: Pair
    gap: float
    """By how much the judge is above the person, as shares of their scales, -1 to 1."""
    title: str
    """Title of the goal's resolution, or the goal's own words; "" if it has no goal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeAgreement:
    """The pairs of a window, and what they say about one judge."""

    scale: HumanScale
    judges: tuple[JudgeSummary, ...]
    """All judges that have pairs, by their rank correlation."""
    judge: str
    """The judge that the rest is about; "" if there are no pairs."""
    report: AgreementReport
    pairs: tuple[Pair, ...]
    """Of this judge, the newest first."""
    gaps: tuple[Gap, ...]
    """The pairs that are furthest apart, the largest gap first; of the chosen levels only."""
    corrected: CorrectedMean | None
    """The mean of all results of the window; None if the labels do not allow it."""
    cut: bool
    """True if the window has more values than the newest MAX_PAIRS, which were read."""
    older: int
    """Pairs left out because their scores were given with an older rubric."""


@allow(Access.REVIEWER, reads_texts=True)
def get_judge_agreement(
    rein: Rein,
    *,
    viewer: Viewer,
    days: UtcDays,
    sample: bool = False,
    within: Slice = EVERYTHING,
    source: str = SCALES[0].name,
    judge: str | None = None,
    levels: tuple[int, int] | None = None,
) -> JudgeAgreement:
    """Return how a judge's scores agree with people's values, by default of the busiest judge.

    `levels` are those of score and value whose pairs are listed, from 0; None lists all.

    Raises NotAllowed below reviewer, and NotFound for a source that does not exist.
    """
    values = _source(source)
    found = find_pairs(
        rein.database, values, since=days.since, until=days.until, sample=sample, within=within
    )
    by_judge = _by_judge(found.pairs)
    busiest = max(by_judge, key=lambda name: len(by_judge[name]), default="")
    chosen = judge if judge in by_judge else busiest
    pairs = tuple(by_judge.get(chosen, ()))
    return JudgeAgreement(
        scale=values.scale,
        judges=_summaries(by_judge),
        judge=chosen,
        report=agreement_report(tuple(pair.judged for pair in pairs), values.scale),
        pairs=pairs,
        gaps=_gaps(rein, pairs, values.scale, levels),
        corrected=_corrected(
            rein, found, values, pairs, days=days, sample=sample, within=within, judge=chosen
        ),
        cut=found.cut,
        older=found.older,
    )


def _by_judge(pairs: Sequence[Pair]) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(pair.judge, []).append(pair)
    return found


def _source(name: str) -> ValueSource:
    found = next((source for source in SOURCES if source.scale.name == name), None)
    if found is None:
        known = ", ".join(source.scale.name for source in SOURCES)
        raise NotFound(f"There are no values called “{name}”.", advice=f"Choose one of {known}.")
    return found


def _summaries(by_judge: dict[str, list[Pair]]) -> tuple[JudgeSummary, ...]:
    correlations = {
        judge: spearman(
            [pair.judged.overall for pair in pairs],
            [pair.judged.value for pair in pairs],
            groups=groups_of([pair.judged for pair in pairs]),
        )
        for judge, pairs in by_judge.items()
    }
    same = {
        judge: modal_share([pair.judged.overall for pair in pairs])
        for judge, pairs in by_judge.items()
    }
    return tuple(
        JudgeSummary(
            judge=judge,
            correlation=correlations[judge],
            verdict=judge_trust(correlations[judge], same_score=same[judge]),
        )
        for judge in best_first(correlations)
    )


def _gaps(
    rein: Rein, pairs: Sequence[Pair], scale: HumanScale, levels: tuple[int, int] | None
) -> tuple[Gap, ...]:
    """Return the pairs that are furthest apart; of equal ones the newest."""
    sized = [
        (gap(judged.overall, judged.value, scale), pair)
        for pair in pairs
        for judged in [pair.judged]
        if levels in {None, (score_level(judged.overall), scale.level_of(judged.value))}
    ]
    largest = sorted(sized, key=lambda one: -abs(one[0]))[:GAPS_SHOWN]
    goal_ids = {pair.goal_id for _, pair in largest if pair.goal_id is not None}
    titles = find_titles(rein.database, goal_ids) if goal_ids else {}
    return tuple(
        Gap(pair=pair, gap=size, title=titles.get(pair.goal_id or "", "")) for size, pair in largest
    )


def _corrected(
    rein: Rein,
    found: FoundPairs,
    source: ValueSource,
    pairs: Sequence[Pair],
    *,
    days: UtcDays,
    sample: bool,
    within: Slice,
    judge: str,
) -> CorrectedMean | None:
    if found.cut or not source.few or not pairs:
        return None
    inside = [pair for pair in pairs if days.since <= pair.scored_at.date() <= days.until]
    values: dict[str, list[float]] = {}
    for pair in inside:
        values.setdefault(pair.trace_id, []).append(pair.judged.value)
    scores = {pair.trace_id: pair.judged.overall for pair in inside}
    totals = score_totals(
        rein.database, since=days.since, until=days.until, sample=sample, by="judge", within=within
    )
    own = next((t for t in totals if (t.group, t.dimension) == (judge, OVERALL)), None)
    if own is None or own.mean is None:
        return None
    scale = source.scale
    return corrected_mean(
        [sum(given) / len(given) for given in values.values()],
        [scores[trace_id] for trace_id in values],
        others=_others(own.n, own.mean, own.variance, list(scores.values())),
        scale=Scale(low=scale.low, high=scale.high, usual_spread=(scale.high - scale.low) / 4),
    )


def _others(n: int, mean: float, variance: float | None, labelled: Sequence[float]) -> Moments:
    """Return the moments of all scores without those that have a label."""
    rest = n - len(labelled)
    if rest < 1:
        return Moments(n=0, mean=0.0, variance=0.0)
    squares = (variance or 0.0) * (n - 1) + n * mean**2 - sum(score**2 for score in labelled)
    own = (n * mean - sum(labelled)) / rest
    spread = max(0.0, squares - rest * own**2) / (rest - 1) if rest > 1 else 0.0
    return Moments(n=rest, mean=own, variance=spread)
