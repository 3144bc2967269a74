"""Normalizing a drafted resolution: dates of its goal, contiguous phases, valid if-then plans."""

from core.goals.goal import (
    ClarifiedGoal,
    clean_text,
)
from core.goals.language import is_english
from core.goals.unfilled import without_placeholders
from core.goals.weeks import count_weeks
from core.resolutions.draft import ChallengeDraft, PhaseDraft, ResolutionDraft
from core.resolutions.if_then import ensure_if_then
from core.resolutions.resolution import Challenge, Metric, Resolution, Strategy, TimelinePhase

MAX_ITEMS = 5


def normalize_resolution(draft: ResolutionDraft, goal: ClarifiedGoal) -> Resolution:
    """Return the resolution with the goal's dates, contiguous phases and valid if-then plans.

    If-then plans in another language than English have a form of their own and are not mended.
    """
    english = is_english(draft.title, draft.description, draft.smart_statement)
    resolution = Resolution(
        title=clean_text(draft.title) or goal.statement,
        description=clean_text(draft.description) or goal.statement,
        rationale=clean_text(draft.rationale),
        smart_statement=clean_text(draft.smart_statement) or goal.statement,
        starts_on=goal.starts_on,
        ends_on=goal.deadline,
        metrics=tuple(
            Metric(name=clean_text(m.name), target=clean_text(m.target), how=clean_text(m.how))
            for m in draft.metrics[:MAX_ITEMS]
        ),
        timeline=_phases(draft.timeline, count_weeks(goal.starts_on, goal.deadline)),
        challenges=tuple(
            _challenge(c, english=english)
            for c in draft.challenges[:MAX_ITEMS]
            if english or c.if_then.strip()
        ),
        strategies=tuple(
            Strategy(name=clean_text(s.name), description=clean_text(s.description))
            for s in draft.strategies[:8]
        ),
    )
    return without_placeholders(resolution)


def _challenge(draft: ChallengeDraft, *, english: bool) -> Challenge:
    obstacle, if_then = clean_text(draft.obstacle), clean_text(draft.if_then)
    return Challenge(
        obstacle=obstacle,
        if_then=ensure_if_then(if_then, obstacle=obstacle) if english else if_then,
    )


def _phases(drafted: list[PhaseDraft], weeks: int) -> tuple[TimelinePhase, ...]:
    """Fit the phases end to end into the weeks, in order and in proportion to their length."""
    phases = sorted(drafted, key=lambda p: p.first_week)[:weeks]
    shares = [max(1, p.last_week - p.first_week + 1) for p in phases]
    whole, gone, first = sum(shares), 0, 1
    found = []
    for index, (phase, share) in enumerate(zip(phases, shares, strict=True)):
        gone += share
        left = len(phases) - index - 1
        last = weeks if left == 0 else min(weeks - left, max(first, round(weeks * gone / whole)))
        found.append(
            TimelinePhase(
                name=clean_text(phase.name),
                first_week=first,
                last_week=last,
                aim=clean_text(phase.aim),
            )
        )
        first = last + 1
    return tuple(found)
