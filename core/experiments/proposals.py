"""Which settings to try next, by rule: from what people write, skip and leave undone.

A complaint is read by its meaning: its comments are compared with sentences of the same kind, so
that no list of words has to foresee them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from core import formats
from core.goals.goal import FirstSteps, Style, Usual
from core.learning.models import load_meanings, load_sentence_encoder
from core.progress.task_state import SkipReason
from core.quality.intervals import Interval


class Wish(StrEnum):
    """What the settings would have to do."""

    LESS = "less"
    MORE = "more"
    OTHER = "other"
    """Something that no setting changes."""


_SENTENCES: Mapping[Wish, tuple[str, ...]] = {
    Wish.LESS: (
        "The first weeks ask too much of me.",
        "The plan is too fast and too tight.",
        "There are too many tasks in a week.",
        "I cannot find the time for all of this.",
    ),
    Wish.MORE: (
        "The plan is too easy for me.",
        "It goes too slowly, I could do more.",
        "There is too little to do in a week.",
    ),
    Wish.OTHER: (
        "The advice is generic and not about me.",
        "My goal was misunderstood.",
        "The text is hard to read.",
        "The tasks are not useful for what I want.",
        "It looks ugly and is slow to load.",
    ),
}
_LOAD = {Style.CONSERVATIVE: 0.0, Style.BALANCED: 1.0, Style.AGGRESSIVE: 2.0}
_SMALLER = 0.5
_LESS_SKIPS = frozenset({SkipReason.NO_TIME, SkipReason.TIRED, SkipReason.TOO_HARD})
_ENOUGH_SKIPS = 20
_MOST_SKIPS = 0.6
"""Of all skipped tasks: above it, skipping is about the size of the plan."""
_DONE = 0.5
"""Share of the first week's tasks that at least has to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What is known of the live version."""

    complaint: tuple[str, ...] = ()
    """Comments of the strongest certain complaint."""
    complaint_n: int = 0
    skips: Mapping[SkipReason, int] = field(default_factory=dict)
    week_1: Interval | None = None
    """95 % interval of the share of the first week's tasks that are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A version to try, and why."""

    version: int
    reason: str


def propose(live: int, versions: Mapping[int, Usual], signals: Signals) -> Proposal | None:
    """Return the version that changes least in the direction the signals point to, or None."""
    wish = find_wish(signals)
    if wish is None:  # nothing, or a contradiction that a person has to read
        return None
    sign = -1 if wish is Wish.LESS else 1
    now = load(versions[live])
    steps = {
        number: sign * (load(usual) - now)
        for number, usual in versions.items()
        if sign * (load(usual) - now) > 0
    }
    if not steps:
        return None
    nearest = min(steps, key=lambda number: (steps[number], number))
    return Proposal(version=nearest, reason=" ".join(_reasons(signals)[wish]))


def find_wish(signals: Signals) -> Wish | None:
    """Return whether the signals ask for less or for more; None if for neither, or for both."""
    found = _reasons(signals)
    if bool(found.get(Wish.LESS)) == bool(found.get(Wish.MORE)):
        return None
    return Wish.LESS if found.get(Wish.LESS) else Wish.MORE


def load(usual: Usual) -> float:
    """Return how much settings ask of a person who left everything open."""
    return _LOAD[usual.pace] - (_SMALLER if usual.first_steps is FirstSteps.SMALLER else 0.0)


def read_wish(comments: Sequence[str]) -> Wish:
    """Return what comments of one complaint ask for: the kind whose sentences are nearest."""
    encoder, meanings = load_sentence_encoder(), load_meanings()
    asked = np.stack([encoder.whole(text) for text in comments])
    near = {
        wish: float((meanings.matrix(sentences) @ asked.T).max(axis=0).mean())
        for wish, sentences in _SENTENCES.items()
    }
    return max(near, key=lambda wish: near[wish])


def _reasons(signals: Signals) -> dict[Wish, list[str]]:
    found: dict[Wish, list[str]] = {}
    if signals.complaint:
        wish = read_wish(signals.complaint)
        sentence = f"{signals.complaint_n:,} people with low ratings write that the plan asks "
        found.setdefault(wish, []).append(
            sentence + ("too much." if wish is Wish.LESS else "too little.")
        )
    skipped = sum(signals.skips.values())
    hard = sum(n for reason, n in signals.skips.items() if reason in _LESS_SKIPS)
    if skipped >= _ENOUGH_SKIPS and hard / skipped > _MOST_SKIPS:
        found.setdefault(Wish.LESS, []).append(
            f"{hard:,} of {skipped:,} skipped tasks were too hard or there was no time for them."
        )
    if signals.week_1 is not None and signals.week_1.high < _DONE:
        found.setdefault(Wish.LESS, []).append(
            f"At most {formats.share(signals.week_1.high)} of the first week's tasks are done."
        )
    return found
