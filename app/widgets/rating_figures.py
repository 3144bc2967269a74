"""Ratings drawn: the figures first, what they ask for, how many stars, which side is weak."""

from datetime import date

import streamlit as st

from app.charts import spark
from app.charts.series import Axis, Series, in_words
from app.widgets import bars, formats, frame, tiles
from app.widgets.text import attribute, markup
from app.widgets.words import LEVEL_TONES, Tone, tag
from core.quality.rating_summary import SATISFACTION_TARGET, FeedbackSummary
from core.quality.recommendation import Recommendation


def sentence(summary: FeedbackSummary) -> str:
    """Say what the ratings mean, in one sentence."""
    if summary.mean is None or summary.interval is None:
        return "Nobody rated anything in this window."
    where = _against_target(summary)[0].lower()
    said = f"Satisfaction {summary.mean:.1f} {formats.interval(summary.interval)} of 5 stars"
    text = f"{said} from {formats.counted(summary.n, 'rating')}: {where}"
    weakest = summary.weakest
    return (
        f"{text}; {weakest.name} is the weakest dimension, {formats.share(weakest.share)}."
        if weakest
        else f"{text}."
    )


def _against_target(summary: FeedbackSummary) -> tuple[str, Tone]:
    if summary.interval is None:
        return "No figure yet", Tone.NONE
    if summary.interval.low > SATISFACTION_TARGET:
        return "Above target", Tone.GOOD
    if summary.interval.high < SATISFACTION_TARGET:
        return "Below target", Tone.BAD
    return "Not decided yet", Tone.WARN


def show_tiles(summary: FeedbackSummary, *, runs: int | None, since: date, until: date) -> None:
    """Draw the figures that come first. `runs` None means that it is not known how many could have rated."""
    rated = tiles.Tile(
        label="Share of runs rated",
        value=formats.share(summary.n / runs if runs else None),
        lines=(
            f"{summary.n} of {runs} runs" if runs is not None else "Not known per prompt version",
        ),
    )
    days = f"Last {(until - since).days + 1} days, to {formats.day(until)}"
    tiles.show(
        (
            tiles.Tile(
                label="Average rating",
                value=formats.figure(summary.mean),
                unit="of 5",
                state=_against_target(summary),
                lines=(
                    f"95 % interval {formats.interval(summary.interval)}, n = {summary.n}",
                    f"Target > {SATISFACTION_TARGET:.1f}",
                ),
            ),
            tiles.Tile(label="Ratings", value=formats.count(summary.n), lines=(days,)),
            rated,
            *_weakest(summary),
        )
    )


def _weakest(summary: FeedbackSummary) -> tuple[tiles.Tile, ...]:
    side = summary.weakest
    if side is None:
        return ()
    rests_on = f"{side.yes} of {side.n} said yes, {formats.share_interval(side.interval)}"
    return (
        tiles.Tile(
            label="Weakest dimension",
            value=formats.share(side.share),
            lines=(side.name.capitalize(), rests_on),
        ),
    )


def show_trend(trend: Series, *, since: date, until: date) -> None:
    """Draw the stars day by day."""
    frame.section("Is it getting better?")
    axis = Axis(
        title="Stars", low=0.5, high=5, target=SATISFACTION_TARGET, since=since, until=until
    )
    st.html(
        f'<section class="rein-card"><img src="{spark.draw(trend, axis)}" alt="{attribute(in_words(trend, axis))}">'
        f'<div class="axis"><span>{formats.day(since)}</span>'
        f"<span>half a star to 5; dashed: target {SATISFACTION_TARGET:.1f}; band: 95 % interval of each day</span>"
        f"<span>{formats.day(until)}</span></div></section>"
    )


def show_advice(advice: Recommendation) -> None:
    """Draw the quality level and the one thing to do."""
    tone = LEVEL_TONES[advice.level]
    st.html(
        f'<div class="rein-call {tone}"><b>Quality level:</b> {tag(markup(advice.level.value), tone)}'
        f"<p>{markup(advice.reason)}</p><p><b>Action:</b> {markup(advice.action)}</p></div>"
    )


def show_stars(summary: FeedbackSummary) -> None:
    """Draw the histogram with shares."""
    frame.section("How many stars?")
    rows = tuple(
        bars.Bar(
            label=f"{row.stars}{'–' + str(row.stars) + '½' if row.has_halves else ''} ★",
            share=row.share,
            figure=formats.share(row.share),
            more=str(row.count),
        )
        for row in summary.stars
    )
    says = ", ".join(
        f"{row.stars} stars: {row.count} ({formats.share(row.share)})" for row in summary.stars
    )
    bars.show(rows, says=says)
    frame.note(f"n = {summary.n}. Half stars count with the whole star below.")


def show_dimensions(summary: FeedbackSummary) -> None:
    """Draw the share of yes per dimension, with its interval."""
    frame.section("What did they say yes to?")
    rows = tuple(
        bars.Bar(
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
    bars.show(
        rows, says=", ".join(f"{row.label}: {row.figure} ({row.more})" for row in rows), colour=3
    )
    frame.note("Of those who answered; the thin band is the 95 % interval.")
