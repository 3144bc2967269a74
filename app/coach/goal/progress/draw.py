"""Draw the progress of a goal: a sentence, the strength, two charts, and the milestones."""

import streamlit as st
from markupsafe import Markup

from app.charts import measured, template, weekly_work
from app.charts.palette import Mode, mode_of
from app.coach.goal.progress import present
from app.ui import html
from app.ui.html import EMPTY, join
from app.ui.text import capital
from core.progress.measurements import MetricProgress, MilestoneProgress
from core.progress.sentences import (
    milestone_in_words,
    progress_in_words,
    skipped_in_words,
    strength_in_words,
)
from core.usecases.progress.get_progress import Progress


def show_summary(progress: Progress) -> None:
    """Draw the sentence, and the strength with what it means."""
    skipped = skipped_in_words(progress)
    note = Markup('<p class="coach-meta">{}</p>').format(skipped) if skipped else EMPTY
    number = (
        EMPTY
        if progress.strength is None
        else Markup("<b>Habit strength: {} of 100.</b> ").format(f"{100 * progress.strength:.0f}")
    )
    html.draw(
        Markup(
            '<div class="coach"><p class="coach-lead">{}</p>{}'
            '<p class="coach-tabular">{}<span class="coach-meta">{}</span></p></div>'
        ).format(progress_in_words(progress), note, number, strength_in_words(progress.strength))
    )


def show_weeks(progress: Progress, *, key: str) -> None:
    """Draw planned and done minutes by week."""
    bars = present.week_bars(progress)
    _heading("Planned and done, by week", "")
    st.plotly_chart(
        weekly_work.figure(bars, mode=_mode()),
        theme=None,
        config=template.CONFIG,
        key=f"{key}.weeks",
        alt=weekly_work.describe(bars),
    )


def show_metric(metric: MetricProgress, *, key: str) -> None:
    """Draw the numbers of a metric against its milestones."""
    _heading(capital(metric.metric), present.newest(metric))
    chart = present.measured_of(metric)
    st.plotly_chart(
        measured.figure(chart, mode=_mode()),
        theme=None,
        config=template.CONFIG,
        key=f"{key}.chart",
        alt=measured.describe(chart),
    )


def show_milestones(progress: Progress) -> None:
    """Draw each milestone with its date, and whether it is reached."""
    for metric in progress.metrics:
        if not metric.milestones:
            continue
        state = "" if metric.measurements else present.newest(metric)
        _heading(f"Milestones: {metric.metric}", state)
        rows = join(_milestone(one, progress) for one in metric.milestones)
        html.draw(Markup('<div class="coach"><ul class="coach-marks">{}</ul></div>').format(rows))


def _heading(text: str, more: str) -> None:
    html.draw(
        Markup('<div class="coach"><h3>{} <span class="coach-meta">{}</span></h3></div>').format(
            text, more
        )
    )


def _milestone(one: MilestoneProgress, progress: Progress) -> Markup:
    return Markup('<li class="{}"><b>{}</b><span class="coach-meta">{}</span></li>').format(
        "reached" if one.reached else "",
        present.amount(one.milestone.target, one.milestone.unit),
        milestone_in_words(one, today=progress.today),
    )


def _mode() -> Mode:
    return mode_of(st.context.theme.type)
