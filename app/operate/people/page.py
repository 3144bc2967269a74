"""People: who may sign in, and with which role."""

import streamlit as st

from app import auth, services
from app.operate.people import actions, erasing, grants, present
from app.operate.people.grants import Granted
from app.ui import empty, notice, page_text
from core.accounts.user import Role
from core.usecases.people.password_link import PasswordLink
from core.usecases.people.people import Person, list_people


def render() -> None:
    st.title("People", anchor=False)
    rein, viewer = services.rein(), auth.current_viewer()
    has_accounts = auth.needs_account(rein.settings)
    search = _ask_search() if has_accounts else ""
    found = list_people(rein, viewer=viewer, search=search)
    notice.show()
    show_link()
    if not has_accounts:
        empty.show(
            "Nobody has to sign in here",
            hint="Rein listens on this computer alone, and you are its admin. With "
            "REIN_AUTH=password people sign in with accounts of their own.",
        )
        return
    page_text.lead(present.sentence(found, search=search))
    with st.popover("Invite somebody", icon=":material/person_add:"):
        show_invitation()
    granted = grants.in_force()
    for person in found:
        show_person(person, granted, is_self=person.user.id == viewer.id)


def _ask_search() -> str:
    return st.text_input(
        "Search", key="people.search", placeholder="Name or address", label_visibility="collapsed"
    )


def show_invitation() -> None:
    """Draw the form of an invitation."""
    with st.form("people.invite", border=False, clear_on_submit=True):
        login = st.text_input("E-mail address", max_chars=254)
        roles = list(Role)
        role = st.selectbox("Role", roles, format_func=present.role_label, key="people.new_role")
        if st.form_submit_button(present.invite_label(services.rein().settings), type="primary"):
            actions.invite(login, role)
            st.rerun()


def show_person(person: Person, granted: Granted, *, is_self: bool) -> None:
    """Draw one account with what can be changed about it."""
    key = f"people.{person.user.id}"
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        page_text.note(present.line(person, now=services.now()))
        roles = list(Role)
        st.selectbox(
            f"Role of {person.login}",
            roles,
            index=roles.index(person.user.role),
            format_func=present.role_label,
            key=f"{key}.role",
            label_visibility="collapsed",
            disabled=is_self or services.rein().settings.roles_by_claim,
            on_change=actions.change_role,
            args=(person,),
            width=140,
        )
        if services.rein().provider is None:
            st.button("New link", key=f"{key}.link", on_click=actions.make_link, args=(person,))
        else:
            show_reset(person, key=key, is_self=is_self)
        allowed = person.disabled_at is None
        st.button(
            "Disable" if allowed else "Enable",
            key=f"{key}.disable",
            on_click=actions.disable,
            args=(person, allowed),
            disabled=is_self,
            help="Signs the person out everywhere. What they wrote stays." if allowed else None,
        )
        if not is_self:
            erasing.show(person, key=key)
        if person.user.role is Role.REVIEWER:
            grants.show(person, granted.get(person.user.id))


def show_reset(person: Person, *, key: str, is_self: bool) -> None:
    """Draw the button that forgets how a person signs in."""
    st.button(
        "Reset sign-in",
        key=f"{key}.reset",
        on_click=actions.reset,
        args=(person,),
        disabled=is_self or not person.has_joined,
        help=f"The next person known as {person.login} signs in to this account.",
    )


def show_link() -> None:
    """Draw a link that was just made; it can be read only now."""
    made = st.session_state.pop(actions.LINK, None)
    if isinstance(made, PasswordLink) and services.rein().provider is not None:
        page_text.note(present.invited_text(made))
    elif isinstance(made, PasswordLink):
        page_text.note(present.link_text(made))
        site = services.rein().settings.public_url or present.site_of(st.context.url)
        st.code(f"{site}{made.path}", language=None, wrap_lines=True)


render()
