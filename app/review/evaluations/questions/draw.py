"""Draw which questions fail, and examples."""

import streamlit as st

from app.review.evaluations.questions import present
from app.ui import page_text, table
from core import formats
from core.usecases.scores.get_item_report import ItemFailure, ItemGroup, ItemTotals, question_of

ITEM = "item"


def show_questions(totals: tuple[ItemTotals, ...], *, address: str) -> str | None:
    """Draw every question, the most failed first. Return the chosen address."""
    page_text.section("Questions by how often they fail")
    page_text.note(f"{present.sentence(totals)} Choose a question to see examples.")
    return table.show(
        present.COLUMNS,
        tuple(present.cells(one, address=address) for one in totals),
        caption="Questions of the rubric by their share of no",
        key="questions.table",
    )


def ask_item(totals: tuple[ItemTotals, ...]) -> str | None:
    """Ask for a question; None until one is chosen."""
    items = [one.item for one in totals]
    if st.session_state.get(ITEM) not in items:
        st.session_state.pop(ITEM, None)
    return st.selectbox(
        "Question",
        items,
        index=None,
        format_func=question_of,
        placeholder="Choose a question",
        key=ITEM,
        bind="query-params",
    )


def show_groups(groups: tuple[ItemTotals, ...], *, by: ItemGroup, title: str) -> None:
    """Draw how often one question fails by prompt version or model."""
    page_text.note(title)
    table.show(
        present.GROUP_COLUMNS,
        tuple(present.group_cells(one, by) for one in groups),
        caption=title,
        key=f"questions.{title}",
    )


def show_examples(failures: tuple[ItemFailure, ...]) -> str | None:
    """Draw the newest evaluations that answered no. Return the chosen address."""
    if not failures:
        page_text.note("No example in this window: every known answer was yes.")
        return None
    page_text.note(f"The newest {formats.pluralize(len(failures), 'example')}")
    return table.show(
        present.EXAMPLE_COLUMNS,
        tuple(map(present.example_cells, failures)),
        caption="Evaluations that answered the question with no, the newest first",
        key="questions.examples",
    )


def offer_file(totals: tuple[ItemTotals, ...], *, name: str) -> None:
    """Draw the button that exports the table."""
    st.download_button(
        f"Export {formats.pluralize(len(totals), 'question')} as CSV",
        lambda: present.as_csv(totals),
        file_name=f"{name}.csv",
        mime="text/csv",
        key="questions.export",
        on_click="ignore",
    )
