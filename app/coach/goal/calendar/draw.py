"""Draw the parts of the calendar section."""

from collections.abc import Callable
from datetime import date, datetime

import streamlit as st

from app.coach.goal.calendar import present
from app.ui.text import plain
from core.calendar.event import CalendarEvent
from core.calendar.links import links_for
from core.usecases.calendar.feeds import CalendarFeed


def show_download(write: Callable[[], bytes], *, key: str) -> None:
    """Draw the file to download."""
    st.markdown("**Add it once.** A file with every task, milestone and check-in of this plan.")
    st.download_button(
        "Download calendar file",
        write,
        "rein-plan.ics",
        "text/calendar",
        on_click="ignore",
        icon=":material/download:",
        key=f"{key}.file",
    )


def show_scope(*, key: str) -> bool:
    """Draw the choice of what to subscribe to. Return True for all goals."""
    st.markdown(
        "**Keep it in sync.** Subscribe to a private address in Apple Calendar, Google Calendar "
        "or Outlook. Ticks and changes to your plan then show up there by themselves."
    )
    choice = st.segmented_control(
        "What to subscribe to",
        ("This goal", "All my goals"),
        default="This goal",
        required=True,
        key=f"{key}.scope",
    )
    return choice == "All my goals"


def show_feed(
    feed: CalendarFeed | None,
    *,
    now: datetime,
    key: str,
    create: Callable[[], None],
    revoke: Callable[[], None],
) -> None:
    """Draw an address: how it is used, and what can be done with it."""
    if feed is None:
        st.button(
            "Create private address", icon=":material/link:", on_click=create, key=f"{key}.create"
        )
        return
    st.caption(present.state_of(feed, now=now))
    with st.container(horizontal=True, gap="small", key=f"{key}.change"):
        st.button(
            "Revoke address",
            icon=":material/link_off:",
            on_click=revoke,
            key=f"{key}.revoke",
            help="The address stops working at once. Calendars that use it stop updating.",
        )
        st.button(
            "Replace address",
            icon=":material/autorenew:",
            on_click=create,
            key=f"{key}.replace",
            help="You get a new address, and the old one stops working at once.",
        )


def show_address(address: str, *, local: bool) -> None:
    """Draw a new address, which is shown until the page is closed."""
    st.markdown("Copy your address now. **It won't be shown again.**")
    st.code(address, language=None, wrap_lines=True)
    st.link_button("Open in your calendar app", present.to_webcal(address), icon=":material/event:")
    st.caption(
        "Anyone with this address can see this calendar, so treat it like a password. "
        "In Google Calendar, paste it under “Other calendars”, “From URL”; "
        "in Outlook, under “Add calendar”, “Subscribe from web”."
    )
    if local:
        st.info(
            "Rein runs on this computer only, so only calendar apps on this computer can read "
            "the address. For your phone, Google Calendar or Outlook on the web, use the file.",
            icon=":material/computer:",
        )


def show_links(event: CalendarEvent | None, *, today: date, key: str) -> None:
    """Draw links that add the next task to a calendar on the web."""
    if event is None:
        return
    st.markdown(
        f"**Just the next task:** {plain(event.title)} ({plain(present.when(event, today=today))})"
    )
    with st.container(horizontal=True, gap="small", key=f"{key}.links"):
        for link in links_for(event):
            st.link_button(link.name, link.address, icon=":material/open_in_new:")
