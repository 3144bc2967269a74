"""Evaluations: scores over time, which questions fail, and whether the judge can be trusted."""

from urllib.parse import urlencode

import streamlit as st

from app import services
from app.review.evaluations import choices, load, present, scores
from app.review.evaluations.agreement import view as agreement
from app.review.evaluations.choices import View
from app.review.evaluations.lowest import view as lowest
from app.review.evaluations.questions import view as questions
from app.review.evaluations.records import Records
from app.review.shared import filters as shared_filters
from app.review.shared.load import list_choices
from app.ui import filters, page_text, sample_mode
from core.usecases.utc_days import last_days


def render() -> None:
    rein, sample = services.rein(), sample_mode.page_header("Evaluations")
    if not sample_mode.has_records(sample=sample):
        hint = "Every finished goal is scored and appears here."
        sample_mode.offer_sample("No evaluations yet", hint, sample=sample)
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        days = filters.days()
        window = last_days(rein, days)
        within = shared_filters.ask_slice(list_choices(sample=sample))
    plain = load.load_evaluations(window, sample=sample, by="none", within=within)
    page_text.lead(
        present.sentence(plain.quality, before=plain.before, limits=plain.limits, days=days)
    )
    if not any(row.n or row.unscored for row in plain.quality.totals):
        hint = "Choose a longer window or fewer filters."
        sample_mode.offer_sample("No evaluations in this window", hint, sample=sample)
        return
    records = Records(
        days=window, sample=sample, within=within, scorer=plain.quality.scorer, address=_address()
    )
    match choices.ask_view():
        case View.SCORES:
            scores.show(plain, records)
        case View.QUESTIONS:
            questions.show(records)
        case View.PEOPLE:
            agreement.show(records)
        case View.LOWEST:
            lowest.show(records)


def _address() -> str:
    """Return the address of this page with its filters, for links that open it again."""
    others = {name: value for name, value in st.query_params.items() if name not in choices.CHOSEN}
    return f"evaluations?{urlencode(others)}"


render()
