"""Ratings in words, tiles, bars and table rows."""

from app.review.shared.bars import Bar
from app.review.shared.score_text import above
from app.ui.status_labels import Tone
from app.ui.tiles import Tile
from core import formats
from core.quality.rating_summary import SATISFACTION_TARGET, FeedbackSummary
from core.quality.recommendation import QualityLevel
from core.usecases.utc_days import UtcDays

LEVEL_TONES = {
    QualityLevel.EXCELLENT: Tone.GOOD,
    QualityLevel.GOOD: Tone.GOOD,
    QualityLevel.UNDECIDED: Tone.WARN,
    QualityLevel.BELOW_TARGET: Tone.BAD,
    QualityLevel.TOO_FEW: Tone.NONE,
}


def sentence(summary: FeedbackSummary) -> str:
    """Return what the ratings mean."""
    if summary.mean is None or summary.interval is None:
        return "Nobody rated anything in this window."
    state = above(summary.interval, SATISFACTION_TARGET)[0].lower()
    text = (
        f"Satisfaction {summary.mean:.1f} {formats.interval(summary.interval)} of 5 stars from "
        f"{formats.pluralize(summary.n, 'rating')}: {state}"
    )
    weakest = summary.weakest
    if weakest is None:
        return f"{text}."
    return f"{text}; {weakest.name} is the weakest dimension, {formats.share(weakest.share)}."


def tiles(summary: FeedbackSummary, *, runs: int | None, window: UtcDays) -> tuple[Tile, ...]:
    """Return the tiles. `runs` is None if the filters do not tell how many runs could be rated."""
    days = (window.until - window.since).days + 1
    found = (
        Tile(
            label="Average rating",
            value=formats.figure(summary.mean),
            unit="of 5",
            state=above(summary.interval, SATISFACTION_TARGET),
            lines=(
                f"95 % interval {formats.interval(summary.interval)}, n = {summary.n}",
                f"Target > {SATISFACTION_TARGET:.1f}",
            ),
        ),
        Tile(
            label="Ratings",
            value=formats.count(summary.n),
            lines=(f"Last {days} days, to {formats.day(window.until)}",),
        ),
        Tile(
            label="Share of runs rated",
            value=formats.share(summary.n / runs if runs else None),
            lines=(
                "Not known per prompt version" if runs is None else f"{summary.n} of {runs} runs",
            ),
        ),
    )
    side = summary.weakest
    if side is None:
        return found
    yes = f"{side.yes} of {side.n} said yes, {formats.share_interval(side.interval)}"
    weakest = Tile(
        label="Weakest dimension",
        value=formats.share(side.share),
        lines=(side.name.capitalize(), yes),
    )
    return (*found, weakest)


def star_bars(summary: FeedbackSummary) -> tuple[Bar, ...]:
    """Return the histogram of stars."""
    return tuple(
        Bar(
            label=f"{row.stars}{'–' + str(row.stars) + '½' if row.has_halves else ''} ★",
            share=row.share,
            figure=formats.share(row.share),
            more=str(row.count),
        )
        for row in summary.stars
    )


def dimension_bars(summary: FeedbackSummary) -> tuple[Bar, ...]:
    """Return the share of yes per dimension."""
    return tuple(
        Bar(
            label=side.name.capitalize(),
            share=side.share,
            figure=formats.share(side.share),
            more=f"{side.yes} of {side.n}, {formats.share_interval(side.interval)}"
            if side.n
            else "no answers",
            interval=side.interval,
        )
        for side in summary.dimensions
    )
