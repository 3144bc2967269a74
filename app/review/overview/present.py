"""The four targets together: which are met, and which needs attention first."""

from app.review.overview import result_targets, run_targets
from app.review.overview.load import OverviewView
from app.review.overview.target import Target
from app.ui.status_labels import Tone
from core.usecases.calls.get_fallbacks import LATEST_RUNS, Fallbacks

_URGENCY = (Tone.BAD, Tone.WARN, Tone.NONE, Tone.GOOD)


def targets(view: OverviewView) -> tuple[Target, ...]:
    """Return the four targets."""
    return (
        result_targets.quality(view.quality),
        result_targets.satisfaction(view.satisfaction),
        run_targets.errors(view.operations),
        run_targets.overhead(view.operations, modelled=view.modelled),
    )


def most_urgent(rows: tuple[Target, ...]) -> Target:
    """Return the target that needs attention first."""
    return min(rows, key=lambda row: _URGENCY.index(row.tone))


def sentence(rows: tuple[Target, ...]) -> str:
    """Return how many targets are met, and which are not."""
    met = sum(row.tone is Tone.GOOD for row in rows)
    missed = [
        f"{row.name.lower()} is {row.label.lower()}"
        for row in rows
        if row.tone in {Tone.BAD, Tone.WARN}
    ]
    unknown = [row.name.lower() for row in rows if row.tone is Tone.NONE]
    text = f"{met} of {len(rows)} targets are met"
    text += f"; {', '.join(missed)}" if missed else ""
    return f"{text}; no figure yet for {', '.join(unknown)}." if unknown else f"{text}."


def fallback_title(fallbacks: Fallbacks) -> str:
    """Return how many goals the offline coach wrote instead of a model."""
    latest = "the latest " if fallbacks.total >= LATEST_RUNS else ""
    were = "goal was" if fallbacks.total == 1 else "goals were"
    return (
        f"{fallbacks.goals} of {latest}{fallbacks.total} {were} written by the offline coach "
        "instead of a model"
    )
