"""Draw what an evaluation run shows."""

import streamlit as st

from app.charts import differences, template
from app.charts.palette import mode_of
from app.review.evaluation_runs import present, present_cases, present_pairs
from app.ui import page_text, table
from core.usecases.evaluation_runs.list_evaluation_runs import EvaluationReport, Progress


def show_progress(progress: Progress) -> None:
    """Draw how far a run is."""
    whole = progress.total + sum(progress.pairs.values())
    share = (progress.ended + progress.compared) / max(1, whole)
    st.progress(share, text=present.far(progress))


def show_totals(report: EvaluationReport) -> None:
    """Draw what became of the cases of each variant."""
    table.show(
        present.TOTAL_COLUMNS,
        tuple(map(present.total_cells, report.totals)),
        caption="Cases by variant",
        key="evaluation_runs.totals",
    )
    if errors := present.errors_text(report.totals):
        page_text.note(errors)


def show_differences(report: EvaluationReport, place: int) -> None:
    """Draw the differences as a chart, and as a table with cost and duration."""
    found = report.comparisons[place]
    lines = present_pairs.differences(found)
    page_text.section("Differences within pairs")
    if not lines:
        return
    mode = mode_of(st.context.theme.type)
    st.plotly_chart(
        differences.figure(lines, unit="points of 10", mode=mode),
        theme=None,
        config=template.CONFIG,
        key="evaluation_runs.chart",
        alt=differences.describe(lines),
    )
    table.show(
        present_pairs.pair_columns(report, place),
        present_pairs.figure_rows(found),
        caption="Means and differences",
        key="evaluation_runs.figures",
    )


def show_answers(report: EvaluationReport, place: int) -> None:
    """Draw the rubric items."""
    found = report.comparisons[place]
    if not found.answers:
        return
    with st.expander("By question of the rubric", key="evaluation_runs.questions"):
        page_text.note(present_cases.answers_note(found))
        table.show(
            present_pairs.pair_columns(report, place),
            present_cases.answer_rows(found),
            caption="Shares of yes by question, the largest differences first",
            key="evaluation_runs.answers",
            dense=True,
        )


def show_cases(report: EvaluationReport, place: int) -> str | None:
    """Draw the worst and the best cases. Return the chosen address."""
    found, chosen = report.comparisons[place], None
    for title, cases in (("Lost most", found.worst), ("Gained most", found.best)):
        page_text.section(title)
        if not cases:
            page_text.note(f"No item {title.split()[0].lower()} anything.")
            continue
        chosen = chosen or table.show(
            present_cases.case_columns(report, place),
            present_cases.case_rows(report, cases, place + 1),
            caption=title,
            key=f"evaluation_runs.{title}",
        )
    return chosen
