"""Targets against figures: what is aimed for, where we stand in words, how sure that is, and what to look at."""

from dataclasses import dataclass

import streamlit as st

from app.widgets import formats
from app.widgets.score_figures import QUALITY_TARGET, against_target, beside, interval_of
from app.widgets.text import attribute, markup
from app.widgets.words import Tone, tag
from core.quality.intervals import STARS, Interval, mean_interval, wilson
from core.quality.rating_summary import SATISFACTION_TARGET
from core.store.ratings.read import RatingTotals
from core.store.scores.quality import Quality
from core.store.traces.operations import OperationTotals

ERROR_TARGET = 0.02
OVERHEAD_TARGET = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRow:
    """One target."""

    name: str
    target: str
    value: str
    rests_on: str
    word: str
    tone: Tone
    next_step: str
    to: str
    """The page to look at next."""
    aside: str = ""
    """What the figure leaves out, or is made of."""


def show(rows: tuple[TargetRow, ...]) -> None:
    """Draw the targets, one row each."""
    st.html(f'<div class="rein-targets">{"".join(_row(row) for row in rows)}</div>')


def _row(row: TargetRow) -> str:
    said = f"{row.name}: {row.value}, {row.word}, target {row.target}"
    aside = f'<p class="rein-note">{markup(row.aside)}</p>' if row.aside else ""
    return (
        f'<section class="rein-card" aria-label="{attribute(said)}"><h3>{markup(row.name)}</h3>'
        f'<div><b class="rein-big">{markup(row.value)}</b> <span class="rein-note">target {markup(row.target)}</span>'
        "</div>"
        f'{tag(row.word, row.tone)}<p class="rein-note">{markup(row.rests_on)}</p>{aside}'
        f"<p>{markup(row.next_step)}</p></section>"
    )


def quality(found: Quality) -> TargetRow:
    """Return mean quality against its target."""
    totals = found.overall
    word, tone = against_target(totals) if totals is not None else ("No figure yet", Tone.NONE)
    steps = {
        Tone.GOOD: "Look at the lowest dimension; it is the cheapest to raise.",
        Tone.BAD: "Open the evaluations by prompt version: did a change bring it down?",
        Tone.WARN: "More evaluations will tell; meanwhile read the lowest ones.",
        Tone.NONE: "Nothing was scored in this window.",
    }
    return TargetRow(
        name="Quality",
        target=f"> {QUALITY_TARGET:.1f} of 10",
        value=formats.figure(totals.mean if totals else None),
        rests_on=f"n = {totals.n}, 95 % interval {formats.interval(interval_of(totals))}"
        if totals
        else "n = 0",
        word=word,
        tone=tone,
        next_step=steps[tone],
        to="evaluations",
        aside=beside(found).capitalize() if totals else "",
    )


def satisfaction(totals: RatingTotals) -> TargetRow:
    """Return mean stars against their target."""
    band = (
        mean_interval(totals.n, totals.mean, totals.variance, scale=STARS)
        if totals.mean is not None
        else None
    )
    word, tone = _above(band, SATISFACTION_TARGET)
    steps = {
        Tone.GOOD: "Read the latest comments for what to keep.",
        Tone.BAD: "Read the lowest ratings with their traces.",
        Tone.WARN: "More ratings will tell; the feedback page says about how many.",
        Tone.NONE: "Nobody rated anything in this window.",
    }
    return TargetRow(
        name="Satisfaction",
        target=f"> {SATISFACTION_TARGET:.1f} of 5",
        value=formats.figure(totals.mean),
        rests_on=f"n = {totals.n}, 95 % interval {formats.interval(band)}" if band else "n = 0",
        word=word,
        tone=tone,
        next_step=steps[tone],
        to="feedback",
    )


def errors(totals: OperationTotals) -> TargetRow:
    """Return the share of traces that failed against its target."""
    band = wilson(totals.errors, totals.n)
    word, tone = _below(band, ERROR_TARGET)
    steps = {
        Tone.GOOD: "Nothing to do.",
        Tone.BAD: "Open the failed traces below; the first failed span says why.",
        Tone.WARN: "Too few traces to be sure; look at each failed one below."
        if totals.errors
        else "None failed; more traces will make it certain.",
        Tone.NONE: "Nothing was worked on in this window.",
    }
    return TargetRow(
        name="Error rate",
        target=f"< {formats.share(ERROR_TARGET)}",
        value=formats.share(totals.error_rate, 1),
        rests_on=f"{totals.errors} of {formats.counted(totals.n, 'trace')}, {formats.share_interval(band)}"
        if band
        else "n = 0",
        word=word,
        tone=tone,
        next_step=steps[tone],
        to="traces",
    )


def overhead(totals: OperationTotals, *, modelled: OperationTotals) -> TargetRow:
    """Return the share of time spent on tracing against its target, which is about what models wrote."""
    share = modelled.overhead_share
    rests_on = f"Tracing and storing, of all time where a model wrote; n = {modelled.n}"
    if share is None:
        word, tone, step = "No figure yet", Tone.NONE, "Nothing was worked on in this window."
        rests_on = "n = 0"
        if totals.n:
            step = "No run has called a model yet; the target is about runs that wait for one."
            rests_on = f"An offline run takes {formats.milliseconds(totals.mean_ms)} in all"
    elif share < OVERHEAD_TARGET:
        word, tone, step = "Within target", Tone.GOOD, "Nothing to do."
    else:
        word, tone = "Above target", Tone.WARN
        step = (
            "Open the longest traces; the time beside a trace's name says what recording it took."
        )
    return TargetRow(
        name="Trace overhead",
        target=f"< {formats.share(OVERHEAD_TARGET)}",
        value=formats.share(share, 1),
        rests_on=rests_on,
        word=word,
        tone=tone,
        next_step=step,
        to="traces",
    )


def _above(band: Interval | None, target: float) -> tuple[str, Tone]:
    if band is None:
        return "No figure yet", Tone.NONE
    if band.low > target:
        return "Above target", Tone.GOOD
    return ("Below target", Tone.BAD) if band.high < target else ("Not decided yet", Tone.WARN)


def _below(band: Interval | None, target: float) -> tuple[str, Tone]:
    if band is None:
        return "No figure yet", Tone.NONE
    if band.high < target:
        return "Within target", Tone.GOOD
    return ("Above target", Tone.BAD) if band.low > target else ("Not decided yet", Tone.WARN)
