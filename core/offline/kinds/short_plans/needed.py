"""What a goal with a date needs in a time that is shorter than its playbook's."""

from collections.abc import Callable, Iterable, Mapping
from math import ceil

from core.goals.kind import GoalKind
from core.offline.playbooks.schema import PhaseGuide, Playbook, StepGuide

FINISHES = frozenset({GoalKind.PROJECT, GoalKind.EVENT, GoalKind.EXAM, GoalKind.CHANGE})
"""Kinds that are over on a day: what is not done before it has no use after it."""
USUAL_A_WEEK, MOST_A_WEEK = 2, 4
_MOST_TIMES = 2.0
"""A short plan takes at most so many times the usual hours a week."""

Due = Mapping[int, tuple[StepGuide, ...]]


def most_a_week(kind: GoalKind | None, steps: int, weeks: int) -> int:
    """Return how many steps a week holds: two, or more where a date leaves too few weeks."""
    if kind not in FINISHES:
        return USUAL_A_WEEK
    return max(USUAL_A_WEEK, min(MOST_A_WEEK, ceil(steps / max(1, weeks))))


def hours_in_short(playbook: Playbook, weeks: int) -> float | None:
    """Return the hours a week to assume for a plan that is shorter than usual, or None."""
    usual = playbook.defaults
    if playbook.kinds[0] not in FINISHES or weeks >= usual.weeks:
        return None
    times = min(_MOST_TIMES, usual.weeks / max(1, weeks))
    return ceil(usual.hours * times * 2) / 2


def with_what_fits(due: Due, phases: Iterable[PhaseGuide], unplaced: Callable[[Due], int]) -> Due:
    """Return the due steps without those that have no room, the least important ones.

    A phase names first what may not be left out, so the last ones of each phase go first, and the
    first one of none. `unplaced` is how many steps of a list find no room.
    """
    rank = {id(step): n for phase in phases for n, step in enumerate(phase.steps)}
    whole, best, lost = _count(due), due, 1_000
    while True:
        missing = unplaced(due)
        gone_or_missing = whole - _count(due) + missing
        if gone_or_missing <= lost:  # of lists that lose as much, the one with fewer late steps
            best, lost = due, gone_or_missing
        spare = sorted(
            (step for steps in due.values() for step in steps if rank.get(id(step), 0) > 0),
            key=lambda step: rank[id(step)],
        )
        if missing == 0 or not spare:
            return best
        gone = {id(step) for step in spare[-max(1, missing // 3) :]}
        due = {n: tuple(s for s in steps if id(s) not in gone) for n, steps in due.items()}


def _count(due: Due) -> int:
    return sum(len(steps) for steps in due.values())
