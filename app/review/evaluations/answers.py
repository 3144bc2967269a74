"""What the chart of a measure says, in one sentence above it."""

from collections.abc import Mapping

from app.review.evaluations.lines import group_name
from app.review.evaluations.load import EvaluationsView
from app.review.shared.standing import stand
from core.quality.targets.standing import Standing
from core.quality.targets.target import QUALITY
from core.usecases.measures.estimates import difference_of, quality
from core.usecases.scores.get_score_report import GroupBy, ScoreTotals

COMPARED: Mapping[GroupBy, str] = {
    "prompt_version": "prompt versions",
    "model": "models",
    "judge": "scorers",
    "kind": "kinds of goals",
}


def answer(measure: str, by: GroupBy, plain: EvaluationsView, compared: EvaluationsView) -> str:
    """Return whether a measure meets its target, or whether the groups of it differ."""
    name = measure.capitalize()
    if by != "none":
        groups = [row for row in compared.groups if row.dimension == measure]
        return f"{name}: {_difference(groups, by)}"
    row = next((one for one in plain.quality.totals if one.dimension == measure), None)
    limit = plain.limits[QUALITY.name].threshold
    if row is None or row.mean is None:
        return f"{name}: no scores in this window"
    if limit is None:
        return f"{name}: {row.mean:.1f} of 10"
    words = {
        Standing.MET: f"{row.mean:.1f} meets the target of {limit:g}",
        Standing.MISSED: f"{row.mean:.1f} misses the target of {limit:g}",
    }
    standing = stand(quality(row), QUALITY, plain.limits)
    return f"{name}: {words.get(standing, f'{row.mean:.1f} is around the target of {limit:g}')}"


def _difference(groups: list[ScoreTotals], by: GroupBy) -> str:
    """Return the largest certain difference to the group with most records."""
    what = COMPARED[by]
    if len(groups) < 2:
        return f"only one of the {what} has scores here"
    first = groups[0]
    certain = [
        (found.value, row)
        for row in groups[1:]
        if (found := difference_of(quality(row), quality(first))) is not None and found.certain
    ]
    if not certain:
        return f"no certain difference between {what}"
    step, row = max(certain, key=lambda one: abs(one[0]))
    side = "above" if step > 0 else "below"
    name, other = group_name(row.group, by), group_name(first.group, by)
    return f"{name} (n = {row.n:,}) is {abs(step):.1f} {side} {other} (n = {first.n:,})"
