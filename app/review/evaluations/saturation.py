"""How many scores are at the top of the scale, as bars and in words."""

from collections.abc import Sequence

from app.review.shared import bars
from app.review.shared.bars import Bar
from app.ui import page_text
from core import formats
from core.quality.agreement.saturation import Saturation, saturation
from core.usecases.scores.get_score_report import OVERALL, ScoreTotals

LEAST_SCORES = 10
"""Fewer scores say nothing about the scale."""


def saturation_of(row: ScoreTotals) -> Saturation:
    """Return how many scores of a measure are at the top, and how little they tell apart."""
    return saturation(row.histogram, top=row.saturated)


def saturation_title(totals: Sequence[ScoreTotals]) -> str:
    """Return whether the scores crowd at the top of the scale, if there are enough to tell."""
    if _too_few(totals):
        return "Do the scores tell results apart?"
    if any(saturation_of(row).crowded for row in totals):
        return "Many scores are at the top of the scale"
    return "The scores tell results apart"


def saturation_bars(totals: Sequence[ScoreTotals]) -> tuple[Bar, ...]:
    """Return the share of scores at the top of the scale per measure."""
    return tuple(
        Bar(
            label=row.dimension.capitalize(),
            share=found.share,
            figure=formats.share(found.share),
            more=f"{found.top} of {found.n}, {formats.share_interval(found.interval)}"
            if found.n
            else "no scores",
            interval=found.interval,
        )
        for row in totals
        for found in [saturation_of(row)]
    )


def describe_saturation(totals: Sequence[ScoreTotals]) -> str:
    """Return which scores hardly tell results apart, in words."""
    if _too_few(totals):
        return f"Too early to tell: that takes about {LEAST_SCORES} scored results."
    found = {row.dimension: saturation_of(row) for row in totals}
    crowded = [name for name, one in found.items() if one.crowded]
    apart = found[OVERALL].distinguished if OVERALL in found else None
    difference = (
        ""
        if apart is None
        else f" Two results taken at random differ by a whole score in {formats.share(apart)} "
        "of cases."
    )
    if not crowded:
        return f"No measure has most of its scores at 9.5 or more.{difference}"
    names = ", ".join(crowded[:-1]) + (" and " if len(crowded) > 1 else "") + crowded[-1]
    verb = "tells" if len(crowded) == 1 else "tell"
    return (
        f"Most scores of {names} are at 9.5 or more, so {'it' if len(crowded) == 1 else 'they'} "
        f"hardly {verb} good from better.{difference}"
    )


def _too_few(totals: Sequence[ScoreTotals]) -> bool:
    return max((saturation_of(row).n for row in totals), default=0) < LEAST_SCORES


def show_saturation(totals: Sequence[ScoreTotals]) -> None:
    """Draw the share of scores at the top per measure, and what it means in words."""
    with page_text.phone_fold(saturation_title(totals), key="saturation"):
        page_text.note(describe_saturation(totals))
        if _too_few(totals):
            return
        rows = saturation_bars(totals)
        described = ", ".join(f"{row.label}: {row.figure} ({row.more})" for row in rows)
        bars.show(rows, aria_label=f"Scores at 9.5 or more. {described}", colour=2)
        page_text.note("Share of scores at 9.5 or more; the thin band is the 95 % interval.")
