"""Evaluation runs: two versions on the same items, compared in pairs."""

import streamlit as st

from app import services
from app.review.evaluation_runs import (
    actions,
    draw,
    draw_preferences,
    draw_texts,
    load,
    present,
    present_verdicts,
    start_form,
)
from app.review.shared import version_names
from app.ui import (
    choice,
    empty,
    navigate,
    notice,
    page_text,
    sample_mode,
)
from core.errors import NotFound
from core.usecases.evaluation_runs.list_evaluation_runs import EvaluationReport, Listed, Progress

CASE = "case"  # query parameter: the item whose texts are shown
POLL_S = 2.0


def render() -> None:
    sample = sample_mode.page_header("Evaluation runs")
    notice.show()
    found, datasets = load.list_runs(sample=sample), load.list_datasets(sample=sample)
    address = show_run(found) if found else None
    if not found and (datasets or sample_mode.has_records(sample=sample)):
        empty.show("No evaluation run yet", hint=present.NOTHING_YET)
    elif not found:
        hint = "Save traces as a dataset as soon as there are some; then compare versions on it."
        sample_mode.offer_sample("No traces yet", hint, sample=sample)
    if datasets:
        with st.expander("Compare variants", expanded=not found, key="evaluation_runs.form"):
            start_form.draw(datasets, sample=sample)
    elif found or sample_mode.has_records(sample=sample):
        page_text.note("This needs a dataset: goals that were saved to be tried again.")
        st.page_link("review/datasets/page.py", label="Datasets")
    if address is not None:
        navigate.open_address(address)


def show_run(found: tuple[Listed, ...]) -> str | None:
    """Draw the chosen run. Return the chosen address."""
    now = services.now()
    labels = {one.run.id: present.run_label(one, now=now) for one in found}
    run_id = choice.by_id("Run", labels, key=start_form.RUN)
    report = load.load_report(run_id)
    if not report.progress.over:
        st.fragment(watch, run_every=POLL_S)(run_id, report.progress)
    place = ask_variant(report)
    page_text.lead(present.verdict(report, place))
    page_text.note(present.head(report))
    running = report.progress.ended < report.progress.total
    if (text := present.left_out(report.comparisons[place])) and not running:
        page_text.note(text)
    if report.run.note:
        page_text.note(f"What was asked: {report.run.note}")
    actions.show(report)
    draw.show_totals(report)
    draw.show_differences(report, place)
    draw.show_answers(report, place)
    address = draw_preferences.show(report, place)
    address = draw.show_cases(report, place) or address
    show_texts(report, place)
    return address


def watch(run_id: str, seen: Progress) -> None:
    """Draw how far a run is; the page is drawn again when more of it has ended."""
    progress = load.load_report(run_id).progress
    draw.show_progress(progress)
    if (progress.ended, progress.compared) > (seen.ended, seen.compared):
        st.rerun()


def ask_variant(report: EvaluationReport) -> int:
    """Ask which variant is compared with the first one. Return its place after that."""
    others = {
        str(n): version_names.variant(one.label) for n, one in enumerate(report.run.variants) if n
    }
    if len(others) == 1:
        return 0
    return int(choice.by_id("Variant", others, key="variant")) - 1


def show_texts(report: EvaluationReport, place: int) -> None:
    """Draw both texts of the chosen case; by default of the worst one, or the best."""
    found = report.comparisons[place]
    cases = [one.item_id for one in (*found.worst, *found.best)]
    item_id = st.query_params.get(CASE) or next(iter(cases), None)
    if item_id is None:
        return
    try:
        texts = load.load_case(report.run.id, item_id)
        notes = present_verdicts.notes(report, place, texts.pairs)
        draw_texts.show_texts(texts, (0, place + 1), notes=notes)
    except NotFound:
        st.query_params.pop(CASE, None)


render()
