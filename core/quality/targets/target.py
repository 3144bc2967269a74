"""The targets: what each figure should be, by which pages call it good and alerts are raised.

An admin can change a threshold or a window; what is here holds until then.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.quality.targets.measure import Measure, Unit


class Direction(StrEnum):
    """On which side of its threshold a figure should be."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Measure):
    """A measure, and what its figure should be."""

    should_be: Direction
    threshold: float | None
    """None: there is no threshold until an admin sets one, and no alert."""
    window_days: int | None = None
    """UTC days, today included, that the figure is computed from; None for the present moment."""
    low: float = 0.0
    high: float = 1_000_000.0
    """The range of thresholds that make sense."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The threshold and window in force."""

    threshold: float | None
    window_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetChange:
    """One change of a target."""

    name: str
    old: Limit
    new: Limit
    note: str
    changed_at: datetime
    changed_by: str
    """The id of the admin."""


QUALITY = Target(
    name="quality",
    title="Quality score",
    unit=Unit.SCORE,
    noun="evaluation",
    definition="Mean overall score given by models; the score by rules where no model judged.",
    min_n=5,
    should_be=Direction.ABOVE,
    threshold=7.0,
    window_days=14,
    high=10.0,
)
SATISFACTION = Target(
    name="satisfaction",
    title="Satisfaction",
    unit=Unit.STARS,
    noun="rating",
    definition="Mean stars of all ratings that were not taken back.",
    min_n=5,
    should_be=Direction.ABOVE,
    threshold=4.0,
    window_days=14,
    low=0.5,
    high=5.0,
)
ERRORS = Target(
    name="errors",
    title="Error rate",
    unit=Unit.SHARE,
    noun="trace",
    definition="Traces that ended as failed, of all that ended, without test calls and "
    "evaluation runs.",
    should_be=Direction.BELOW,
    threshold=0.02,
    window_days=7,
    high=1.0,
)
OVERHEAD = Target(
    name="overhead",
    title="Trace overhead",
    unit=Unit.SHARE,
    noun="trace",
    definition="Time spent on tracing and storing, of all time of traces in which a model wrote.",
    should_be=Direction.BELOW,
    threshold=0.05,
    window_days=7,
    high=1.0,
)
LATENCY = Target(
    name="latency",
    title="Time to plan (p95)",
    unit=Unit.SECONDS,
    noun="goal",
    definition="The time within which 95 % of the runs that make a plan ended.",
    should_be=Direction.BELOW,
    threshold=60.0,
    window_days=7,
    low=0.001,
    high=86_400.0,
)
COST = Target(
    name="cost",
    title="Cost of the day",
    unit=Unit.USD,
    noun="trace",
    definition="Sum of the known costs of all traces, without test calls and evaluation runs.",
    should_be=Direction.BELOW,
    threshold=None,
    window_days=1,
)
WEEK_1 = Target(
    name="week_1",
    title="Tasks of week 1 done",
    unit=Unit.SHARE,
    noun="plan",
    definition="Tasks of week 1 that were done, of those first planned; week 1 is over.",
    digits=0,
    should_be=Direction.ABOVE,
    threshold=0.5,
    window_days=30,
    high=1.0,
)
INPUT_MIX = Target(
    name="input_mix",
    title="Mix of goals",
    unit=Unit.INDEX,
    noun="plan",
    definition="How far kinds and languages of goals moved from the four windows before; 0 is not "
    "at all (population stability index).",
    digits=2,
    should_be=Direction.BELOW,
    threshold=0.1,
    window_days=7,
    high=10.0,
)
BACKLOG = Target(
    name="backlog",
    title="Oldest unsent export",
    unit=Unit.HOURS,
    noun="receiver",
    definition="Age of the oldest delivery that waits.",
    should_be=Direction.BELOW,
    threshold=1.0,
    low=0.01,
)
FAILING_RUNS = Target(
    name="failing_runs",
    title="Goals that failed in the last hour",
    unit=Unit.SHARE,
    noun="goal",
    definition="Runs of the last hour that failed, of those that ended.",
    should_be=Direction.BELOW,
    threshold=0.2,
    high=1.0,
)
BREAKER = Target(
    name="breaker",
    title="Model paused",
    unit=Unit.MINUTES,
    noun="model",
    definition="For how long a model has been paused.",
    digits=0,
    should_be=Direction.BELOW,
    threshold=10.0,
    low=0.1,
)

TARGETS = (
    QUALITY,
    SATISFACTION,
    ERRORS,
    OVERHEAD,
    LATENCY,
    COST,
    WEEK_1,
    INPUT_MIX,
    BACKLOG,
    FAILING_RUNS,
    BREAKER,
)
"""All targets, in the order in which they are shown."""

Limits = Mapping[str, Limit]
"""The limits in force, by name of the target."""

DEFAULTS: Limits = {
    target.name: Limit(threshold=target.threshold, window_days=target.window_days)
    for target in TARGETS
}
