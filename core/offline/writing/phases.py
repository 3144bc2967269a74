"""Distribute a playbook's phases over the weeks of a plan."""

from core.goals.goal import Experience
from core.goals.kind import GoalKind
from core.offline.playbooks.schema import PhaseGuide
from core.offline.progressions.progression_input import ProgressionInput

_FIRST_PHASE_SHARE = {
    Experience.BEGINNER: 1.0,
    Experience.INTERMEDIATE: 0.7,
    Experience.ADVANCED: 0.5,
}
"""Share of the first phase's usual length, by experience."""

_BEHIND = 0.8
"""From this share of its length on, as a part of the way to the target, a first phase is behind."""
_FEWEST = 3
"""Phases from which one can be left out."""

Span = tuple[PhaseGuide, int, int]
"""A phase with its first and last week."""


def phase_spans(inputs: ProgressionInput) -> tuple[Span, ...]:
    """Return contiguous (phase, first week, last week) spans; a short plan drops middle phases.

    Phases with a side share the weeks before or after the turning day; the others all weeks.
    """
    return spread_phases(
        _ahead(inputs),
        weeks=inputs.weeks,
        before=inputs.weeks_before,
        experience=inputs.circumstances.experience,
    )


def _ahead(inputs: ProgressionInput) -> tuple[PhaseGuide, ...]:
    """Return the phases without a first one that lies behind the person.

    A person who swims 400 m and wants 1,500 m has no use for weeks of single lengths. Running and
    the plans for a specific aim begin at the present level by rules of their own.
    """
    phases, target = inputs.playbook.phases, inputs.target
    own_rule = inputs.playbook.recipe or inputs.playbook.progression.rule != "rate"
    if inputs.kind != GoalKind.TRAINING or own_rule or len(phases) < _FEWEST or not target:
        return phases
    behind = inputs.baseline / target
    return phases[1:] if phases[0].share * _BEHIND <= behind < 1 else phases


def spread_phases(
    phases: tuple[PhaseGuide, ...], *, weeks: int, before: int, experience: Experience
) -> tuple[Span, ...]:
    """Return the phases over the weeks, those with a side on their side of the turning day."""
    if not any(phase.side for phase in phases):
        return _spread(phases, 1, weeks, first_share=_FIRST_PHASE_SHARE[experience])
    ready = tuple(phase for phase in phases if phase.side == "before")
    after = tuple(phase for phase in phases if phase.side == "after")
    if not ready or not after:
        return _spread(phases, 1, weeks, first_share=1.0)
    return (
        *_spread(ready, 1, before, first_share=_FIRST_PHASE_SHARE[experience]),
        *_spread(after, before + 1, weeks, first_share=1.0),
    )


def _spread(
    phases: tuple[PhaseGuide, ...], start: int, end: int, *, first_share: float
) -> tuple[Span, ...]:
    weeks, guides = end - start + 1, list(phases)
    if weeks <= 0:
        return ()
    while len(guides) > weeks:
        guides.pop(len(guides) // 2)
    shares = [
        g.share * (first_share if i == 0 and len(guides) > 1 else 1.0) for i, g in enumerate(guides)
    ]
    whole = sum(shares)
    spans, first, gone = [], 1, 0.0
    for index, (guide, share) in enumerate(zip(guides, shares, strict=True)):
        gone += share
        left = len(guides) - index - 1
        last = weeks if left == 0 else min(weeks - left, max(first, round(weeks * gone / whole)))
        spans.append((guide, start + first - 1, start + last - 1))
        first = last + 1
    return tuple(spans)
