"""The Overview in one sentence: what changed, whether that is certain, which targets are met."""

from collections.abc import Iterable

from app.review.overview import estimates
from app.review.overview.changes import Change
from app.review.overview.figure import Figure
from app.ui.status_labels import Tone
from app.ui.text import uncapital
from core import formats
from core.quality.targets import target as targets
from core.quality.targets.measure import COST_PER_GOAL, WEEK_2
from core.quality.targets.standing import Standing
from core.usecases.calls.get_fallbacks import LATEST_RUNS, Fallbacks
from core.usecases.overview.get_overview import Overview

_NAMED = (Standing.MISSED, Standing.UNDECIDED, Standing.NO_FIGURE)


def headline(view: Overview, *, days: int) -> str:
    """Return the satisfaction with its change, and every other change that is certain."""
    others = {
        targets.QUALITY.title: estimates.quality(view),
        WEEK_2.title: estimates.week_2(view),
        targets.WEEK_1.title: estimates.week_1(view),
        targets.ERRORS.title: estimates.failures(view),
        COST_PER_GOAL.title: estimates.cost(view),
        targets.LATENCY.title: estimates.wait(view),
    }
    certain = [
        f"{uncapital(name)} {change.words()} ({'better' if change.tone is Tone.GOOD else 'worse'})"
        for name, change in others.items()
        if change.tone is not Tone.NONE
    ]
    rest = f"Certain: {', '.join(certain)}." if certain else _without_change(others.values())
    first = estimates.satisfaction(view).sentence(targets.SATISFACTION.title, days=days)
    return f"{first} {rest}".strip()


def _without_change(others: Iterable[Change]) -> str:
    """Return why no other change is named: there is none, or nothing to compare with."""
    if all(change.difference is None for change in others):
        return ""
    return "Nothing else changed for certain."


def sentence(figures: Iterable[Figure]) -> str:
    """Return how many targets are met, and which are not."""
    judged = [one for one in figures if one.standing is not Standing.NO_TARGET]
    met = sum(one.standing is Standing.MET for one in judged)
    parts = [f"{met} of {formats.pluralize(len(judged), 'target')} met"]
    for standing in _NAMED:
        names = [uncapital(one.name) for one in judged if one.standing is standing]
        if names:
            parts.append(f"{uncapital(standing.value)}: {', '.join(names)}")
    return f"{'; '.join(parts)}."


def fallback_title(fallbacks: Fallbacks) -> str:
    """Return how many goals the offline coach wrote instead of a model."""
    latest = "the latest " if fallbacks.total >= LATEST_RUNS else ""
    were = "goal was" if fallbacks.total == 1 else "goals were"
    return (
        f"{fallbacks.goals} of {latest}{fallbacks.total} {were} written by the offline coach "
        "instead of a model"
    )
