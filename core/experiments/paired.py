"""Variants on the same cases: mean differences within pairs, and the cases at either end."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, variance

from core.quality.intervals import SCORES, SHARES, Interval, Scale, mean_interval
from core.quality.rubric import DIMENSIONS, RUBRIC

OVERALL = "overall"
SHOWN = 5
"""Cases shown at either end."""

# The usual spread of a difference is that of one value times the root of 2.
_SCORES = Scale(low=-10.0, high=10.0, usual_spread=SCORES.usual_spread * 2**0.5)
_ANSWERS = Scale(low=-1.0, high=1.0, usual_spread=SHARES.usual_spread * 2**0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """What one variant did with one item of the dataset."""

    scores: Mapping[str, float | None]
    """By dimension and "overall", 0-10; None if it is unscored."""
    answers: Mapping[str, bool | None]
    """By rubric item; None if the evaluator cannot know."""
    cost_usd: float | None = None
    """None if a price is not known."""
    seconds: float | None = None
    """None if the work was interrupted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """A figure of two variants on the cases where both are known."""

    n: int
    before: float
    """Mean of the baseline."""
    after: float
    difference: float
    """Mean of the differences within the pairs: the variant less the baseline."""
    interval: Interval
    """95 % interval of that mean; wide for few cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedCase:
    """The difference of the overall scores of one case."""

    item_id: str
    before: float
    after: float

    @property
    def difference(self) -> float:
        return self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One variant against the baseline."""

    scores: Mapping[str, Paired]
    """Overall first, then by dimension; one without a single pair is missing."""
    answers: Mapping[str, Paired]
    """Shares of yes by rubric item."""
    cost: Paired | None
    """US dollars a case."""
    seconds: Paired | None
    pairs: int
    """Cases with both overall scores."""
    unpaired: int
    """Cases of which at least one side failed, was cancelled, is unscored or is not finished."""
    worst: tuple[PairedCase, ...]
    """Where the variant lost most, the worst first; only real losses."""
    best: tuple[PairedCase, ...]


Results = Mapping[str, CaseResult]
"""Finished cases by the id of their item."""


def compare(before: Results, after: Results, *, items: int) -> Comparison:
    """Compare two variants on the cases that both finished; `items` is how many there are.

    A case that failed on one side is in no pair: it has no score, which is not a score of 0.
    """
    shared = sorted(before.keys() & after.keys())
    couples = [(before[key], after[key]) for key in shared]
    cases = _cases(before, after, shared)
    return Comparison(
        scores=_paired_all((OVERALL, *map(str, DIMENSIONS)), couples, _score, _SCORES),
        answers=_paired_all([item.id for item in RUBRIC], couples, _answer, _ANSWERS),
        cost=_paired([(a.cost_usd, b.cost_usd) for a, b in couples], _unbounded(couples, _cost)),
        seconds=_paired([(a.seconds, b.seconds) for a, b in couples], _unbounded(couples, _time)),
        pairs=len(cases),
        unpaired=items - len(cases),
        worst=tuple(case for case in cases[:SHOWN] if case.difference < 0),
        best=tuple(case for case in reversed(cases[-SHOWN:]) if case.difference > 0),
    )


def _cases(before: Results, after: Results, shared: Sequence[str]) -> list[PairedCase]:
    """Return the cases with both overall scores, the largest loss first."""
    found = []
    for key in shared:
        a, b = before[key].scores.get(OVERALL), after[key].scores.get(OVERALL)
        if a is not None and b is not None:
            found.append(PairedCase(item_id=key, before=a, after=b))
    return sorted(found, key=lambda case: (case.difference, case.item_id))


_Couples = Sequence[tuple[CaseResult, CaseResult]]


def _paired_all(
    names: Sequence[str],
    couples: _Couples,
    read: Callable[[CaseResult, str], float | None],
    scale: Scale,
) -> dict[str, Paired]:
    found = {
        name: _paired([(read(a, name), read(b, name)) for a, b in couples], scale) for name in names
    }
    return {name: paired for name, paired in found.items() if paired is not None}


def _paired(values: Sequence[tuple[float | None, float | None]], scale: Scale) -> Paired | None:
    known = [(a, b) for a, b in values if a is not None and b is not None]
    if not known:
        return None
    n, gains = len(known), [b - a for a, b in known]
    mean = fmean(gains)
    interval = mean_interval(n, mean, variance(gains) if n > 1 else None, scale=scale)
    assert interval is not None  # noqa: S101 - n is above 0
    return Paired(
        n=n,
        before=fmean(a for a, _ in known),
        after=fmean(b for _, b in known),
        difference=mean,
        interval=interval,
    )


def _unbounded(couples: _Couples, read: Callable[[CaseResult], float | None]) -> Scale:
    """Return a scale for a figure without ends, whose usual spread is that of its values."""
    known = [value for couple in couples for one in couple if (value := read(one)) is not None]
    spread = variance(known) ** 0.5 if len(known) > 1 else 0.0
    return Scale(low=float("-inf"), high=float("inf"), usual_spread=spread)


def _score(one: CaseResult, name: str) -> float | None:
    return one.scores.get(name)


def _answer(one: CaseResult, name: str) -> float | None:
    yes = one.answers.get(name)
    return None if yes is None else float(yes)


def _cost(one: CaseResult) -> float | None:
    return one.cost_usd


def _time(one: CaseResult) -> float | None:
    return one.seconds
