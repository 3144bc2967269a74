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
from core.experiments.primary import Primary, scale_of
from core.experiments.selection import select_discoveries
from core.quality.rating import RATING_QUESTIONS

OVERALL = "overall"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One secondary measure."""

    label: str
    scale: OutcomeScale
    """Its name says what is counted."""


_ALL = (
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
    *(
        Measure(label=label, scale=scale_of(primary, (0, 0.0, 0.0)))
        for primary, label in (
            (Primary.WEEK_1, "Tasks of the first week that are done"),
            (Primary.STARS, "Stars of the first rating"),
        )
    ),
)


def measures_beside(primary: Primary) -> tuple[Measure, ...]:
    """Return the measures of a trial that another figure decides."""
    return tuple(one for one in _ALL if one.scale.name != primary)


MEASURES = measures_beside(Primary.STARS)
"""Those of a trial that stars decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a trial shows of a secondary measure."""

    measure: Measure
    evidence: Evidence
    e_value: float
    """Of "there is a difference", in either direction."""
    differs: bool


def weigh_secondary(
    segments: Mapping[str, Sequence[Segment]], *, primary: Primary = Primary.STARS
) -> tuple[Finding, ...]:
    """Return what the counts of each measure beside the primary one show, by name of the scale."""
    measures = measures_beside(primary)
    weighed = {
        one.scale.name: weigh(
            one.scale, segments.get(one.scale.name, ()), alpha=ALPHA / len(measures)
        )
        for one in measures
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
        for one in measures
    )
