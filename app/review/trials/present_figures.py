"""The figures of one trial: tiles, and the sequence over people."""

from app.charts.sequence import Step
from app.ui.tiles import Tile
from core import formats
from core.usecases.trials.list_trials import ALPHA, TrialReport
from core.usecases.trials.primary_text import text_of

DECIDED_AT = 2 / ALPHA


def tiles(report: TrialReport) -> tuple[Tile, ...]:
    """Return the main figures."""
    found, means, rule = report.findings.primary, report.means, report.trial.rule
    text = text_of(report.trial.scale)
    n = f"n = {formats.pluralize(found.n, 'person', 'people')}"
    e_value = max(found.for_candidate, found.for_champion)
    side = "candidate" if found.for_candidate >= found.for_champion else "champion"
    return (
        Tile(
            label="Candidate less champion",
            value="–" if found.difference is None else text.number(found.difference),
            unit=text.unit,
            lines=(f"{text.range_of(found)}, at any time", n),
        ),
        Tile(
            label=f"Candidate, v{report.trial.candidate}",
            value=text.mean(means.candidate),
            unit=text.of_mean,
        ),
        Tile(
            label=f"Champion, v{report.trial.champion}",
            value=text.mean(means.champion),
            unit=text.of_mean,
        ),
        Tile(
            label="Evidence",
            value=f"{e_value:.1f}",
            lines=(
                f"for the {side}; decided at {DECIDED_AT:g}",
                f"with {rule.least_n:,} to {rule.most_n:,} people",
            ),
        ),
    )


def steps(report: TrialReport) -> tuple[Step, ...]:
    """Return the evidence over the people as points of the chart."""
    times = text_of(report.trial.scale).times
    return tuple(
        Step(
            n=one.n,
            difference=None if one.difference is None else times * one.difference,
            low=times * one.low,
            high=times * one.high,
        )
        for one in report.over_n
    )
