"""What can be done on the page of people."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from app import auth, services
from app.operate.people import present
from app.ui import notice
from core.accounts.user import Role
from core.usecases.people.add_person import add_person, make_password_link
from core.usecases.people.erase_person import erase_person
from core.usecases.people.password_link import PasswordLink
from core.usecases.people.people import Person, reset_sign_in, set_disabled, set_role

LINK = "people.link"
"""A link that was just made, until it is drawn."""


def invite(login: str, role: Role) -> None:
    """Add an account and show its invitation."""
    rein, viewer = services.rein(), auth.current_viewer()
    attempt_link(partial(add_person, rein, viewer=viewer, login=login, role=role))


def make_link(person: Person) -> None:
    """Show a new link for an account."""
    rein, viewer = services.rein(), auth.current_viewer()
    attempt_link(partial(make_password_link, rein, viewer=viewer, user_id=person.user.id))


def attempt_link(make: Callable[[], PasswordLink]) -> None:
    """Keep a new link for the next drawing, or post why there is none."""

    def make_it() -> None:
        st.session_state[LINK] = make()

    notice.attempt(make_it)


def reset(person: Person) -> None:
    """Forget how a person signs in."""
    viewer = auth.current_viewer()
    notice.attempt(
        lambda: reset_sign_in(services.rein(), viewer=viewer, user_id=person.user.id),
        done=present.reset_text(person),
    )


def change_role(person: Person) -> None:
    """Change the role of an account."""
    role = st.session_state[f"people.{person.user.id}.role"]
    viewer = auth.current_viewer()
    if notice.attempt(
        lambda: set_role(services.rein(), viewer=viewer, user_id=person.user.id, role=role)
    ):
        back = partial(
            set_role, services.rein(), viewer=viewer, user_id=person.user.id, role=person.user.role
        )
        notice.post(present.role_changed(person, role), undo=partial(attempt, back))


def disable(person: Person, disabled: bool) -> None:  # noqa: FBT001 - an argument of a callback
    """Let an account sign in or not."""
    viewer = auth.current_viewer()
    change = partial(set_disabled, services.rein(), viewer=viewer, user_id=person.user.id)
    if notice.attempt(lambda: change(disabled=disabled)):
        notice.post(
            present.disabled_text(person, disabled=disabled),
            undo=partial(attempt, partial(change, disabled=not disabled)),
        )


def erase(person: Person) -> None:
    """Erase the account of a person, if its address was typed."""
    typed = st.session_state[f"people.{person.user.id}.erase.typed"]
    if typed.strip().lower() != person.login:
        notice.post("The address differs, so nothing was erased.")
        return
    viewer = auth.current_viewer()
    notice.attempt(
        lambda: erase_person(services.rein(), viewer=viewer, user_id=person.user.id),
        done=f"{person.login} is erased.",
    )


def attempt(back: Callable[[], object]) -> None:
    """Take a change back."""
    notice.attempt(back)
