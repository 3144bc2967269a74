"""Trials: versions that are tried on people, what each has found, and how it is decided."""

import streamlit as st

from app import auth, services
from app.review.trials import (
    actions,
    automation,
    draw,
    draw_actions,
    draw_costs,
    draw_guards,
    draw_trial,
    load,
    present,
    replay_form,
    start_form,
)
from app.ui import navigate, notice, page_text, sample_mode
from core.accounts.user import Role


def render() -> None:
    sample = sample_mode.page_header("Trials")
    may_change = auth.current_user().may(Role.ADMIN)
    trial_id = st.query_params.get(actions.TRIAL, "")
    address = (
        show_trial(trial_id, may_change=may_change)
        if trial_id
        else show_all(sample=sample, may_change=may_change)
    )
    if address is not None:
        navigate.open_address(address)


def show_all(*, sample: bool, may_change: bool) -> str | None:
    """Draw the list, and what can be tried next. Return the chosen address."""
    notice.show()
    listed = load.load_list(sample=sample)
    page_text.lead(present.list_sentence(listed))
    address = draw.show_list(listed, now=services.now())
    if sample:
        page_text.note(present.OF_THE_SAMPLE)
        return address
    if not listed:
        sample_mode.offer_figures(present.SEE_THE_SAMPLE, sample=sample)
    choices, proposal = load.load_choices(listed), load.find_proposal()
    draw.show_proposal(proposal)
    automation.show()
    draw.show_versions(choices)
    replay_form.draw(choices, may_pay=may_change)
    if may_change:
        start_form.draw(choices, proposal)
    return address


def show_trial(trial_id: str, *, may_change: bool) -> str | None:
    """Draw one trial. Return the chosen address."""
    st.button("All trials", key="trials.all", type="tertiary", on_click=actions.open_list)
    notice.show()
    view, now = load.load_trial(trial_id), services.now()
    draw_trial.show_head(view, now=now)
    if may_change:
        draw_actions.show(view)
    draw_trial.show_figures(view)
    draw_guards.show_guardrails(view.report)
    draw_costs.show_costs(view.report)
    draw_guards.show_secondary(view.report)
    draw_trial.show_people(view)
    return draw_trial.show_results(view, now=now)


render()
