"""How the last added sentence moved the scores, in words."""

from core.usecases.resolutions.get_improvement import Improvement


def describe_change(change: Improvement) -> str:
    """Return how the last change moved the scores: "Specificity 8.0 → 10.0, overall ..."."""
    before, after = change.before, change.after
    if before is None:
        return "Before it there were no scores to compare with."
    pairs = [(str(d.dimension), before.score_of(d.dimension), d.score) for d in after.dimensions]
    pairs.append(("overall", before.overall, after.overall))
    moved = [f"{name} {_score(old)} → {_score(new)}" for name, old, new in pairs if old != new]
    text = ", ".join(moved) or "no score changed"
    if before.scored_by != after.scored_by:
        text += (
            "; the earlier scores were not given by rule, so a part of the difference is the "
            "scorer's"
        )
    return f"{'With it' if change.changes == 1 else 'With the last one'}: {text}."


def _score(value: float | None) -> str:
    return "not scored" if value is None else f"{value:.1f}"
