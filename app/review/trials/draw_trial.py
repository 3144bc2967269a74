"""Draw one trial: its figures, the sequence over people, its arms and the records behind it."""

from datetime import datetime

import streamlit as st
from markupsafe import Markup

from app.charts import sequence, template
from app.charts.palette import mode_of
from app.review.shared import version_names
from app.review.trials import present, present_figures, present_rule, present_trial
from app.review.trials.load import TrialView
from app.ui import html, page_text, table
from app.ui import tiles as ui_tiles
from app.ui.html import join
from app.ui.status_labels import tag
from app.ui.table import Cell
from core import formats
from core.usecases.trials.primary_text import text_of
from core.usecases.trials.require_replay import write_verdict


def show_head(view: TrialView, *, now: datetime) -> None:
    """Draw the state, what is compared, and what differs."""
    trial = view.report.trial
    html.draw(
        Markup("<p>{} <b>{} against v{}</b>, since {}. {}</p>").format(
            tag(view.state, present.TONES[view.state]),
            version_names.version(trial.label),
            trial.champion,
            formats.short_moment(trial.started_at, now=now),
            trial.reason,
        )
    )
    page_text.lead(present_trial.sentence(view))
    if needed := present_rule.still_needed(view.report):
        page_text.note(needed)
    page_text.section("What differs")
    _show_sentences(present_trial.what_differs(view))
    if view.replay is not None:
        page_text.note(f"Replay before it met people: {write_verdict(view.replay)}")
        if view.replay.evaluation_run_id is not None:
            st.page_link(
                "review/evaluation_runs/page.py",
                label="Its evaluation run",
                query_params={"run": view.replay.evaluation_run_id},
            )


def show_figures(view: TrialView) -> None:
    """Draw the tiles and the confidence sequence."""
    report = view.report
    ui_tiles.show(present_figures.tiles(report))
    steps, text = present_figures.steps(report), text_of(report.trial.scale)
    described = sequence.describe(steps, unit=text.unit, digits=text.digits)
    if steps:
        page_text.chart_head("Is the candidate better?", sequence.basis(steps))
        mode = mode_of(st.context.theme.type)
        st.plotly_chart(
            sequence.figure(steps, unit=text.unit, digits=text.digits, mode=mode),
            theme=None,
            config=template.CONFIG,
            key="trials.sequence",
            alt=described,
        )
    page_text.note(described)
    with st.expander("How it is decided", key="trials.rule"):
        _show_sentences(present_rule.rule_sentences(report))


def show_people(view: TrialView) -> None:
    """Draw who is in which arm."""
    report = view.report
    page_text.section("Who is in which arm")
    rows = present_rule.arm_rows(report)
    if rows:
        table.show(present_rule.ARM_COLUMNS, rows, caption="People of each arm", key="trials.arms")
        page_text.note(present_rule.ratio_sentence(report))
    else:
        page_text.note("Nobody is placed yet: it happens when a person's next goal is planned.")


def show_results(view: TrialView, *, now: datetime) -> str | None:
    """Draw the newest rated results. Return the chosen address."""
    page_text.section("Rated results")
    trial = view.report.trial
    first = trial.started_at.astimezone(now.tzinfo).date().isoformat()
    with st.container(horizontal=True):
        st.page_link(
            "review/traces/page.py", label="Traces since its start", query_params={"from": first}
        )
        st.page_link("review/ratings/page.py", label="Ratings")
    if not view.results:
        page_text.note("No result of the trial was rated yet.")
        return None
    page_text.note("The newest come first. Your own are left out, so that you do not see your arm.")
    return table.show(
        present_trial.RESULT_COLUMNS,
        tuple(
            (
                Cell(
                    text=f"{formats.figure(one.stars)} stars",
                    to=f"ratings?rating={one.trace_id}.{one.user_id}",
                ),
                Cell(text=f"v{trial.version_of(one.arm)}"),
                Cell(text=formats.short_moment(one.at, now=now)),
                Cell(text=formats.short_id(one.trace_id), to=f"trace?id={one.trace_id}"),
            )
            for one in view.results
        ),
        caption="Rated results of the trial",
        key="trials.results",
        page=table.BRIEF,
    )


def _show_sentences(sentences: tuple[str, ...]) -> None:
    items = join(Markup("<li>{}</li>").format(one) for one in sentences)
    html.draw(Markup("<ul>{}</ul>").format(items))
