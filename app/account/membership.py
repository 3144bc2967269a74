"""End a membership; rename an organisation, hand over its lead, or close it."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from app import auth, services
from app.account import organisations_present as present
from app.ui import notice, page_text
from app.ui.text import plain
from core.usecases.organisations.membership import (
    close_organisation,
    hand_over_lead,
    leave_organisation,
    remove_member,
)
from core.usecases.organisations.organisations import (
    MAX_NAME_CHARACTERS,
    Member,
    Organisation,
    rename_organisation,
)

KEY = "account.organisations"


def show_leaving(organisation: Organisation, *, key: str) -> None:
    """Draw what leaves an organisation that another member leads."""
    with st.popover("Leave", type="tertiary", key=f"{key}.leave"):
        page_text.note(present.LEAVING)
        st.button("Leave it", key=f"{key}.leave.sure", on_click=leave, args=(organisation,))


def show_leading(organisation: Organisation, *, own_id: str, key: str) -> None:
    """Draw what only the member who leads may do."""
    others = [one for one in organisation.members if one.user_id != own_id]
    with st.container(horizontal=True):
        with st.popover("Rename", type="tertiary", key=f"{key}.rename"):
            st.text_input(
                "Its new name",
                organisation.name,
                key=f"{key}.rename.name",
                max_chars=MAX_NAME_CHARACTERS,
            )
            st.button(
                "Save the name",
                key=f"{key}.rename.sure",
                type="primary",
                on_click=rename,
                args=(organisation, f"{key}.rename.name"),
            )
        if others:
            with st.popover("Remove a member", type="tertiary", key=f"{key}.remove"):
                page_text.note(present.REMOVING)
                show_choice(others, "Remove them", act=partial(remove, organisation), key=key)
            with st.popover("Hand over the lead", type="tertiary", key=f"{key}.lead"):
                page_text.note(present.HANDING_OVER)
                act = partial(hand_over, organisation)
                show_choice(others, "Let them lead", act=act, key=f"{key}.lead")
        with st.popover("Close it", type="tertiary", key=f"{key}.close"):
            page_text.note(present.CLOSING)
            st.text_input(
                present.closing_label(organisation), key=f"{key}.close.name", autocomplete="off"
            )
            st.button(
                "Close for good",
                key=f"{key}.close.sure",
                type="primary",
                on_click=close,
                args=(organisation, f"{key}.close.name"),
            )


def show_choice(
    others: list[Member], label: str, *, act: Callable[[Member], None], key: str
) -> None:
    """Draw the other members to choose one from, and the button that acts."""
    chosen = st.selectbox(
        "Member",
        others,
        index=None,
        format_func=lambda one: plain(present.choice(one, now=services.now())),
        placeholder="Choose a member",
        key=f"{key}.member",
    )
    st.button(
        label, key=f"{key}.member.sure", disabled=chosen is None, on_click=act, args=(chosen,)
    )


def leave(organisation: Organisation) -> None:
    """Stop being a member."""
    leaving = partial(leave_organisation, organisation_id=organisation.id)
    _attempt(leaving, done=f"You are no longer in “{organisation.name}”.")


def remove(organisation: Organisation, member: Member) -> None:
    """Remove another member."""
    removing = partial(remove_member, organisation_id=organisation.id, user_id=member.user_id)
    _attempt(removing, done=f"{member.name} is no longer in “{organisation.name}”.")


def hand_over(organisation: Organisation, member: Member) -> None:
    """Let another member lead."""
    handing = partial(hand_over_lead, organisation_id=organisation.id, user_id=member.user_id)
    _attempt(handing, done=f"{member.name} leads “{organisation.name}” now.")


def rename(organisation: Organisation, typed: str) -> None:
    """Give it another name; `typed` is the key of the field with the name."""
    name = st.session_state[typed]
    renaming = partial(rename_organisation, organisation_id=organisation.id, name=name)
    _attempt(renaming, done=f"“{organisation.name}” is now called “{name.strip()}”.")


def close(organisation: Organisation, typed: str) -> None:
    """Close it for all; `typed` is the key of what was typed to confirm it."""
    name = st.session_state[typed]
    closing = partial(close_organisation, organisation_id=organisation.id, name=name)
    _attempt(closing, done=f"“{organisation.name}” is closed.")


def _attempt(change: Callable[..., object], *, done: str) -> None:
    """Make a change as the person, and say near it what became of it."""
    viewer = auth.current_viewer()
    notice.attempt(lambda: change(services.rein(), viewer=viewer), done=done, place=KEY)
