"""Scores drawn: the sentence on top, a card per dimension with its trend, and what stands behind one day."""

import streamlit as st

from app.charts import spark
from app.charts.series import Axis, Series, in_words
from app.widgets import csv_file, formats, table
from app.widgets.table import Cell, Column
from app.widgets.text import attribute, markup
from app.widgets.words import Tone, tag
from core.quality.intervals import SCORES, Interval, mean_interval
from core.quality.verdict import status_of
from core.store.scores.quality import Quality
from core.store.scores.read import OVERALL, EvaluationRow, ScoreTotals

QUALITY_TARGET = 7.0
SATURATED_SHARE = 0.5
"""Above this share of scores at the top, a dimension hardly tells answers apart any more."""

_COLUMNS = (
    Column(title="Goal", wide=True),
    Column(title="Overall", right=True),
    Column(title="Clarity", right=True),
    Column(title="Specificity", right=True),
    Column(title="Measurability", right=True),
    Column(title="Actionability", right=True),
    Column(title="Written by", wide=True),
    Column(title="Scored by"),
    Column(title="Trace", mono=True),
)


def interval_of(totals: ScoreTotals) -> Interval | None:
    """Return the interval of a mean score."""
    return (
        mean_interval(totals.n, totals.mean, totals.variance, scale=SCORES)
        if totals.mean is not None
        else None
    )


def against_target(totals: ScoreTotals) -> tuple[str, Tone]:
    """Say where a mean stands against the target, as far as its interval allows."""
    band = interval_of(totals)
    if band is None:
        return "No figure yet", Tone.NONE
    if band.low > QUALITY_TARGET:
        return "Above target", Tone.GOOD
    return (
        ("Below target", Tone.BAD) if band.high < QUALITY_TARGET else ("Not decided yet", Tone.WARN)
    )


def beside(quality: Quality) -> str:
    """Say what the figures are not made of, or that they are the rules' own; "" where models judged everything."""
    if quality.scorer == "rule":
        return "scored by rule"
    apart = quality.offline
    return (
        f"{formats.count(apart.n)} more scored by rule: {formats.figure(apart.mean)}, kept apart"
        if apart
        else ""
    )


def sentence(quality: Quality) -> str:
    """Say what the scores mean, in a sentence, and in another what was scored by rule beside them."""
    overall, totals = quality.overall, quality.totals
    scored = [
        (row.mean, row.dimension)
        for row in totals
        if row.dimension != OVERALL and row.mean is not None
    ]
    if overall is None or overall.mean is None or not scored:
        return "Nothing was scored in this window."
    low, name = min(scored)
    where, by_rule = (
        against_target(overall)[0].lower(),
        " scored by rule" if quality.scorer == "rule" else "",
    )
    apart = f" {beside(quality)}." if quality.offline else ""
    return (
        f"Quality {overall.mean:.1f} {formats.interval(interval_of(overall))} of 10 from "
        f"{formats.counted(overall.n, 'evaluation')}{by_rule}, {status_of(overall.mean).lower()}: {where}; "
        f"{name} is the lowest dimension, {low:.1f}.{apart}"
    )


def show_cards(
    totals: tuple[ScoreTotals, ...], series: dict[str, tuple[Series, ...]], axis: Axis
) -> None:
    """Draw one card per measure: mean with interval and n, what is unscored or saturated, and its days."""
    cards = "".join(_card(row, series.get(row.dimension, ()), axis) for row in totals)
    st.html(f'<div class="rein-grid">{cards}</div>')


def _card(row: ScoreTotals, lines: tuple[Series, ...], axis: Axis) -> str:
    line = lines[0] if lines else Series(name=row.dimension.capitalize(), points=())
    said = f"{formats.interval(interval_of(row))}, n = {row.n}"
    since, until = formats.day(axis.since), formats.day(axis.until)
    return (
        f'<section class="rein-card"><h3>{markup(row.dimension.capitalize())}</h3>'
        f'<div><b class="rein-big">{formats.figure(row.mean)}</b> <span class="rein-note">of 10 {said}</span></div>'
        f"{tag(*against_target(row))}"
        f'<img src="{spark.draw(line, axis)}" alt="{attribute(in_words(line, axis))}">'
        f'<div class="axis"><span>{since}</span><span>scale 0–10, target {QUALITY_TARGET:g}</span>'
        f"<span>{until}</span></div>"
        f'<p class="rein-note">{markup(_gaps(row))}</p></section>'
    )


def _gaps(row: ScoreTotals) -> str:
    asked = row.n + row.unscored
    unscored = f"Unscored {row.unscored} of {asked} ({formats.share(row.unscored / asked if asked else None)})"
    stuck = row.saturated / row.n if row.n else None
    warning = ", so it tells little apart" if stuck is not None and stuck > SATURATED_SHARE else ""
    return f"{unscored}. At 9.5 or more: {formats.share(stuck)}{warning}."


def show_groups(groups: tuple[ScoreTotals, ...], measure: str) -> None:
    """Draw the chosen measure per prompt version or model."""
    columns = (
        Column(title="Group", wide=True),
        Column(title="Mean", right=True),
        Column(title="95 % interval", right=True),
        Column(title="n", right=True),
        Column(title="Unscored", right=True),
    )
    rows = tuple(
        (
            Cell(text=row.group or "not known"),
            Cell(text=formats.figure(row.mean, 2)),
            Cell(text=formats.interval(interval_of(row), 2)),
            Cell(text=formats.count(row.n)),
            Cell(text=formats.count(row.unscored)),
        )
        for row in groups
        if row.dimension == measure
    )
    table.show(columns, rows, caption=f"{measure.capitalize()} by group", key="evaluations.groups")


def show_rows(rows: tuple[EvaluationRow, ...], *, key: str) -> str | None:
    """Draw evaluations; returns where the person wants to go."""
    return table.show(_COLUMNS, tuple(_cells(row) for row in rows), caption="Evaluations", key=key)


def _cells(row: EvaluationRow) -> tuple[Cell, ...]:
    scores = (row.overall, row.clarity, row.specificity, row.measurability, row.actionability)
    return (
        Cell(text=row.title or "Goal", to=f"goal?id={row.goal_id}" if row.goal_id else ""),
        *(Cell(text="unscored" if score is None else formats.figure(score)) for score in scores),
        Cell(
            text=", ".join(part for part in (row.model, row.prompt_version) if part)
            or formats.UNKNOWN
        ),
        Cell(text=row.judge_model or row.scored_by),
        Cell(text=formats.short_id(row.trace_id), to=f"trace?id={row.trace_id}"),
    )


def as_csv(rows: tuple[EvaluationRow, ...]) -> bytes:
    """Return evaluations as CSV for a spreadsheet; an unscored dimension is an empty cell, never 0."""
    return csv_file.write(tuple(EvaluationRow.__slots__), rows)
