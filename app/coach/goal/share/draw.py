"""Draw the parts of the share section."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from app.coach.goal.share import present
from core.usecases.shares.share_links import ShareLink


def show_scope() -> None:
    """Draw what a link shows and what it does not."""
    st.markdown(
        "**A page to read.** Anyone with the link sees the title, the weeks with tasks and ticks, "
        "the milestones and how much is done. They can change nothing, and need no account."
    )
    st.caption(
        "The goal as you wrote it, your obstacle and constraints, check-ins, numbers, "
        "conversation, notes, reasons for skipping and ratings are not on it. Tasks, weeks and "
        "milestones are shown as they stand in your plan, also those you edited."
    )


def show_period(*, key: str, label: str = "How long a new link works") -> int:
    """Draw the choice of how long others see it. Return the days."""
    choice = st.segmented_control(
        label,
        tuple(present.PERIODS),
        default="1 month",
        required=True,
        key=f"{key}.period",
    )
    return present.PERIODS[choice or "1 month"]


def show_link(
    link: ShareLink | None,
    *,
    now: datetime,
    key: str,
    create: Callable[[], None],
    revoke: Callable[[], None],
) -> None:
    """Draw the state of the link and what can be done with it."""
    if link is None:
        st.button("Make a link", icon=":material/link:", on_click=create, key=f"{key}.create")
        return
    st.caption(present.state_of(link, now=now))
    with st.container(horizontal=True, gap="small", key=f"{key}.change"):
        st.button(
            "Revoke",
            icon=":material/link_off:",
            on_click=revoke,
            key=f"{key}.revoke",
            help="The link stops working at once.",
        )
        st.button(
            "Replace",
            icon=":material/autorenew:",
            on_click=create,
            key=f"{key}.replace",
            help="You get a new link for the time chosen above. The old one stops working at once.",
        )


def show_address(address: str, *, local: bool) -> None:
    """Draw a new link, which is shown until the page is closed."""
    st.markdown("Copy your link now. **It won't be shown again.**")
    st.code(address, language=None, wrap_lines=True)
    st.link_button("See what others see", address, icon=":material/visibility:")
    if local:
        st.info(
            "Rein runs on this computer only, so the link opens on this computer only. "
            "To hand the plan to someone, use the PDF under “Export”.",
            icon=":material/computer:",
        )
