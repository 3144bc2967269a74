"""What a trial looks at beside its primary outcome: it decides nothing, and its errors are bounded.

The measures are named before the start of any trial. Each has an e-value of "there is a difference"
(the mean of those of both directions), and the e-BH procedure says which differ: of all that are
called different at any look, at most `ALPHA` are equal in truth, in the mean, however the measures
depend on each other. The ranges hold for all measures at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.experiments.evidence import ALPHA, Evidence, weigh
from core.experiments.outcome import OutcomeScale, Segment
from core.experiments.selection import select_discoveries
from core.quality.rating import RATING_QUESTIONS

OVERALL, WEEK_1 = "overall", "week_1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One secondary measure."""

    label: str
    scale: OutcomeScale
    """Its name says what is counted."""


MEASURES = (
    *(
        Measure(
            label=text,
            scale=OutcomeScale(name=name, values=(0, 1), centre=0.75, variance=0.19, effect=0.1),
        )
        for name, text in RATING_QUESTIONS.items()
    ),
    Measure(
        label="Overall score, 0 to 10",
        scale=OutcomeScale(
            name=OVERALL,
            values=tuple(place / 2 for place in range(21)),
            centre=7.0,
            variance=1.0,
            effect=0.3,
        ),
    ),
    Measure(
        label="Tasks of the first week that are done",
        scale=OutcomeScale(
            name=WEEK_1,
            values=tuple(place / 20 for place in range(21)),
            centre=0.5,
            variance=0.12,
            effect=0.1,
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a trial shows of a secondary measure."""

    measure: Measure
    evidence: Evidence
    e_value: float
    """Of "there is a difference", in either direction."""
    differs: bool


def weigh_secondary(segments: Mapping[str, Sequence[Segment]]) -> tuple[Finding, ...]:
    """Return what the counts of each measure show, by the name of its scale."""
    weighed = {
        one.scale.name: weigh(
            one.scale, segments.get(one.scale.name, ()), alpha=ALPHA / len(MEASURES)
        )
        for one in MEASURES
    }
    e_values = {name: (one.for_candidate + one.for_champion) / 2 for name, one in weighed.items()}
    found = select_discoveries(e_values, alpha=ALPHA)
    return tuple(
        Finding(
            measure=one,
            evidence=weighed[one.scale.name],
            e_value=e_values[one.scale.name],
            differs=one.scale.name in found,
        )
        for one in MEASURES
    )
