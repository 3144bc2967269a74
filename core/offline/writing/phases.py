"""Distribute a playbook's phases over the weeks of a plan."""

from core.goals.goal import Experience
from core.offline.playbooks.schema import PhaseGuide
from core.offline.progressions.progression_input import ProgressionInput

_FIRST_PHASE_SHARE = {
    Experience.BEGINNER: 1.0,
    Experience.INTERMEDIATE: 0.7,
    Experience.ADVANCED: 0.5,
}
"""Share of the first phase's usual length, by experience."""


Span = tuple[PhaseGuide, int, int]
"""A phase with its first and last week."""


def phase_spans(inputs: ProgressionInput) -> tuple[Span, ...]:
    """Return contiguous (phase, first week, last week) spans; a short plan drops middle phases.

    Phases with a side share the weeks before or after the turning day; the others all weeks.
    """
    return spread_phases(
        inputs.playbook.phases,
        weeks=inputs.weeks,
        before=inputs.weeks_before,
        experience=inputs.circumstances.experience,
    )


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
