"""The person's organisations: who is in them, the link that lets others in, and how to leave."""

from functools import partial

import streamlit as st

from app import auth, services
from app.account import organisations_present as present
from app.site import site
from app.ui import notice, page_text
from app.ui.text import plain
from core.usecases.organisations.organisations import (
    MAX_NAME_CHARACTERS,
    Member,
    Organisation,
    add_organisation,
    invite_members,
    join_organisation,
    list_organisations,
    remove_member,
)

KEY = "account.organisations"
_NAME = f"{KEY}.name"


def show() -> None:
    """Draw the organisations, and what founds one."""
    viewer = auth.current_viewer()
    page_text.section("Your organisations")
    show_link()
    found = list_organisations(services.rein(), viewer=viewer)
    page_text.note(present.LEAD if found else present.NONE)
    for organisation in found:
        show_one(organisation, own_id=viewer.id)
    with st.popover("Found an organisation", icon=":material/groups:"):
        st.text_input("Its name", key=_NAME, max_chars=MAX_NAME_CHARACTERS)
        st.button("Found it", key=f"{KEY}.add", type="primary", on_click=found_one)


def show_invitation(secret: str) -> None:
    """Draw the button that accepts a link."""
    page_text.lead(present.INVITED)
    st.button("Join", key=f"{KEY}.join", type="primary", on_click=join, args=(secret,))


def show_one(organisation: Organisation, *, own_id: str) -> None:
    """Draw the members, and what the person may do."""
    leads = organisation.lead_id == own_id
    with st.expander(plain(present.title(organisation))):
        for member in organisation.members:
            show_member(organisation, member, own_id=own_id, leads=leads)
        if leads:
            st.button(
                "Make a link for new members",
                icon=":material/link:",
                key=f"{KEY}.{organisation.id}.link",
                on_click=invite,
                args=(organisation.id,),
            )


def show_member(organisation: Organisation, member: Member, *, own_id: str, leads: bool) -> None:
    """Draw one member, and the button that ends the membership."""
    own = member.user_id == own_id
    with st.container(horizontal=True, vertical_alignment="center"):
        page_text.note(present.member_line(organisation, member, now=services.now()))
        if own or leads:
            st.button(
                "Leave" if own else f"Remove {plain(member.name)}",
                help=present.ENDS,
                key=f"{KEY}.{organisation.id}.{member.user_id}",
                on_click=remove,
                args=(organisation, member),
                kwargs={"own": own},
            )


def show_link() -> None:
    """Draw a link that was just made."""
    address = st.session_state.pop(f"{KEY}.address", None)
    if address is not None:
        page_text.note("Send this link to those who should be in it. It works for a week.")
        st.code(address, language=None, wrap_lines=True)


def found_one() -> None:
    """Found an organisation with the name that was written."""
    viewer, name = auth.current_viewer(), st.session_state[_NAME]
    add = partial(add_organisation, services.rein(), viewer=viewer, name=name)
    notice.attempt(add, done=f"“{name}” is founded. You lead it.")


def invite(organisation_id: str) -> None:
    """Make a link, which is shown once."""
    viewer = auth.current_viewer()

    def make() -> None:
        made = invite_members(services.rein(), viewer=viewer, organisation_id=organisation_id)
        st.session_state[f"{KEY}.address"] = f"{site()}{made.path}"

    notice.attempt(make)


def join(secret: str) -> None:
    """Become a member."""
    joining = partial(
        join_organisation, services.rein(), viewer=auth.current_viewer(), secret=secret
    )
    notice.attempt(joining, done="You are in.")
    st.query_params.pop("organisation", None)


def remove(organisation: Organisation, member: Member, *, own: bool) -> None:
    """Leave, or remove another member."""
    ending = partial(
        remove_member,
        services.rein(),
        viewer=auth.current_viewer(),
        organisation_id=organisation.id,
        user_id=member.user_id,
    )
    who = "You are" if own else f"{member.name} is"
    notice.attempt(ending, done=f"{who} no longer in “{organisation.name}”.")
