"""Ratings in words, tiles, bars and table rows."""

from app.review.shared.bars import Bar
from app.review.shared.standing import basis, stand, state_of
from app.ui.text import uncapital
from app.ui.tiles import Tile
from core import formats
from core.quality.rating_summary import FeedbackSummary
from core.quality.targets.figure_text import short_limit, write_number, write_window
from core.quality.targets.target import SATISFACTION, Limits
from core.usecases.measures.estimates import Estimate

NONE_YET = "No ratings in this window"
WHERE_RATED = (
    "People rate a plan at the end of its page. If there are older or other ratings, choose a "
    "longer window or fewer filters."
)


def _estimate(summary: FeedbackSummary) -> Estimate:
    return Estimate(n=summary.n, value=summary.mean, interval=summary.interval)


def sentence(summary: FeedbackSummary, *, limits: Limits, days: int) -> str:
    """Return what the ratings mean."""
    if summary.mean is None or summary.interval is None:
        return f"{NONE_YET}."
    state = uncapital(stand(_estimate(summary), SATISFACTION, limits).value)
    text = (
        f"{SATISFACTION.title} {summary.mean:.1f} {formats.interval(summary.interval)} of 5 stars "
        f"from {formats.pluralize(summary.n, SATISFACTION.noun)} of {write_window(days)}: {state}"
    )
    weakest = summary.weakest
    if weakest is None:
        return f"{text}."
    return f"{text}; {weakest.name} is the weakest dimension, {formats.share(weakest.share)}."


def tiles(summary: FeedbackSummary, *, runs: int, limits: Limits, days: int) -> tuple[Tile, ...]:
    """Return the tiles. `runs` is how many runs could be rated."""
    estimate = _estimate(summary)
    limit = short_limit(SATISFACTION, limits[SATISFACTION.name].threshold)
    found = (
        Tile(
            label=SATISFACTION.title,
            value=write_number(summary.mean, SATISFACTION),
            unit="of 5",
            state=state_of(stand(estimate, SATISFACTION, limits)),
            lines=(basis(estimate, SATISFACTION, days), f"Target: {limit or 'none'}"),
        ),
        Tile(
            label="Response rate",
            value=formats.share(summary.n / runs if runs else None),
            lines=(
                f"{summary.n} ratings of {runs} runs that ended, {write_window(days)}",
                "Who opened a plan is not recorded",
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
            label=f"{_from_to(row.stars, has_halves=row.has_halves)} ★",
            share=row.share,
            figure=formats.share(row.share),
            more=str(row.count),
        )
        for row in summary.stars
    )


def _from_to(stars: int, *, has_halves: bool) -> str:
    """Return the ratings of a bar; half a star is the least there is, and counts with one."""
    least = "½" if stars == 1 else str(stars)
    return f"{least}–{stars}½" if has_halves else str(stars)


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
