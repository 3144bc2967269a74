"""The person's organisations: who is in them, the link that lets others in, and a new one."""

from functools import partial

import streamlit as st

from app import auth, services
from app.account import membership
from app.account import organisations_present as present
from app.account.membership import KEY
from app.site import site
from app.ui import notice, page_text
from app.ui.text import plain
from core.usecases.organisations.organisations import (
    MAX_NAME_CHARACTERS,
    Organisation,
    add_organisation,
    invite_members,
    join_organisation,
    list_organisations,
)

_NAME = f"{KEY}.name"


def show() -> None:
    """Draw the organisations, and what creates one."""
    viewer = auth.current_viewer()
    st.header("Your organisations", anchor=False)
    notice.show(KEY)
    show_link()
    found = list_organisations(services.rein(), viewer=viewer)
    page_text.note(present.LEAD if found else present.NONE)
    for organisation in found:
        show_one(organisation, own_id=viewer.id)
    with st.popover("Create an organisation", icon=":material/groups:"):
        st.text_input("Its name", key=_NAME, max_chars=MAX_NAME_CHARACTERS)
        st.button("Create it", key=f"{KEY}.add", type="primary", on_click=add)


def show_invitation(secret: str) -> None:
    """Draw the button that accepts a link."""
    page_text.lead(present.INVITED)
    st.button("Join", key=f"{KEY}.join", type="primary", on_click=join, args=(secret,))


def show_one(organisation: Organisation, *, own_id: str) -> None:
    """Draw the members, and what the person may do."""
    key = f"{KEY}.{organisation.id}"
    with st.expander(plain(present.title(organisation)), key=f"{key}.fold"):
        page_text.note(present.member_lines(organisation, own_id=own_id, now=services.now()))
        if organisation.lead_id != own_id:
            membership.show_leaving(organisation, key=key)
            return
        st.button(
            "Make a link for new members",
            icon=":material/link:",
            key=f"{key}.link",
            help="It takes the place of the link before.",
            on_click=invite,
            args=(organisation.id,),
        )
        membership.show_leading(organisation, own_id=own_id, key=key)


def show_link() -> None:
    """Draw a link that was just made."""
    address = st.session_state.pop(f"{KEY}.address", None)
    if address is not None:
        page_text.note(present.LINK)
        st.code(address, language=None, wrap_lines=True)


def add() -> None:
    """Create an organisation with the name that was written."""
    viewer, name = auth.current_viewer(), st.session_state[_NAME]
    adding = partial(add_organisation, services.rein(), viewer=viewer, name=name)
    if notice.attempt(adding, done=f"“{name}” is created. You lead it.", place=KEY):
        st.session_state[_NAME] = ""


def invite(organisation_id: str) -> None:
    """Make a link, which is shown once."""
    viewer = auth.current_viewer()

    def make() -> None:
        made = invite_members(services.rein(), viewer=viewer, organisation_id=organisation_id)
        st.session_state[f"{KEY}.address"] = f"{site()}{made.path}"

    notice.attempt(make, place=KEY)


def join(secret: str) -> None:
    """Become a member."""
    joining = partial(
        join_organisation, services.rein(), viewer=auth.current_viewer(), secret=secret
    )
    notice.attempt(joining, done="You are in.")
    st.query_params.pop("organisation", None)
