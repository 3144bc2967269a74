"""Draw how a judge's scores agree with what people say."""

import streamlit as st
from markupsafe import Markup

from app.review.evaluations.agreement import choices, levels, present, rows
from app.ui import empty, html, page_text, table
from app.ui import tiles as ui_tiles
from app.ui.status_labels import tag
from core import formats
from core.quality.agreement.human_values import SCORE_LABELS
from core.quality.agreement.trust import RULE
from core.usecases.scores.get_judge_agreement import JudgeAgreement


def show_verdict(agreement: JudgeAgreement) -> None:
    """Draw whether the judge can be trusted, and by which rule."""
    trust = agreement.report.verdict.trust
    tone = present.TONES[trust]
    html.draw(
        Markup('<div class="rein-call {}">{}<p>{}</p><p class="rein-note">{}</p></div>').format(
            tone, tag(present.TRUST_WORDS[trust], tone), present.sentence(agreement), RULE
        )
    )
    page_text.note(present.basis(agreement))


def show_tiles(agreement: JudgeAgreement) -> None:
    """Draw the main figures, and what the mean of all results assumes."""
    ui_tiles.show(present.tiles(agreement))
    if agreement.corrected is not None:
        page_text.note(
            f"{agreement.scale.title} of all results: the judge's scores carry the mean to results "
            "that nobody rated, and the rated ones show by how much the judge is off "
            "(prediction-powered inference). It assumes that people rate at random."
        )


def show_levels(agreement: JudgeAgreement, *, address: str) -> str | None:
    """Draw the table of levels. Return the chosen address."""
    page_text.section("Score beside what people say")
    chosen = table.show(
        levels.heat_columns(agreement.scale),
        levels.heat_cells(agreement, address=address),
        caption=f"Pairs by score and {agreement.scale.title.lower()}",
        key="agreement.levels",
    )
    page_text.note(f"{levels.describe_table(agreement)} Choose a number to see its pairs.")
    return chosen


def show_gaps(agreement: JudgeAgreement, cell: tuple[int, int] | None) -> str | None:
    """Draw the pairs that are furthest apart, or those of a chosen cell. Return the address."""
    if cell is None:
        page_text.section("Where judge and people are furthest apart")
    else:
        score, value = SCORE_LABELS[cell[0]], agreement.scale.labels[cell[1]]
        page_text.section(f"Score {score}, {agreement.scale.title.lower()} {value}")
        st.button(
            "Show the largest gaps of all",
            key="agreement.all",
            on_click=choices.choose_cell,
            args=("",),
            type="tertiary",
        )
    if not agreement.gaps:
        empty.show("No pairs here", hint="Choose another number of the table.")
        return None
    return table.show(
        rows.GAP_COLUMNS,
        tuple(rows.gap_cells(gap, agreement.scale) for gap in agreement.gaps),
        caption="Pairs of score and value, the largest gap first",
        key="agreement.gaps",
        page=table.BRIEF,
    )


def show_length(agreement: JudgeAgreement) -> None:
    """Draw the agreement by length of the text."""
    page_text.section("Agreement by length of the text")
    page_text.note(present.describe_length(agreement))
    parts = agreement.report.length.parts
    if parts:
        table.show(
            rows.LENGTH_COLUMNS,
            tuple(rows.length_cells(part, agreement.scale) for part in parts),
            caption="Agreement by length of the text",
            key="agreement.length",
        )


def show_measures(agreement: JudgeAgreement) -> None:
    """Draw which of the scores follows people best, and the other judges."""
    page_text.section("How closely each score follows people")
    table.show(
        rows.MEASURE_COLUMNS,
        rows.measure_cells(agreement),
        caption="Rank correlation of each score with what people say",
        key="agreement.measures",
    )
    if len(agreement.judges) > 1:
        page_text.section("All judges of the window")
        table.show(
            rows.JUDGE_COLUMNS,
            tuple(map(rows.judge_cells, agreement.judges)),
            caption="Judges by their rank correlation with people",
            key="agreement.judges",
        )


def offer_file(agreement: JudgeAgreement, *, name: str) -> None:
    """Draw the button that exports the pairs."""
    st.download_button(
        f"Export {formats.pluralize(len(agreement.pairs), 'pair')} as CSV",
        lambda: rows.as_csv(agreement),
        file_name=f"{name}.csv",
        mime="text/csv",
        key="agreement.export",
        on_click="ignore",
    )
