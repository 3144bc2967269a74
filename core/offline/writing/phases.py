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


def phase_spans(inputs: ProgressionInput) -> tuple[tuple[PhaseGuide, int, int], ...]:
    """Return contiguous (phase, first week, last week) spans; a short plan drops middle phases."""
    guides = list(inputs.playbook.phases)
    while len(guides) > inputs.weeks:
        guides.pop(len(guides) // 2)
    shares = [
        g.share
        * (
            _FIRST_PHASE_SHARE[inputs.circumstances.experience]
            if i == 0 and len(guides) > 1
            else 1.0
        )
        for i, g in enumerate(guides)
    ]
    whole = sum(shares)
    spans, first, gone = [], 1, 0.0
    for index, (guide, share) in enumerate(zip(guides, shares, strict=True)):
        gone += share
        left = len(guides) - index - 1
        last = (
            inputs.weeks
            if left == 0
            else min(inputs.weeks - left, max(first, round(inputs.weeks * gone / whole)))
        )
        spans.append((guide, first, last))
        first = last + 1
    return tuple(spans)
