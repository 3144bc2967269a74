"""Agreement between the people who labelled the same replies."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from core.datasets.label import Verdict, passes
from core.quality.intervals import Interval, wilson_interval

OVERALL = "overall"
"""Whether two people are on the same side of the decision line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenVerdict:
    """A verdict, who gave it and what it is about."""

    subject: str
    labeller: str
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How often two people give the same answer to one question."""

    question: str
    """"overall", a dimension, or the id of a rubric item."""
    same: int
    pairs: int

    @property
    def share(self) -> float | None:
        """Return the share of pairs that agree; None without a pair."""
        return self.same / self.pairs if self.pairs else None

    @property
    def interval(self) -> Interval | None:
        """Return the 95 % interval of the share; None without a pair."""
        return wilson_interval(self.same, self.pairs)


def agreement_of(given: Iterable[GivenVerdict]) -> tuple[Agreement, ...]:
    """Return the agreement on each question that two people answered of the same reply.

    Every pair of people counts once for each reply that both answered.
    """
    of_subject: defaultdict[str, list[dict[str, bool]]] = defaultdict(list)
    for one in given:
        of_subject[one.subject].append(_answers(one.verdict))
    same: defaultdict[str, int] = defaultdict(int)
    pairs: defaultdict[str, int] = defaultdict(int)
    for answers in of_subject.values():
        for first, second in combinations(answers, 2):
            for question in first.keys() & second.keys():
                pairs[question] += 1
                same[question] += first[question] == second[question]
    return tuple(
        Agreement(question=question, same=same[question], pairs=pairs[question])
        for question in sorted(pairs, key=lambda name: (name != OVERALL, name))
    )


def _answers(verdict: Verdict) -> dict[str, bool]:
    side = passes(verdict.overall)
    return dict(verdict.answers) | ({} if side is None else {OVERALL: side})
