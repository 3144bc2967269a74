"""Alerts: what is open, each rule with its figure and bound, and everything that happened."""

import streamlit as st

from app import auth, services
from app.review.alerts import draw, draw_open, draw_rules, load, present
from app.review.shared import targets
from app.ui import empty, navigate, notice, page_text, sample_mode
from core.accounts.user import Role

BEFORE = "before"  # query parameter: where a page of the history begins; without it, the newest


def render() -> None:
    sample = sample_mode.page_header("Alerts")
    may_change, now = auth.current_user().may(Role.ADMIN), services.now()
    view = load.load_alerts_view(before=before(), sample=sample)
    page_text.lead(present.sentence(view))
    notice.show(draw_open.PLACE)
    address = draw_open.show(view, now=now, may_change=may_change)
    figures = tuple(rule for rule in view.rules if rule.target is not None and rule.limit)
    events = tuple(rule for rule in view.rules if rule not in figures)
    page_text.section("Figures that are watched")
    page_text.note(present.EXPLANATION)
    draw_rules.show_figures(figures, view.open_alerts, sample=sample)
    if may_change:
        targets.ask_change(key="alerts.target")
    if events:
        page_text.section("Events that are watched")
        address = draw.show_events(events) or address
    page_text.section("History")
    if view.history.entries:
        address = draw.show_history(view.history, now=now) or address
        show_paging(view.history.next_before)
    else:
        empty.show("Nothing has happened yet", hint=present.NO_HISTORY)
    if may_change and not sample:
        page_text.section("Receivers")
        draw.show_receivers(load.list_receivers())
    if address is not None:
        navigate.open_address(address)


def before() -> int | None:
    """Return where the page of the history begins, from the URL."""
    written = st.query_params.get(BEFORE, "")
    return int(written) if written.isdecimal() and len(written) < 19 else None


def show_paging(next_before: int | None) -> None:
    """Draw the ways to newer and older entries."""
    with st.container(horizontal=True):
        if before() is not None:
            st.button("Newest", key="alerts.newest", on_click=open_history, args=(None,))
        if next_before is not None:
            st.button("Older", key="alerts.older", on_click=open_history, args=(next_before,))


def open_history(place: int | None) -> None:
    """Put the beginning of another page of the history into the URL."""
    if place is None:
        st.query_params.pop(BEFORE, None)
    else:
        st.query_params[BEFORE] = str(place)


render()
