"""A mean score against that of the window before, as far as the intervals allow."""

from core.usecases.measures.estimates import difference_of, quality
from core.usecases.scores.get_score_report import ScoreTotals


def describe_change(now: ScoreTotals, before: ScoreTotals | None) -> str:
    """Return whether a mean is higher or lower than before, or that no change is certain."""
    if before is None or before.mean is None:
        return "No scores in the window before"
    found = difference_of(quality(now), quality(before))
    basis = f"{before.mean:.1f} (n = {before.n}) in the window before"
    if found is None:
        return f"It was {basis}"
    if not found.certain:
        return f"No certain change from {basis}"
    return f"{'Up' if found.value > 0 else 'Down'} {abs(found.value):.1f} from {basis}"
