"""Config: the prompts with their versions, the rubric, the targets, routes, and whole tables."""

import streamlit as st

from app import auth, services
from app.review.config import draw, load, present, records
from app.review.shared import targets
from app.ui import navigate, page_text, sample_mode
from core.accounts.user import Role

PARTS = ("Prompts", "Rubric", "Targets", "Routes and budgets", "Export")


def render() -> None:
    sample = sample_mode.page_header("Config")
    may_change = auth.current_user().may(Role.ADMIN)
    page_text.lead(present.sentence(may_change=may_change))
    part = st.segmented_control(
        "Part",
        PARTS,
        default=PARTS[0],
        required=True,
        key="part",
        bind="query-params",
        label_visibility="collapsed",
    )
    match part:
        case "Rubric":
            draw.show_rubric()
        case "Targets":
            show_targets(may_change=may_change)
        case "Routes and budgets":
            draw.show_links(may_open=may_change)
        case "Export":
            records.show_export()
        case _:
            address = draw.show_prompts(
                load.load_prompts(), now=services.now(), sample=sample, may_change=may_change
            )
            if address is not None:
                navigate.open_address(address)


def show_targets(*, may_change: bool) -> None:
    """Draw the targets, the form that changes one, and the history of changes."""
    draw.show_targets(targets.load_targets())
    if may_change:
        targets.ask_change(key="config.target")
    page_text.section("Changes")
    entries = targets.load_changes()
    if entries:
        targets.show_changes(entries, now=services.now(), key="config.changes")
    else:
        page_text.note("No target was ever changed; the ones above are those Rein comes with.")


render()
